import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeTempFolder } from '../support/temp-folder.ts'
import { typedOffences } from './typed-offences.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const oxlint = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint')

const harmless = 'export const one = async (): Promise<number> => Promise.resolve(1)\n'
const broken = new Map<string, string[]>()
const { path: folder, remove } = makeTempFolder('typed-lint')
afterAll(remove)
beforeAll(async () => {
  for (const file of ['.oxlintrc.json', 'tsconfig.json', 'tsconfig.web.json', 'package.json']) {
    cpSync(join(root, file), join(folder, file))
  }
  for (const page of ['src/renderer', 'test/renderer']) {
    put(`${page}/tsconfig.json`, '{ "extends": "../../tsconfig.web.json" }\n')
    put(`${page}/adrift.ts`, typedOffences['no-floating-promises'] ?? '')
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  put('src/main/desk/shape.ts', 'export interface Shape {\n  one: 1\n}\n')
  put('src/main/desk/harmless.ts', harmless)
  put('src/main/desk/mistyped.ts', "export const one: number = 'one'\n")
  for (const [rule, text] of Object.entries(typedOffences))
    put(`src/main/desk/${rule}.ts`, `${text}\nexport {}\n`)
  for (const { filename, code } of (await lint()).diagnostics) {
    broken.set(filename, [...(broken.get(filename) ?? []), code])
  }
})

function put(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

function run(...args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [oxlint, ...args], { cwd: folder, maxBuffer: 1 << 26 }, (error, out) => {
      // It ends with 1 where it has found something.
      if (error === null || error.code === 1) resolve(out)
      else reject(new Error(out, { cause: error }))
    })
  })
}

const lint = async () =>
  JSON.parse(await run('--type-check', '--format=json')) as {
    diagnostics: { filename: string; code: string }[]
  }

describe('lint with types', () => {
  it.each(Object.keys(typedOffences))('refuses what %s forbids', (rule) => {
    expect(broken.get(`src/main/desk/${rule}.ts`)).toContain(`typescript(${rule})`)
  })

  it('has an offence here for each of its rules', async () => {
    const { rules } = JSON.parse(await run('--print-config')) as { rules: Record<string, unknown> }
    const named = Object.keys(rules).map((rule) => basename(rule))
    expect(named.toSorted()).toEqual(Object.keys(typedOffences).toSorted())
  })

  it.each(['src/renderer', 'test/renderer'])('knows the types of %s', (place) => {
    expect(broken.get(`${place}/adrift.ts`)).toContain('typescript(no-floating-promises)')
  })

  it('finds a wrong type, and nothing in what is right', () => {
    expect(broken.get('src/main/desk/mistyped.ts')).toEqual(['typescript(TS2322)'])
    expect(broken.get('src/main/desk/harmless.ts')).toBeUndefined()
  })
})
