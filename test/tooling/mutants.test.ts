import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { allMutants } from '../../scripts/mutants/all.ts'

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))

it('breaks each mechanism at a place that is there, and names tests that are there', () => {
  expect(allMutants.length).toBeGreaterThan(100)
  const misplaced = allMutants.filter(
    ({ file, find, replace, tests }) =>
      readFileSync(at(file), 'utf8').split(find).length !== 2 ||
      find === replace ||
      tests.length === 0 ||
      !tests.every((test) => existsSync(at(test))),
  )
  expect(misplaced.map(({ breaks }) => breaks)).toEqual([])
})
