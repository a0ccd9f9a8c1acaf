import { describe, expect, it } from 'vitest'
import { createFixedClock } from '../../support/fixed-clock.ts'
import { founder, makeOperatorsDesk, own, quickDerivation, type OperatorsDesk } from './operators-desk.ts'

const minute = 60_000
const right = (at: OperatorsDesk) =>
  at.signIn('x', 'ada', founder.password).then(
    () => 'in',
    (error: unknown) => (error as { code?: string }).code,
  )
const wrong = async (at: OperatorsDesk, times: number): Promise<unknown[]> => {
  const codes: unknown[] = []
  for (let tries = 0; tries < times; tries++) {
    codes.push(
      await at.signIn('x', 'ada', 'not it').catch((error: unknown) => (error as { code: string }).code),
    )
  }
  return codes
}

describe('wrong passwords of an operator', () => {
  it('lock out after five, and go on counting over a restart', async () => {
    const at = await makeOperatorsDesk()
    expect(await wrong(at, 3)).toEqual(Array(3).fill('WRONG_PASSWORD'))
    await at.reopen()
    expect(await wrong(at, 2)).toEqual(Array(2).fill('WRONG_PASSWORD'))
    await at.reopen()
    expect(await right(at)).toBe('LOCKED_OUT')
    expect(at.desk.vault.holds('accounts')).toBe(false)
    await at.close()
  })

  it('are counted before they are tested: whoever ends the desk in the middle gains no try', async () => {
    let stuck = false
    const at = await makeOperatorsDesk({
      clock: createFixedClock(),
      deriveKey: (...task) => (stuck ? new Promise(() => undefined) : quickDerivation(...task)),
    })
    stuck = true
    for (let kill = 0; kill < 5; kill++) {
      void at.signIn('x', 'ada', 'not it')
      await Promise.resolve().then(() => undefined)
      await at.reopen()
    }
    stuck = false
    expect(await right(at)).toBe('LOCKED_OUT')
    await at.close()
  })

  it('are forgotten after a right one, and after fifteen minutes without one', async () => {
    const clock = createFixedClock()
    const at = await makeOperatorsDesk({ clock, deriveKey: quickDerivation })
    for (let round = 0; round < 3; round++) {
      await wrong(at, 4)
      expect(await right(at)).toBe('in')
    }
    await wrong(at, 4)
    clock.advance(15 * minute)
    await wrong(at, 4)
    expect(await right(at)).toBe('in')
    await at.close()
  })

  it('lock out also where they come on both sides of the end of fifteen minutes', async () => {
    const clock = createFixedClock()
    const at = await makeOperatorsDesk({ clock, deriveKey: quickDerivation })
    await wrong(at, 1)
    clock.advance(14 * minute)
    await wrong(at, 3)
    clock.advance(2 * minute)
    expect(await wrong(at, 2)).toEqual(['WRONG_PASSWORD', 'LOCKED_OUT'])
    await at.close()
  })

  it('stay locked out when the clock is set back, for fifteen minutes more at most, also over a restart', async () => {
    const clock = createFixedClock()
    const at = await makeOperatorsDesk({ clock, deriveKey: quickDerivation })
    await wrong(at, 5)
    clock.advance(-60 * 24 * 60 * minute)
    expect(await right(at)).toBe('LOCKED_OUT')
    await at.reopen()
    expect(await right(at)).toBe('LOCKED_OUT')
    clock.advance(15 * minute)
    expect(await right(at)).toBe('in')
    await at.close()
  })

  it('are not forgiven by a clock that is set back', async () => {
    const clock = createFixedClock()
    const at = await makeOperatorsDesk({ clock, deriveKey: quickDerivation })
    await wrong(at, 4)
    clock.advance(-24 * 60 * minute)
    await wrong(at, 1)
    expect(await right(at)).toBe('LOCKED_OUT')
    await at.close()
  })

  it('stay locked out when the clock is set forward while the desk runs', async () => {
    const clock = createFixedClock()
    let elapsed = 0
    const at = await makeOperatorsDesk({
      clock: { now: clock.now, elapsed: () => elapsed },
      deriveKey: quickDerivation,
    })
    await wrong(at, 5)
    clock.advance(24 * 60 * minute)
    expect(await right(at)).toBe('LOCKED_OUT')
    elapsed += 15 * minute
    expect(await right(at)).toBe('in')
    await at.close()
  })

  it('stay locked out when the clock is set forward while the desk is off', async () => {
    const clock = createFixedClock()
    let elapsed = 60 * minute
    const at = await makeOperatorsDesk({
      clock: { now: clock.now, elapsed: () => elapsed },
      deriveKey: quickDerivation,
    })
    await wrong(at, 5)
    await at.reopen(() => {
      clock.advance(24 * 60 * minute)
      elapsed += 14 * minute
    })
    expect(await right(at)).toBe('LOCKED_OUT')
    await at.reopen(() => {
      elapsed += minute
    })
    expect(await right(at)).toBe('in')
    await at.close()
  })

  it('stay locked out over a restart of the machine, until it has run for fifteen minutes', async () => {
    const clock = createFixedClock()
    let elapsed = 60 * minute
    const at = await makeOperatorsDesk({
      clock: { now: clock.now, elapsed: () => elapsed },
      deriveKey: quickDerivation,
    })
    await wrong(at, 5)
    await at.reopen(() => {
      clock.advance(24 * 60 * minute)
      elapsed = 5 * minute
    })
    expect(await right(at)).toBe('LOCKED_OUT')
    elapsed += 10 * minute
    expect(await right(at)).toBe('in')
    await wrong(at, 4)
    await at.reopen(() => {
      clock.advance(24 * 60 * minute)
      elapsed = minute
    })
    expect(await wrong(at, 2)).toEqual(['WRONG_PASSWORD', 'LOCKED_OUT'])
    await at.close()
  })

  it('say until when by the clock that people see', async () => {
    const clock = createFixedClock()
    let elapsed = 60 * minute
    const at = await makeOperatorsDesk({
      clock: { now: clock.now, elapsed: () => elapsed },
      deriveKey: quickDerivation,
    })
    await at.reopen(() => {
      clock.advance(24 * 60 * minute)
      elapsed = minute
    })
    await wrong(at, 5)
    await expect(at.signIn('x', 'ada', founder.password)).rejects.toMatchObject({
      data: { until: '2026-06-02T12:15:00.000Z' },
    })
    await at.close()
  })

  it('count each name for itself, whether or not it names anybody', async () => {
    const at = await makeOperatorsDesk()
    await at.added('sam', 'support')
    for (let tries = 0; tries < 6; tries++) await at.signIn('x', 'nobody', 'not it').catch(() => undefined)
    await wrong(at, 5)
    await expect(at.signIn('x', 'nobody', 'not it')).rejects.toMatchObject({ code: 'LOCKED_OUT' })
    expect((await at.signIn('x', 'sam', own)).name).toBe('sam')
    await at.close()
  })

  it('of a hundred at once, five are tested and no more', async () => {
    let derived = 0
    const at = await makeOperatorsDesk({
      clock: createFixedClock(),
      deriveKey: (...task) => {
        derived++
        return quickDerivation(...task)
      },
    })
    derived = 0
    await Promise.allSettled(Array.from({ length: 100 }, () => at.signIn('x', 'ada', 'not it')))
    expect(derived).toBe(5)
    expect(await right(at)).toBe('LOCKED_OUT')
    await at.close()
  })
})

describe('an idle desk and a step-up', () => {
  it('are not stretched by a clock that is set back', async () => {
    const clock = createFixedClock()
    let elapsed = 0
    const at = await makeOperatorsDesk({
      clock: { now: clock.now, elapsed: () => elapsed },
      deriveKey: quickDerivation,
    })
    const { sessions } = at.desk
    sessions.stepUp('page of ada', at.ada.id)
    clock.advance(-24 * 60 * minute)
    elapsed += 5 * minute
    expect(sessions.isSteppedUp('page of ada')).toBe(false)
    elapsed += 5 * minute
    expect(sessions.isIdle()).toBe(true)
    await at.close()
  })

  it('a step-up of somebody who has gone does not count for whoever sits there now', async () => {
    const at = await makeOperatorsDesk()
    const eve = await at.added('eve', 'administrator')
    await at.signIn('one', 'ada', founder.password)
    await at.signIn('one', 'eve', own)
    at.desk.sessions.stepUp('one', at.ada.id)
    expect(at.desk.sessions.isSteppedUp('one')).toBe(false)
    at.desk.sessions.stepUp('one', eve.id)
    expect(at.desk.sessions.isSteppedUp('one')).toBe(true)
    await at.close()
  })
})
