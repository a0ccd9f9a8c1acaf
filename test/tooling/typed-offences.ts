/** Gives, for each rule that needs types, the shortest program that breaks it. */
export const typedOffences: Record<string, string> = {
  'await-thenable': 'await 1',
  'consistent-type-exports': "import { Shape } from './shape.ts'\nexport { Shape }",
  'dot-notation': "const one = { two: 2 }\nvoid one['two']",
  'no-array-delete': 'const all = [1]\ndelete all[0]',
  'no-base-to-string': 'void String({})',
  'no-confusing-void-expression': 'const one = (): void => undefined\nconst two = one()\nvoid two',
  'no-deprecated': '/** @deprecated */\nconst old = (): number => 1\nvoid old()',
  'no-duplicate-type-constituents': "export type One = 'one' | 'two' | 'one'",
  'no-floating-promises': 'Promise.resolve(1)',
  'no-for-in-array': 'for (const at in [1]) void at',
  'no-generated-empty-object-type': "export type None = Omit<{ one: 1 }, 'one'>",
  'no-implied-eval': "setTimeout('1', 1)",
  'no-meaningless-void-operator': 'const one = (): void => undefined\nvoid one()',
  'no-misused-promises': 'if (Promise.resolve(1)) void 1',
  'no-misused-spread': 'void { ...new Map([[1, 2]]) }',
  'no-mixed-enums': "export enum Mixed {\n  One = 1,\n  Two = 'two',\n}",
  'no-redundant-type-constituents': 'export type One = unknown | string',
  'no-unnecessary-boolean-literal-compare':
    'export const one = (is: boolean): number => (is === true ? 1 : 2)',
  'no-unnecessary-condition': 'export const one = (some: object): number => (some ? 1 : 2)',
  'no-unnecessary-template-expression': "export const one = `${'one'}`",
  'no-unnecessary-type-arguments':
    'const first = <T = number>(one: T): T => one\nexport const one = first<number>(1)',
  'no-unnecessary-type-assertion': 'export const one = (some: number): number => some as number',
  'no-unnecessary-type-conversion': "export const one = String('one')",
  'no-unnecessary-type-parameters': 'export const one = <T>(some: T): void => void some',
  'no-unsafe-argument': 'export const one = (some: any): number => Number.parseInt(some)',
  'no-unsafe-assignment': 'export const one = (some: any): void => {\n  const two = some\n  void two\n}',
  'no-unsafe-call': 'export const one = (some: any): void => void some()',
  'no-unsafe-enum-comparison':
    'enum One {\n  A = 1,\n}\nexport const one = (some: One): boolean => some === 1',
  'no-unsafe-member-access': 'export const one = (some: any): void => void some.two',
  'no-unsafe-return': 'export const one = (some: any): number => some',
  'no-unsafe-unary-minus': 'export const one = (some: string): number => -some',
  'no-useless-default-assignment':
    'const one = ({ two = 2 }: { two: number }): number => two\nvoid one({ two: 1 })',
  'only-throw-error': "throw 'one'",
  'prefer-find': 'void [1, 2].filter((one) => one > 1)[0]',
  'prefer-includes': "export const one = (some: string): boolean => some.indexOf('x') !== -1",
  'prefer-nullish-coalescing': "export const one = (some: string | null): string => some || 'one'",
  'prefer-optional-chain':
    'export const one = (some?: { two: number }): number | undefined => some && some.two',
  'prefer-promise-reject-errors': "void Promise.reject('one')",
  'prefer-reduce-type-parameter':
    'void [1].reduce((all, one) => ({ ...all, [one]: one }), {} as Record<number, number>)',
  'prefer-regexp-exec': "void 'one'.match(/one/)",
  'prefer-return-this-type': 'export class One {\n  one(): One {\n    return this\n  }\n}',
  'prefer-string-starts-ends-with':
    "export const one = (some: string): boolean => some.startsWith('a') || some[0] === 'b'",
  'related-getter-setter-pairs': 'export interface One {\n  get two(): string\n  set two(value: number)\n}',
  'require-await': 'export const one = async (): Promise<number> => 1',
  'restrict-plus-operands': 'export const one = (some: number, two: string) => some + two',
  'restrict-template-expressions': 'export const one = (some: object): string => `${some}`',
  'return-await':
    'export async function one(): Promise<number> {\n  try {\n    return Promise.resolve(1)\n  } catch {\n    return await Promise.resolve(2)\n  }\n}',
  'switch-exhaustiveness-check':
    "export function one(some: 'a' | 'b'): void {\n  switch (some) {\n    case 'a':\n  }\n}",
  'use-unknown-in-catch-callback-variable': 'void Promise.resolve(1).catch((one: any) => void one)',
}
