import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, it } from 'vitest'
import { createStrengthJudge } from '../../src/main/passwords/strength.ts'
import { Secret } from '../../src/shared/model/secret.ts'
import { placeOf, programSources } from '../support/run-programs.ts'
import { sourceResources, workerSources } from '../support/source-resources.ts'

const own = createStrengthJudge(workerSources.strengthWorker)
const remembering = createStrengthJudge(sourceResources.strengthWorker)
afterAll(() => Promise.all([own.close(), remembering.close()]))

describe('what a run of the tests starts', () => {
  it.each(Object.keys(programSources) as (keyof typeof programSources)[])('is bundled: %s', (program) => {
    expect(placeOf(program).pathname).toContain('/programs/')
  })

  it.each([
    ['a common one', '123456', []],
    ['a strong one', `Quiet-harbour_7-${randomUUID()}`, []],
    ['one that names the account', 'zhengkailiang92', ['zhengkailiang']],
    ['the same, of somebody else', 'zhengkailiang92', []],
  ])('judges a password as the desk’s own worker does, also the second time: %s', async (_, text, about) => {
    const password = new Secret(text)
    const expected = await own.judge(password, about)
    expect(await remembering.judge(password, about)).toEqual(expected)
    expect(await remembering.judge(password, about)).toEqual(expected)
  })
})
