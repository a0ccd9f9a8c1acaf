import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ESLint } from 'eslint'
import { afterAll, describe, expect, it } from 'vitest'
import { makeTempFolder } from '../support/temp-folder.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

const documented = '/** Gives one. */\nexport const one = 1\n'
const component = (script: string, template = '<br />'): string =>
  `<script setup lang="ts">\n${script}</script>\n\n<template>\n  ${template}\n</template>\n`

const refused = [
  { rule: 'no-restricted-exports', path: 'src/main/desk/value.ts', text: 'export default 1\n' },
  { rule: 'no-restricted-syntax', path: 'src/main/desk/utils.ts', text: documented },
  { rule: 'no-restricted-syntax', path: 'src/main/desk/date-helpers.ts', text: documented },
  { rule: 'no-restricted-syntax', path: 'src/main/common/one.ts', text: documented },
  { rule: 'no-restricted-syntax', path: 'src/main/desk/store-manager.ts', text: documented },
  { rule: 'no-restricted-syntax', path: 'src/main/desk/oneThing.ts', text: documented },
  { rule: 'no-restricted-syntax', path: 'src/renderer/one-thing.vue', text: component('') },
  { rule: 'jsdoc/require-jsdoc', path: 'src/main/desk/bare-value.ts', text: 'export const one = 1\n' },
  { rule: 'jsdoc/require-jsdoc', path: 'src/main/desk/bare-type.ts', text: 'export type One = 1\n' },
  {
    rule: 'jsdoc/require-jsdoc',
    path: 'src/main/desk/bare-shape.ts',
    text: 'export interface One {\n  one: 1\n}\n',
  },
  {
    rule: 'jsdoc/match-description',
    path: 'src/main/desk/no-sentence.ts',
    text: documented.replace('one.', 'one'),
  },
  { rule: 'max-lines', path: 'src/main/desk/long.ts', text: documented + '\n'.repeat(400) },
  { rule: 'no-console', path: 'src/main/desk/loud.ts', text: 'console.log(1)\n' },
  {
    rule: '@typescript-eslint/no-explicit-any',
    path: 'src/main/desk/loose.ts',
    text: 'const one: any = 1\nvoid one\n',
  },
  {
    rule: 'no-warning-comments',
    path: 'src/main/desk/silenced.ts',
    text: ['/* ox', 'lint-disable */\nvoid 1\n'].join(''),
  },
  { rule: 'no-console', path: 'src/renderer/Loud.vue', text: component('console.log(1)\n') },
  {
    rule: 'vue/no-undef-properties',
    path: 'src/renderer/Unknown.vue',
    text: component('', '<p>{{ one }}</p>'),
  },
  {
    rule: 'vue/no-v-html',
    path: 'src/renderer/Raw.vue',
    text: component("const raw = ''\n", '<p v-html="raw" />'),
  },
  {
    rule: 'vue/no-bare-strings-in-template',
    path: 'src/renderer/Said.vue',
    text: component('', '<p>Said</p>'),
  },
  {
    rule: 'no-restricted-properties',
    path: 'test/mocked.test.ts',
    text: "import { vi } from 'vitest'\nvi.mock('x')\n",
  },
]

const allowed = [
  { path: 'src/main/desk/one.ts', text: documented },
  {
    path: 'src/main/desk/inner.ts',
    text: `const inner = 1\n\n/** Gives one. */\nexport const one = inner\n`,
  },
  { path: 'src/renderer/GoodPage.vue', text: component("const said = ''\n", '<p>{{ said }}</p>') },
  { path: 'scripts/loud.ts', text: "console.log('built')\n" },
]

const { path: folder, remove } = makeTempFolder('lint')
afterAll(remove)
for (const file of ['eslint.config.js', '.oxlintrc.json', 'tsconfig.json', 'package.json']) {
  cpSync(join(root, file), join(folder, file))
}
symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
for (const { path, text } of [...refused, ...allowed]) {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}
const results = await new ESLint({ cwd: folder }).lintFiles('.')

describe('lint refuses', () => {
  it.each(refused)('$path by $rule', ({ rule, path }) => {
    expect(brokenRules(path)).toContain(rule)
  })
})

describe('lint lets through', () => {
  it.each(allowed)('$path', ({ path }) => {
    expect(brokenRules(path)).toEqual([])
  })
})

function brokenRules(path: string): (string | null)[] {
  const result = results.find(({ filePath }) => filePath === join(folder, path))
  if (!result) throw new Error(`${path} was not linted`)
  return result.messages.map(({ ruleId }) => ruleId)
}
