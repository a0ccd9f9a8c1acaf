import { expect, it } from 'vitest'
import { codeLife, createPairing } from '../../src/main/hosts/browser/pairing.ts'
import { createFixedClock } from '../support/fixed-clock.ts'
import { systemRandom } from './system-random.ts'

const clock = createFixedClock()
let elapsed = 0
const make = () => createPairing({ clock: { now: clock.now, elapsed: () => elapsed }, random: systemRandom })

it('a code lives no longer where the clock was set back meanwhile, and no shorter where it was set on', () => {
  const pairing = make()
  const late = pairing.newCode()
  clock.advance(-codeLife)
  elapsed += codeLife
  expect(pairing.spend(late)).toBeNull()
  const inTime = pairing.newCode()
  clock.advance(codeLife)
  elapsed += codeLife - 1
  expect(pairing.callerOf(pairing.spend(inTime) ?? '')).not.toBeNull()
})
