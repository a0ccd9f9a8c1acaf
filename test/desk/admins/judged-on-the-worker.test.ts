import { describe, expect, it, onTestFinished } from 'vitest'
import { createPasswordJudge } from '../../../src/main/desk/accounts/password-judge.ts'
import { Secret } from '../../../src/shared/model/secret.ts'
import { cheapSlots } from '../../support/cheap-slots.ts'
import { startTestDesk } from '../../support/test-desk.ts'

const owner = { names: ['opsAdmin'], phones: [], about: [] }

describe('a judge without the list of common passwords', () => {
  const judgeOf = (common: boolean) =>
    createPasswordJudge({
      vault: { holds: () => true, fingerprint: () => Buffer.of(1) },
      strength: { judge: () => Promise.resolve({ score: 1, common }), close: () => Promise.resolve() },
    })

  it.each([
    ['Still-lanterns_9', true, 'common'],
    ['OpenIM@123', false, null],
    ['opsadmin', true, 'account'],
  ])('takes the word of the worker for %s: %s', async (password, common, defaultKind) => {
    const judge = judgeOf(common)
    const judged = { fingerprint: Buffer.of(1), defaultKind, score: 1 }
    expect(await judge.whole(new Secret(password), owner)).toEqual(judged)
    expect(judge.quick(new Secret(password), owner)).toBeNull()
  })
})

describe.each([
  ['judges in place', true, ['default']],
  ['leaves it to the worker', false, []],
])('a desk that %s', (_, judgesInPlace, atOnce) => {
  it('finds a common password that somebody enters, at once or soon', async () => {
    const at = await startTestDesk({ resources: cheapSlots, judgesInPlace })
    onTestFinished(() => at.end())
    const { id: backendId } = at.desk.backends.add(at.ada, {
      name: 'IM',
      url: 'http://127.0.0.1:9',
      environment: 'staging',
    })
    const entered = { backendId, userID: '1', account: 'chatAdmin', nickname: '' }
    const { accountId } = at.desk.admins.add(at.ada, { ...entered, currentPassword: 'woaini1314' })
    expect(at.desk.admins.get(accountId).findings).toEqual(atOnce)
    await expect.poll(() => at.desk.admins.get(accountId).findings).toContain('weak')
    expect(at.desk.admins.get(accountId).findings).toContain('default')
  })
})
