import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Operator } from '../../../src/main/desk/operator.ts'
import { recover } from '../../../src/main/desk/operators/recovery.ts'
import { stepUp } from '../../../src/main/desk/operators/sign-in.ts'
import { operatorRows } from '../../../src/main/store/operators.ts'
import { createFixedClock } from '../../support/fixed-clock.ts'
import {
  founder,
  founderPage,
  holdableDerivation,
  makeOperatorsDesk,
  own,
  type OperatorsDesk,
} from './operators-desk.ts'

const wrong = { code: 'WRONG_PASSWORD' }

describe('whoever is disabled while a key is derived for them', () => {
  const late = 'too late by a moment'
  it.each<
    [what: string, after: number, begin: (at: OperatorsDesk, sam: Operator) => Promise<unknown>, why?: object]
  >([
    ['does not get in', 0, (at) => at.signIn('two', 'sam', own), wrong],
    ['does not step up', 0, (at, sam) => stepUp(at.desk, 'one', sam, own), wrong],
    [
      'gets no slot back by changing their password',
      1,
      (at, sam) => at.operators.changeOwnPassword('one', sam, { current: own, next: late }),
    ],
    [
      'gets no slot back by being recovered',
      1,
      (at) => recover(at.desk, 'two', { name: 'sam', password: late, recoveryKey: at.recoveryKey }),
    ],
    [
      'gets no slot back by another role',
      0,
      (at, sam) => at.operators.setRole(at.ada, { id: sam.id, role: 'auditor' }),
    ],
  ])('%s', async (_what, after, begin, why = {}) => {
    const derivation = holdableDerivation()
    const held = await makeOperatorsDesk({ clock: createFixedClock(), deriveKey: derivation.deriveKey })
    const sam = await held.added('sam', 'support')
    await held.signIn('one', 'sam', own)
    const arrived = derivation.hold(after)
    const begun = begin(held, sam)
    await arrived
    held.operators.disable(held.ada, sam.id)
    derivation.release()
    await expect(begun).rejects.toMatchObject(why)
    expect(operatorRows(held.desk.store).slotOf(sam.id)).toBeUndefined()
    for (const page of ['one', 'two']) expect(held.desk.sessions.operatorOf(page)).toBeNull()
    for (const password of [own, late]) {
      await expect(held.signIn('two', 'sam', password)).rejects.toMatchObject(wrong)
    }
    await held.close()
  })
})

describe('the recovery key made anew', () => {
  let at: OperatorsDesk
  beforeEach(async () => {
    at = await makeOperatorsDesk()
  })
  afterEach(() => at.close())

  it('opens in place of the old one, which opens nothing any more', async () => {
    const { recoveryKey } = await at.operators.replaceRecoveryKey(at.ada)
    const recovery = { name: 'ada', password: own, recoveryKey: at.recoveryKey }
    await expect(recover(at.desk, 'x', recovery)).rejects.toMatchObject({ code: 'RECOVERY_KEY_WRONG' })
    await expect(at.signIn('x', 'ada', own)).rejects.toMatchObject(wrong)
    const recovered = await recover(at.desk, 'x', { ...recovery, recoveryKey })
    expect(recovered.operator).toMatchObject({ name: 'ada', role: 'administrator', mustChange: false })
    expect(at.desk.sessions.operatorOf(founderPage)).toBeNull()
    await expect(at.signIn('x', 'ada', founder.password)).rejects.toMatchObject(wrong)
  })

  it('works once: of two at the same moment one is refused, and the key that was shown opens', async () => {
    const { recoveryKey } = at
    await at.added('sam', 'support')
    const ends = await Promise.allSettled(
      ['ada', 'sam'].map((name) => recover(at.desk, `page of ${name}`, { name, password: own, recoveryKey })),
    )
    const shown = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value.recoveryKey] : []))
    expect(shown).toHaveLength(1)
    const again = { name: 'ada', password: own, recoveryKey: shown[0] ?? '' }
    expect((await recover(at.desk, 'x', again)).operator.name).toBe('ada')
  })

  it('is not locked out by whoever types its name at the sign-in', async () => {
    for (let tries = 0; tries < 6; tries++) await at.signIn('x', 'recovery', 'not it').catch(() => undefined)
    const recovery = { name: 'ada', password: own, recoveryKey: at.recoveryKey }
    expect((await recover(at.desk, 'x', recovery)).operator.name).toBe('ada')
  })
})
