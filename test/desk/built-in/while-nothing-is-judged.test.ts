import { expect, it, onTestFinished } from 'vitest'
import { whileNothingIsJudged } from '../../../src/main/desk/built-in/while-nothing-is-judged.ts'
import { createFixedClock } from '../../support/fixed-clock.ts'
import { prepareKeylessDesks } from '../../support/keyless-desk.ts'
import { tempFolder } from '../../support/temp-folder.ts'

interface Background {
  start(): void
  stop(): Promise<void>
}

/** Follows what is begun and stopped in the background, in its order. */
function follow(work: Background): string[] {
  const told: string[] = []
  const [start, stop] = [work.start.bind(work), work.stop.bind(work)]
  work.start = () => {
    told.push('start')
    start()
  }
  work.stop = () => {
    told.push('stop')
    return stop()
  }
  return told
}

it('hashes and judges nothing once the desk has ended, though a long work ends last', async () => {
  const desks = prepareKeylessDesks({ folder: tempFolder(), clock: createFixedClock(), settleMs: 0 })
  onTestFinished(() => desks.close())
  const { desk, close } = desks.make()
  const told = [follow(desk.directory.backgroundHashing), follow(desk.judging)]
  const end = Promise.withResolvers<undefined>()
  const work = desk.finishBeforeExit(whileNothingIsJudged(desk, () => end.promise))
  const closing = close()
  setImmediate(() => {
    end.resolve(undefined)
  })
  await Promise.all([work, closing])
  expect(told.map((one) => one.slice(-2))).toEqual(Array(2).fill(['start', 'stop']))
})
