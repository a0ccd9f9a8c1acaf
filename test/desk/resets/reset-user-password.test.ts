import { describe, expect, it } from 'vitest'
import { candidateOf } from '../../../src/main/desk/changes/candidates.ts'
import { backendSecret, setBackendSecret } from '../../../src/main/desk/backends/backend-secrets.ts'
import { continueReset } from '../../../src/main/desk/resets/reset-user-password.ts'
import { resolveChange } from '../../../src/main/desk/changes/resolve-change.ts'
import { backendRows } from '../../../src/main/store/backends/backends.ts'
import type { BackendsTable } from '../../../src/main/store/schema/schema.ts'
import { newOf, oldOf, operator } from '../faults/faulty-world.ts'
import { fault, settleMs, startSmallWorld } from '../faults/small-world.ts'

type World = Awaited<ReturnType<typeof startSmallWorld>>
const lost = fault('drop-before')
const again = (at: World, changeId: string, code: string) =>
  continueReset(at.desk, operator, { changeId, code, codeid: '1' })
const backendNamed = (at: World, name: string): BackendsTable => {
  const row = backendRows(at.desk.store)
    .list()
    .find((one) => one.name === name)
  if (row === undefined) throw new Error(`no backend ${name}`)
  return row
}

describe('a reset of a user’s password', () => {
  it.each(['nobase-password', 'nobase-token', 'shuidi', 'yunhu'] as const)(
    'is confirmed by a documented success, and audited as a user’s: %s',
    async (way) => {
      const at = await startSmallWorld()
      const { person, changeId } = await at.begin(way, fault('none'))
      expect(at.row(changeId)).toMatchObject({ state: 'confirmed', account_id: null })
      expect(person.inForce).toBe(newOf(person.schedule))
      expect(candidateOf(at.desk, at.row(changeId), 'new')?.reveal()).toBe(newOf(person.schedule))
      expect(at.events('user-password.staged')[0]?.detail).toContain('"why":"forgotten"')
      expect(at.events('user-password.confirmed')).toMatchObject([{ target: person.schedule.name }])
    },
  )

  it('counts a code as used once it was sent, whatever came of it, and across changes', async () => {
    const at = await startSmallWorld()
    const { person, changeId } = await at.begin('shuidi', fault('refusal'))
    expect(at.row(changeId).state).toBe('rejected')
    person.schedule.change = fault('none')
    await expect(at.change(person.schedule)).rejects.toMatchObject({ code: 'CODE_USED' })
    expect(person).toMatchObject({ changes: 1, inForce: oldOf(person.schedule) })
    expect(at.row(changeId).reference).not.toContain('111111')
  })

  it('is proven by a fresh code with the same password, and by no used one', async () => {
    const at = await startSmallWorld()
    const { person, changeId } = await at.begin('shuidi', lost)
    await expect(again(at, changeId, '111111')).rejects.toMatchObject({ code: 'CODE_USED' })
    expect(person.changes).toBe(1)
    expect(await again(at, changeId, '222222')).toMatchObject({ state: 'verified' })
    expect(person).toMatchObject({ changes: 2, inForce: newOf(person.schedule) })
    await expect(again(at, changeId, '333333')).rejects.toMatchObject({ code: 'CHANGE_NOT_OPEN' })
  })

  it('stays unknown where the repeated request is refused: the first may have done it', async () => {
    const at = await startSmallWorld()
    const { person, changeId } = await at.begin('shuidi', fault('drop-after'), [fault('refusal')])
    expect(await again(at, changeId, '222222')).toMatchObject({
      state: 'unknown',
      outcome: { status: 'rejected' },
    })
    expect(person.inForce).toBe(newOf(person.schedule))
    await expect(resolveChange(at.desk, operator, { changeId })).rejects.toMatchObject({
      code: 'SETTLE_TIME',
    })
    at.clock.advance(settleMs)
    expect(await resolveChange(at.desk, operator, { changeId })).toMatchObject({ state: 'needs-operator' })
  })

  it('by a token at nobase goes to the operator without a sign-in', async () => {
    const at = await startSmallWorld()
    const { person, changeId } = await at.begin('nobase-token', fault('drop-after'))
    at.clock.advance(settleMs)
    expect(await resolveChange(at.desk, operator, { changeId })).toMatchObject({
      state: 'needs-operator',
      probesLeft: 0,
    })
    expect(person.signIns).toBe(0)
  })

  it('replaces the token and the key of yunhu together with its end, and keeps none where none were held', async () => {
    const at = await startSmallWorld()
    await at.begin('yunhu', fault('none'))
    const backend = backendNamed(at, 'yunhu')
    expect(backendSecret(at.desk, backend, 'token')).toBeNull()
    for (const kind of ['token', 'userkey'] as const) {
      setBackendSecret(at.desk, operator, { backendId: backend.id, kind, secret: `held ${kind}` })
    }
    const { changeId } = await at.begin('yunhu', lost)
    expect(backendSecret(at.desk, backend, 'token')).toMatchObject({})
    expect(await again(at, changeId, '222222')).toMatchObject({ state: 'verified' })
    const kept = (['token', 'userkey'] as const).map((kind) => {
      const secret = backendSecret(at.desk, backend, kind)
      return secret === null || secret === 'elsewhere' ? secret : secret.reveal()
    })
    expect(kept).toEqual(['tok-1', 'key-1'])
  })

  it('needs no key that support staff do not hold, from its first row to its proof', async () => {
    const at = await startSmallWorld()
    const person = at.person('yunhu', lost)
    const other = at.person('openim', lost)
    const { changeId } = await at.change(person.schedule)
    const ofAdmin = await at.change(other.schedule)
    await at.restart('support')
    at.clock.advance(settleMs)
    const support = { id: 'sam', name: 'sam', role: 'support' } as const
    const resumed = await continueReset(at.desk, support, {
      changeId: changeId ?? '',
      code: '222222',
      codeid: '9',
    })
    expect(resumed.state).toBe('verified')
    expect(() => candidateOf(at.desk, at.row(ofAdmin.changeId ?? ''), 'new')).toThrow('accounts')
  })
})
