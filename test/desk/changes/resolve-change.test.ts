import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { accountOf, currentPasswordOf } from '../../../src/main/desk/accounts/accounts.ts'
import { editBackend } from '../../../src/main/desk/backends/backend-changes.ts'
import { openChanges, revealCandidate } from '../../../src/main/desk/changes/change-views.ts'
import type { Operator } from '../../../src/main/desk/operator.ts'
import { resolveChange } from '../../../src/main/desk/changes/resolve-change.ts'
import { changeProbeRows } from '../../../src/main/store/changes/change-probes.ts'
import { createFixedClock } from '../../support/fixed-clock.ts'
import { newOf, oldOf, operator, patience } from '../faults/faulty-world.ts'
import { startModelBackend } from '../faults/model-backend.ts'
import { fault, settleMs, startSmallWorld } from '../faults/small-world.ts'

const lost = fault('drop-before')
const arrived = fault('drop-after')
const hour = 60 * 60_000
const support: Operator = { id: 'sam', name: 'sam', role: 'support' }

type World = Awaited<ReturnType<typeof startSmallWorld>>
const resolve = (at: World, changeId: string) => resolveChange(at.desk, operator, { changeId })
const decide = (at: World, changeId: string, outcome: 'applied' | 'not-applied', confirmation: string) =>
  resolveChange(at.desk, operator, { changeId, decision: { outcome, confirmation } })
const vaultOf = (at: World, changeId: string) =>
  currentPasswordOf(at.desk, accountOf(at.desk, at.row(changeId).account_id ?? ''))?.reveal()

/** Changes a candidate in the file, as a bit that fell over would. */
const damage = (at: World, changeId: string, kind: 'old' | 'new'): void => {
  const db = new Database(at.desk.store.path)
  db.prepare('UPDATE candidates SET sealed = zeroblob(64) WHERE change_id = ? AND kind = ?').run(
    changeId,
    kind,
  )
  db.close()
}

describe('an unknown change of an admin', () => {
  it('is not looked at before the settle time: a request that was given up on may still run', async () => {
    const at = await startSmallWorld()
    const { person, changeId } = await at.begin('openim', lost)
    at.clock.advance(settleMs - 1)
    const until = new Date(at.clock.now() + 1).toISOString()
    await expect(resolve(at, changeId)).rejects.toMatchObject({ code: 'SETTLE_TIME', data: { until } })
    await expect(decide(at, changeId, 'applied', person.schedule.name)).rejects.toMatchObject({
      code: 'SETTLE_TIME',
    })
    expect(person.signIns).toBe(1)
    expect(at.row(changeId).state).toBe('unknown')
  })

  it('is verified where the new password is accepted, with the account and the event in one step', async () => {
    const at = await startSmallWorld()
    const { person, changeId } = await at.begin('openim', arrived)
    expect(vaultOf(at, changeId)).toBe(oldOf(person.schedule))
    at.clock.advance(settleMs)
    const view = await resolve(at, changeId)
    expect(view).toMatchObject({ state: 'verified', probes: [{ kind: 'new', result: 'accepted' }] })
    expect(vaultOf(at, changeId)).toBe(newOf(person.schedule))
    const account = accountOf(at.desk, at.row(changeId).account_id ?? '')
    expect(account.password_changed_at).toBe(at.row(changeId).sending_at)
    expect(account.password_score).toBe(3)
    expect(at.events('admin-password.change-verified')).toMatchObject([
      { actor: 'ada', target: person.schedule.name },
    ])
    await expect(resolve(at, changeId)).rejects.toMatchObject({ code: 'CHANGE_NOT_OPEN' })
    expect(person).toMatchObject({ signIns: 2, changes: 1 })
  })

  it('was not applied where the new password is refused and the old one accepted', async () => {
    const at = await startSmallWorld()
    const { person, changeId } = await at.begin('openim', lost)
    at.clock.advance(settleMs)
    expect(await resolve(at, changeId)).toMatchObject({ state: 'not-applied', settledBy: null })
    expect(vaultOf(at, changeId)).toBe(oldOf(person.schedule))
    expect(person).toMatchObject({ signIns: 3, changes: 1 })
    // The account is free again; nothing was sent by itself.
    person.schedule.change = fault('none')
    expect((await at.change(person.schedule)).state).toBe('confirmed')
  })

  it('goes to the operator where both are refused, who decides by the typed name, and is named', async () => {
    const at = await startSmallWorld()
    const { person, changeId } = await at.begin('openim', arrived)
    person.inForce = 'somebody else was here'
    at.clock.advance(settleMs)
    expect(await resolve(at, changeId)).toMatchObject({ state: 'needs-operator', probesLeft: 1 })
    await expect(at.change(person.schedule)).rejects.toMatchObject({ code: 'CHANGE_OPEN' })
    await expect(decide(at, changeId, 'applied', 'another name')).rejects.toMatchObject({
      code: 'CONFIRMATION_DIFFERS',
    })
    expect(at.row(changeId).state).toBe('needs-operator')
    const view = await decide(at, changeId, 'applied', person.schedule.name)
    expect(view).toMatchObject({ state: 'verified', settledBy: 'ada' })
    expect(vaultOf(at, changeId)).toBe(newOf(person.schedule))
    expect(at.events('admin-password.change-verified')[0]?.detail).toContain('"why":"operator"')
  })

  it('signs in no more after what looks like a lock-out', async () => {
    const at = await startSmallWorld()
    const { person, changeId } = await at.begin('openim', lost, [fault('lock-out')])
    at.clock.advance(settleMs)
    expect(await resolve(at, changeId)).toMatchObject({ state: 'needs-operator', probesLeft: 0 })
    at.clock.advance(2 * hour)
    await expect(resolve(at, changeId)).rejects.toMatchObject({
      code: 'PROBES_USED_UP',
      data: { until: null },
    })
    expect(person.signIns).toBe(2)
  })

  it('signs in three times at most, whatever restarts there are, and one whose answer was lost counts', async () => {
    const at = await startSmallWorld()
    const { person, changeId } = await at.begin('openim', arrived, [fault('garbage'), fault('garbage')])
    at.clock.advance(settleMs)
    expect(await resolve(at, changeId)).toMatchObject({ state: 'unknown', probesLeft: 2 })
    await at.restart()
    const { subject } = at.row(changeId)
    const begun = { change_id: changeId, subject, at: at.desk.timestamp(), kind: 'new' } as const
    changeProbeRows(at.desk.store).begin(begun)
    await at.restart()
    expect(await resolve(at, changeId)).toMatchObject({ state: 'needs-operator', probesLeft: 0 })
    await expect(resolve(at, changeId)).rejects.toMatchObject({ code: 'PROBES_USED_UP' })
    expect(person.signIns).toBe(3)
  })

  it('signs in to one account five times an hour at most, over all its changes', async () => {
    const at = await startSmallWorld()
    const unclear = fault('server-error')
    const { person, changeId } = await at.begin('openim', lost, [unclear, unclear, unclear])
    at.clock.advance(settleMs)
    for (let tries = 0; tries < 3; tries++) await resolve(at, changeId)
    await decide(at, changeId, 'not-applied', person.schedule.name)
    // The sign-in before a change is no probe, but the model suffers it like one once something was sent.
    person.schedule.later = [fault('none'), lost, unclear, unclear]
    const second = await at.change(person.schedule)
    expect(second.state).toBe('unknown')
    at.clock.advance(settleMs)
    const secondId = second.changeId ?? ''
    for (let tries = 0; tries < 2; tries++) await resolve(at, secondId)
    const before = person.signIns
    await expect(resolve(at, secondId)).rejects.toMatchObject({ code: 'PROBES_USED_UP' })
    expect(person.signIns).toBe(before)
    expect(at.row(secondId).state).toBe('unknown')
    at.clock.advance(hour)
    expect(await resolve(at, secondId)).toMatchObject({ state: 'needs-operator' })
    expect(person.signIns).toBe(before + 1)
  })

  it('does not count a sign-in that reached nobody', async () => {
    const at = await startSmallWorld()
    const { changeId } = await at.begin('openim', lost)
    await at.model.close()
    at.clock.advance(settleMs)
    for (let tries = 0; tries < 4; tries++) {
      expect(await resolve(at, changeId)).toMatchObject({ state: 'unknown', probesLeft: 3 })
    }
  })

  it('settles anew after a clock that was set back, and no longer than from now', async () => {
    const at = await startSmallWorld()
    const { changeId } = await at.begin('openim', arrived)
    at.clock.advance(-24 * hour)
    await expect(resolve(at, changeId)).rejects.toMatchObject({ code: 'SETTLE_TIME' })
    at.clock.advance(settleMs)
    expect(await resolve(at, changeId)).toMatchObject({ state: 'verified' })
  })

  it('settles by what really passes: a clock that is set forward brings its end no nearer, also over a restart', async () => {
    const clock = createFixedClock()
    let elapsed = 5000
    const at = await startSmallWorld({ ...clock, elapsed: () => elapsed })
    const { person, changeId } = await at.begin('openim', lost)
    clock.advance(24 * hour)
    const until = new Date(clock.now() + settleMs).toISOString()
    await expect(resolve(at, changeId)).rejects.toMatchObject({ code: 'SETTLE_TIME', data: { until } })
    await at.restart()
    clock.advance(24 * hour)
    await expect(resolve(at, changeId)).rejects.toMatchObject({ code: 'SETTLE_TIME' })
    elapsed += settleMs - 1
    await expect(resolve(at, changeId)).rejects.toMatchObject({ code: 'SETTLE_TIME' })
    expect(person.signIns).toBe(1)
    elapsed += 1
    expect(await resolve(at, changeId)).toMatchObject({ state: 'not-applied' })
  })

  it('is not asked about where the backend has another address by now: neither password is sent there', async () => {
    const at = await startSmallWorld()
    const { person, changeId } = await at.begin('openim', lost)
    const elsewhere = await startModelBackend(patience)
    onTestFinished(() => elsewhere.close())
    elsewhere.people.set(person.schedule.name, { ...person, signIns: 0, inForce: oldOf(person.schedule) })
    at.clock.advance(settleMs)
    editBackend(at.desk, operator, { backendId: at.row(changeId).backend_id, url: elsewhere.url })
    for (let tries = 0; tries < 2; tries++) {
      expect(await resolve(at, changeId)).toMatchObject({ state: 'needs-operator', probes: [] })
    }
    expect(elsewhere.people.get(person.schedule.name)?.signIns).toBe(0)
    expect(at.events('admin-password.needs-operator')[0]?.detail).toContain('"why":"backend-moved"')
  })

  it('is not asked about either where the clock was set back while the backend got another address', async () => {
    const at = await startSmallWorld()
    const { person, changeId } = await at.begin('openim', lost)
    const elsewhere = await startModelBackend(patience)
    onTestFinished(() => elsewhere.close())
    elsewhere.people.set(person.schedule.name, { ...person, signIns: 0, inForce: oldOf(person.schedule) })
    at.clock.advance(-24 * hour)
    editBackend(at.desk, operator, { backendId: at.row(changeId).backend_id, url: elsewhere.url })
    at.clock.advance(24 * hour + settleMs)
    expect(await resolve(at, changeId)).toMatchObject({ state: 'needs-operator', probes: [] })
    expect(elsewhere.people.get(person.schedule.name)?.signIns).toBe(0)
  })

  it('is asked about still where the backend has another name by now', async () => {
    const at = await startSmallWorld()
    const { changeId } = await at.begin('openim', arrived)
    at.clock.advance(settleMs)
    editBackend(at.desk, operator, { backendId: at.row(changeId).backend_id, name: 'renamed' })
    expect(await resolve(at, changeId)).toMatchObject({ state: 'verified' })
  })

  it('whose new password was damaged from outside is said to be, and can be decided: the account is not held for good', async () => {
    for (const outcome of ['not-applied', 'applied'] as const) {
      const at = await startSmallWorld()
      const { person, changeId } = await at.begin('openim', lost)
      damage(at, changeId, 'new')
      at.clock.advance(settleMs)
      await expect(resolve(at, changeId)).rejects.toMatchObject({ code: 'SEALED_VALUE_DAMAGED' })
      expect(at.row(changeId).state).toBe('needs-operator')
      expect(() => revealCandidate(at.desk, operator, { changeId, kind: 'new' })).toThrow(
        expect.objectContaining({ code: 'SEALED_VALUE_DAMAGED' }),
      )
      await decide(at, changeId, outcome, person.schedule.name)
      const isApplied = outcome === 'applied'
      expect(at.row(changeId)).toMatchObject({
        state: isApplied ? 'verified' : 'not-applied',
        settled_by: 'ada',
      })
      expect(vaultOf(at, changeId)).toBe(isApplied ? undefined : oldOf(person.schedule))
      expect(person.signIns).toBe(1)
    }
  })

  it('whose old password was damaged from outside is tried with the new one', async () => {
    const at = await startSmallWorld()
    const { changeId } = await at.begin('openim', arrived)
    damage(at, changeId, 'old')
    at.clock.advance(settleMs)
    expect(await resolve(at, changeId)).toMatchObject({ state: 'verified' })
  })

  it('is settled by the desk itself when its time has come and somebody is signed in', async () => {
    const at = await startSmallWorld()
    const { person, changeId } = await at.begin('openim', arrived)
    at.clock.advance(settleMs)
    at.desk.sessions.begin('page', { ...operator, mustChange: false })
    await expect.poll(() => at.row(changeId).state, { timeout: 20_000 }).toBe('verified')
    expect(at.events('admin-password.change-verified')).toMatchObject([{ actor: 'desk' }])
    expect(person).toMatchObject({ signIns: 2, changes: 1 })
  })

  it('is for administrators; support sees and resolves users’ changes alone', async () => {
    const at = await startSmallWorld()
    const { changeId } = await at.begin('openim', lost)
    const ofUser = await at.begin('yunhu', lost)
    at.clock.advance(settleMs)
    await expect(resolveChange(at.desk, support, { changeId })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect(openChanges(at.desk, support).rows.map(({ id }) => id)).toEqual([ofUser.changeId])
    expect(openChanges(at.desk, operator).rows).toHaveLength(2)
    const view = await resolveChange(at.desk, support, { changeId: ofUser.changeId })
    expect(view).toMatchObject({ state: 'needs-operator', takesFreshCode: true })
  })
})

it('shows a candidate, and the event is there', async () => {
  const at = await startSmallWorld()
  const { person, changeId } = await at.begin('openim', lost)
  const { password } = revealCandidate(at.desk, operator, { changeId, kind: 'new' })
  expect(password).toBe(newOf(person.schedule))
  const [event] = at.events('admin-password.candidate-revealed')
  expect(event).toMatchObject({ actor: 'ada', target: person.schedule.name })
  expect(event?.detail).not.toContain(password)
})
