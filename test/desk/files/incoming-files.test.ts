import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startUpkeep } from '../../../src/main/desk/upkeep/upkeep.ts'
import { thresholds } from '../../../src/shared/model/thresholds.ts'
import { createFixedClock } from '../../support/fixed-clock.ts'
import { makeOperatorsDesk, quickDerivation, type OperatorsDesk } from '../operators/operators-desk.ts'

const content = Buffer.from('account,password\nada,OpenIM@123\n')
const clock = createFixedClock()
let at: OperatorsDesk
beforeEach(async () => {
  at = await makeOperatorsDesk({ clock, deriveKey: quickDerivation })
})
afterEach(async () => {
  vi.useRealTimers()
  await at.close()
})

/** Hands a file in; gives its bytes as the desk holds them. */
function handIn(operatorId: string): Buffer {
  const files = at.desk.incomingFiles
  const id = files.begin(operatorId, content.length)
  files.add(operatorId, id, content)
  return files.whole(operatorId, id).bytes
}

/** Lets a minute of timers pass while somebody is at work: the desk does not lock by itself. */
function afterAMinuteOfWork(): void {
  at.desk.sessions.touch()
  vi.advanceTimersByTime(60_000)
}

const isWiped = (bytes: Buffer): boolean => bytes.every((byte) => byte === 0)

describe('a file that was handed in, which may hold passwords', () => {
  it('is overwritten after half an hour, within a minute, though nobody asks for it', () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const stop = startUpkeep(at.desk, (error) => {
      throw error
    })
    const old = handIn('ada')
    clock.advance(thresholds.incomingFileLife - 1)
    const young = handIn('sam')
    afterAMinuteOfWork()
    expect(old.equals(content)).toBe(true)
    clock.advance(1)
    afterAMinuteOfWork()
    expect(isWiped(old)).toBe(true)
    expect(young.equals(content)).toBe(true)
    stop()
  })

  it('is overwritten at a lock, and where its operator hands in another', () => {
    const [first, ofAnother] = [handIn('ada'), handIn('sam')]
    const second = handIn('ada')
    expect(isWiped(first)).toBe(true)
    expect([second, ofAnother].every((bytes) => bytes.equals(content))).toBe(true)
    at.desk.lock('ada')
    expect([second, ofAnother].every(isWiped)).toBe(true)
  })
})
