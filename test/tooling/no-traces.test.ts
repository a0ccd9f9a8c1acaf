import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Everything that is in the repository or would be added to it: what git ignores stays out. */
const files = execFileSync(
  'git',
  ['-c', 'safe.directory=*', 'ls-files', '-z', '--cached', '--others', '--exclude-standard'],
  {
    cwd: root,
  },
)
  .toString()
  .split('\0')
  .filter((path) => path !== '' && existsSync(join(root, path)))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'latin1') }))

const ours = files.filter(({ path }) => /^(src|test)\//.test(path))

describe('the tree holds no trace of the machine it was written on', () => {
  it.each([
    ['a home or work folder', /(?<![\w.~-])\/(home|Users|root|work|workspace|var\/folders)\/[\w.-]/],
    ['a profile folder of Windows', /\b[A-Z]:\\+Users\\/],
  ])('%s', (_what, pattern) => {
    expect(linesThat(pattern, files)).toEqual([])
  })
})

describe('src and test hold nothing left for later, left out or switched off', () => {
  it.each([
    ['a note to do something', /\b(TO[D]O|FIX[M]E)\b/],
    ['a test that runs alone', /\.on[l]y\(/],
    ['a test that does not run', /\.ski[p]\(/],
    ['a rule or a type switched off', /(es|ox)lint[-]disable|@ts[-](ignore|nocheck)|prettier[-]ignore/],
  ])('%s', (_what, pattern) => {
    expect(linesThat(pattern, ours)).toEqual([])
  })
})

it('the files of src are small rooms', () => {
  const sizes = files
    .filter(({ path }) => /^src\/.*\.(ts|vue)$/.test(path))
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
    .sort((a, b) => a.lines - b.lines)
  const atShare = (share: number): number => sizes[Math.ceil(share * sizes.length) - 1]?.lines ?? 0
  const figures = { files: sizes.length, median: atShare(0.5), p95: atShare(0.95), longest: sizes.at(-1) }
  process.stdout.write(`${JSON.stringify(figures)}\n`)

  expect(figures.median).toBeLessThanOrEqual(90)
  expect(figures.p95).toBeLessThanOrEqual(250)
  expect(sizes.filter(({ lines }) => lines > 400)).toEqual([])
})

function linesThat(pattern: RegExp, among: typeof files): string[] {
  return among.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}`] : [])),
  )
}
