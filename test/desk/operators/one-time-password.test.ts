import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SignedInOperator } from '../../../src/main/desk/operator.ts'
import { operatorRows } from '../../../src/main/store/operators.ts'
import { keyNames, ringOfRole } from '../../../src/shared/model/roles.ts'
import { thresholds } from '../../../src/shared/model/thresholds.ts'
import { createFixedClock, type FixedClock } from '../../support/fixed-clock.ts'
import { founder, makeOperatorsDesk, own, quickDerivation, type OperatorsDesk } from './operators-desk.ts'

const handedOver = 'handed over in person, once'
const page = 'sam’s page'

let at: OperatorsDesk
let clock: FixedClock
let sam: SignedInOperator
beforeEach(async () => {
  clock = createFixedClock()
  at = await makeOperatorsDesk({ clock, deriveKey: quickDerivation })
  await at.operators.add(at.ada, { name: 'sam', role: 'support', password: handedOver })
  sam = await at.signIn(page, 'sam', handedOver)
})
afterEach(() => at.close())

const slotId = () => operatorRows(at.desk.store).slotOf(sam.id)?.id
const choose = (next = own, caller = page) => at.operators.changeOwnPassword(caller, sam, { next })

/** Tries to set a password without the current one, and sees that it is asked for and nothing was done. */
async function findAsked(caller = page): Promise<void> {
  const before = { slot: slotId(), actions: at.actions() }
  await expect(choose(own, caller)).rejects.toMatchObject({ code: 'CURRENT_PASSWORD_NEEDED' })
  expect({ slot: slotId(), actions: at.actions() }).toEqual(before)
}

describe('a one-time password that was typed a moment ago', () => {
  it('need not be typed again to set an own one, which is in the audit as ever', async () => {
    await choose()
    expect(at.actions().at(-1)).toBe('operator.password-changed')
    expect(at.desk.sessions.operatorOf(page)).toEqual({ ...sam, mustChange: false })
    await at.reopen()
    await at.signIn(page, 'sam', own)
    expect(keyNames.filter(at.desk.vault.holds)).toEqual(ringOfRole.support)
    await expect(at.signIn('x', 'sam', handedOver)).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
  })

  it('counts still after a new one that breaks the rules, and is itself no new one', async () => {
    const broken = (rule: string) => ({ code: 'OPERATOR_RULE', data: { rules: [rule] } })
    await expect(choose('short')).rejects.toMatchObject(broken('password-short'))
    await expect(choose(handedOver)).rejects.toMatchObject(broken('password-same'))
    await choose()
    expect(at.desk.sessions.operatorOf(page)?.mustChange).toBe(false)
  })

  it('counts for five minutes of the session, and no longer', async () => {
    clock.advance(thresholds.stepUpLife - 1)
    expect(at.desk.sessions.oneTimePasswordOf(page, sam.id)?.reveal()).toBe(handedOver)
    clock.advance(1)
    await findAsked()
    await at.operators.changeOwnPassword(page, sam, { current: handedOver, next: own })
    expect(at.desk.sessions.operatorOf(page)?.mustChange).toBe(false)
  })

  it('counts at the page where it was typed alone, and for whom it was made', async () => {
    await findAsked('another page')
    await at.signIn('another page', founder.name, founder.password)
    await findAsked('another page')
    expect(at.desk.sessions.oneTimePasswordOf(page, at.ada.id)).toBeNull()
    await at.signIn(page, founder.name, founder.password)
    await findAsked()
  })

  it('ends with the session', async () => {
    at.desk.lock('sam')
    await findAsked()
    await at.signIn(page, 'sam', handedOver)
    await choose()
  })

  it('opens nothing once an administrator has made another', async () => {
    await at.operators.setRole(at.ada, { id: sam.id, role: 'auditor' })
    await findAsked()
  })
})

describe('a password of one’s own', () => {
  it('has to be given to change it, also right after it was set', async () => {
    await choose()
    await findAsked()
    await at.signIn(page, 'sam', own)
    await findAsked()
  })
})

describe('until when a one-time password opens anything', () => {
  const until = () => at.operators.list().map(({ name, oneTimeUntil }) => [name, oneTimeUntil])

  it('is listed, and is when it ends', async () => {
    const end = new Date(clock.now() + thresholds.oneTimePasswordLife).toISOString()
    expect(until()).toEqual([
      ['ada', null],
      ['sam', end],
    ])
    clock.set(end)
    await expect(at.signIn('x', 'sam', handedOver)).resolves.toMatchObject({ mustChange: true })
    clock.advance(1)
    await expect(at.signIn('x', 'sam', handedOver)).rejects.toMatchObject({
      code: 'ONE_TIME_PASSWORD_EXPIRED',
    })
    expect(until()).toContainEqual(['sam', end])
  })

  it('is nothing to list once there is an own one, and for whoever is disabled', async () => {
    await choose()
    expect(until()).toContainEqual(['sam', null])
    await at.operators.add(at.ada, { name: 'eve', role: 'support', password: handedOver })
    const eve = at.operators.list().find(({ name }) => name === 'eve')
    at.operators.disable(at.ada, eve?.id ?? '')
    expect(until()).toContainEqual(['eve', null])
  })
})
