import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { recover } from '../../../src/main/desk/operators/recovery.ts'
import { watchLive } from '../../../src/main/desk/overview/watch-live.ts'
import { operatorRows } from '../../../src/main/store/operators.ts'
import { keyNames, ringOfRole } from '../../../src/shared/model/roles.ts'
import { founderPage, makeOperatorsDesk, own, type OperatorsDesk } from './operators-desk.ts'

let at: OperatorsDesk
beforeEach(async () => {
  at = await makeOperatorsDesk()
})
afterEach(() => at.close())

const wrong = { code: 'WRONG_PASSWORD' }
const listed = (name: string) => at.operators.list().find((operator) => operator.name === name)
const held = () => keyNames.filter(at.desk.vault.holds)
const slotIdOf = (id: string) => operatorRows(at.desk.store).slotOf(id)?.id

describe('an operator who was added', () => {
  it('gets no key by the password handed over, until they set one of their own', async () => {
    const handedOver = 'handed over in person, once'
    const { id } = await at.operators.add(at.ada, { name: 'sam', role: 'support', password: handedOver })
    await at.reopen()
    const sam = await at.signIn('sam’s page', 'sam', handedOver)
    expect(sam).toEqual({ id, name: 'sam', role: 'support', mustChange: true })
    expect(held()).toEqual([])

    await at.operators.changeOwnPassword('sam’s page', sam, { current: handedOver, next: own })
    expect(held()).toEqual(ringOfRole.support)
    expect(at.desk.sessions.operatorOf('sam’s page')).toEqual({ ...sam, mustChange: false })
    await expect(at.signIn('x', 'sam', handedOver)).rejects.toMatchObject(wrong)
    expect(listed('sam')?.mustChange).toBe(false)
  })

  it('has to choose another password than the one handed over, and one that keeps the rules', async () => {
    const current = 'handed over in person, once'
    await at.operators.add(at.ada, { name: 'sam', role: 'support', password: current })
    const sam = await at.signIn('sam’s page', 'sam', current)
    const slot = slotIdOf(sam.id)
    const change = (next: string) => at.operators.changeOwnPassword('sam’s page', sam, { current, next })
    const broken = (rule: string) => ({ code: 'OPERATOR_RULE', data: { rules: [rule] } })
    await expect(change(current)).rejects.toMatchObject(broken('password-same'))
    await expect(change('short')).rejects.toMatchObject(broken('password-short'))
    await expect(change('what sam would type')).rejects.toMatchObject(broken('password-has-name'))
    expect(slotIdOf(sam.id)).toBe(slot)
    expect(at.desk.sessions.operatorOf('sam’s page')?.mustChange).toBe(true)
  })
})

describe('changing one’s own password', () => {
  it('rewrites the one slot, ends the other sessions of the operator and no other', async () => {
    const sam = await at.added('sam', 'support')
    await at.signIn('one', 'sam', own)
    await at.signIn('two', 'sam', own)
    const before = slotIdOf(sam.id)
    await at.operators.changeOwnPassword('one', sam, { current: own, next: 'another lantern, another lake' })
    expect(slotIdOf(sam.id)).not.toBe(before)
    expect(at.desk.sessions.operatorOf('one')?.id).toBe(sam.id)
    expect(at.desk.sessions.operatorOf('two')).toBeNull()
    expect(at.desk.sessions.operatorOf(founderPage)?.id).toBe(at.ada.id)
    await expect(at.signIn('two', 'sam', own)).rejects.toMatchObject(wrong)
    expect((await at.signIn('two', 'sam', 'another lantern, another lake')).role).toBe('support')
  })

  it('needs the current one, counts a wrong one as a try, and changes nothing then', async () => {
    const before = slotIdOf(at.ada.id)
    const change = at.operators.changeOwnPassword(founderPage, at.ada, { current: 'not it', next: own })
    await expect(change).rejects.toMatchObject({ ...wrong, data: { triesLeft: 4 } })
    expect(slotIdOf(at.ada.id)).toBe(before)
    expect(at.actions()).not.toContain('operator.password-changed')
  })
})

describe('another role', () => {
  it('destroys the slot, ends the sessions, and opens by a one-time password alone', async () => {
    const sam = await at.added('sam', 'administrator')
    await at.signIn('one', 'sam', own)
    const { oneTimePassword } = await at.operators.setRole(at.ada, { id: sam.id, role: 'auditor' })
    expect(oneTimePassword).toHaveLength(20)
    expect(at.desk.sessions.operatorOf('one')).toBeNull()
    await expect(at.signIn('one', 'sam', own)).rejects.toMatchObject(wrong)
    expect(await at.signIn('one', 'sam', oneTimePassword)).toMatchObject({
      role: 'auditor',
      mustChange: true,
    })
    expect(JSON.stringify(at.actions())).not.toContain(oneTimePassword)
    await at.operators.changeOwnPassword('one', sam, { current: oneTimePassword, next: own })
    await at.reopen()
    await at.signIn('one', 'sam', own)
    expect(held()).toEqual(['rows'])
  })

  it('lets go of the keys that nobody who is still signed in may hold', async () => {
    const sam = await at.added('sam', 'support')
    await at.added('eve', 'administrator')
    await at.signIn('sam’s page', 'sam', own)
    await at.operators.setRole(at.ada, { id: at.ada.id, role: 'support' })
    expect(at.desk.sessions.operatorOf('sam’s page')?.id).toBe(sam.id)
    expect(held()).toEqual(ringOfRole.support)
    expect(at.desk.vault.ringForSlot().master).toBeNull()
  })

  it('tells the page of a session that ended, and no other page', async () => {
    const sam = await at.added('sam', 'support')
    await at.signIn('sam’s page', 'sam', own)
    const heard: string[] = []
    const stop = new AbortController()
    const founders = watchLive(at.desk, stop.signal, founderPage)
    expect((await founders.next()).value).toEqual({ topic: 'hello' })
    const listening = (async () => {
      for await (const { topic } of watchLive(at.desk, undefined, 'sam’s page')) heard.push(topic)
    })()
    at.operators.disable(at.ada, sam.id)
    await listening
    expect(heard.at(-1)).toBe('locked')
    expect((await founders.next()).value).toEqual({ topic: 'audit' })
    stop.abort()
  })
})

describe('a disabled operator', () => {
  it('has no slot and no session, and hears what anybody hears who types a wrong password', async () => {
    const sam = await at.added('sam', 'support')
    await at.signIn('one', 'sam', own)
    at.operators.disable(at.ada, sam.id)
    expect(slotIdOf(sam.id)).toBeUndefined()
    expect(at.desk.sessions.operatorOf('one')).toBeNull()
    const refusals = await Promise.all(
      [
        ['sam', own],
        ['ada', 'not it at all'],
        ['nobody', own],
      ].map(([name = '', password = '']) =>
        at.signIn('one', name, password).catch((error: unknown) => ({ ...(error as object) })),
      ),
    )
    expect(new Set(refusals.map((refusal) => JSON.stringify(refusal))).size).toBe(1)
    expect(listed('sam')).toMatchObject({ role: null, disabledAt: '2026-06-01T12:00:00.000Z' })
  })

  it('is not let in by the recovery key', async () => {
    const sam = await at.added('sam', 'support')
    at.operators.disable(at.ada, sam.id)
    const recovery = { name: 'sam', password: own, recoveryKey: at.recoveryKey }
    await expect(recover(at.desk, 'one', recovery)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(slotIdOf(sam.id)).toBeUndefined()
  })

  it('keeps the name, and comes back in any role by a one-time password', async () => {
    const sam = await at.added('sam', 'support')
    at.operators.disable(at.ada, sam.id)
    await expect(
      at.operators.add(at.ada, { name: 'SAM', role: 'auditor', password: own }),
    ).rejects.toMatchObject({ code: 'OPERATOR_RULE', data: { rules: ['name-taken'] } })
    await expect(at.operators.setRole(at.ada, { id: sam.id, role: 'auditor' })).rejects.toMatchObject({
      code: 'OPERATOR_STATE',
    })
    const { oneTimePassword } = await at.operators.readmit(at.ada, { id: sam.id, role: 'auditor' })
    expect(await at.signIn('one', 'sam', oneTimePassword)).toMatchObject({
      role: 'auditor',
      mustChange: true,
    })
    await expect(at.operators.readmit(at.ada, { id: sam.id, role: 'support' })).rejects.toMatchObject({
      code: 'OPERATOR_STATE',
    })
  })
})

describe('the last administrator', () => {
  it('can neither be disabled nor given another role', async () => {
    await at.added('sam', 'support')
    const eve = await at.added('eve', 'administrator')
    at.operators.disable(at.ada, eve.id)
    const last = { code: 'LAST_ADMINISTRATOR' }
    expect(() => at.operators.disable(at.ada, at.ada.id)).toThrow('LAST_ADMINISTRATOR')
    await expect(at.operators.setRole(at.ada, { id: at.ada.id, role: 'support' })).rejects.toMatchObject(last)
    expect(listed('ada')).toMatchObject({ role: 'administrator', disabledAt: null, mustChange: false })
    expect(at.desk.sessions.operatorOf(founderPage)?.id).toBe(at.ada.id)
  })

  it('is left when two administrators take the role from each other at the same moment', async () => {
    const eve = await at.added('eve', 'administrator')
    await at.signIn('eve’s page', 'eve', own)
    const ends = await Promise.allSettled([
      at.operators.setRole(at.ada, { id: eve.id, role: 'auditor' }),
      at.operators.setRole(eve, { id: at.ada.id, role: 'auditor' }),
    ])
    expect(ends.map((end) => end.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(operatorRows(at.desk.store).enabledAdministrators()).toHaveLength(1)
  })

  it('is left when two disable themselves at the same moment', async () => {
    const eve = await at.added('eve', 'administrator')
    const ends = await Promise.allSettled([
      Promise.resolve().then(() => at.operators.disable(at.ada, at.ada.id)),
      Promise.resolve().then(() => at.operators.disable(eve, eve.id)),
    ])
    expect(ends.filter((end) => end.status === 'fulfilled')).toHaveLength(1)
    expect(operatorRows(at.desk.store).enabledAdministrators()).toHaveLength(1)
  })
})

describe('an administrator who was disabled while a request of theirs ran', () => {
  it('has it refused, and leaves nothing behind', async () => {
    const eve = await at.added('eve', 'administrator')
    const adding = at.operators.add(eve, { name: 'mole', role: 'administrator', password: own })
    const renewing = at.operators.replaceRecoveryKey(eve)
    at.operators.disable(at.ada, eve.id)
    for (const late of [adding, renewing]) await expect(late).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
    expect(listed('mole')).toBeUndefined()
    expect(at.actions()).not.toContain('recovery-key.replaced')
  })
})

describe('a lock-out', () => {
  it('ends when an administrator says so, and the list shows it meanwhile', async () => {
    const sam = await at.added('sam', 'support')
    for (let tries = 0; tries < 5; tries++) await at.signIn('one', 'sam', 'not it').catch(() => undefined)
    await expect(at.signIn('one', 'sam', own)).rejects.toMatchObject({ code: 'LOCKED_OUT' })
    expect(listed('sam')?.lockedUntil).toBe('2026-06-01T12:15:00.000Z')
    at.operators.unlock(at.ada, sam.id)
    expect(listed('sam')?.lockedUntil).toBeNull()
    expect((await at.signIn('one', 'sam', own)).name).toBe('sam')
    expect(at.actions()).toContain('operator.unlocked')
  })
})
