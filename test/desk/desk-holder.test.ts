import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createCallsInFlight } from '../../src/main/desk/calls-in-flight.ts'
import { createDeskHolder, type DeskHolder } from '../../src/main/desk/desk-holder.ts'
import type { ExchangeWay } from '../../src/main/desk/exchanges/exchange-way.ts'
import { openStore } from '../../src/main/store/files/open.ts'
import { createFixedClock } from '../support/fixed-clock.ts'
import { prepareKeylessDesks, type KeylessDesks } from '../support/keyless-desk.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

const at = '2026-06-02T08:00:00.000Z'

let folder: ReturnType<typeof makeTempFolder>
let desks: KeylessDesks
let holder: DeskHolder
let calls: ReturnType<typeof createCallsInFlight>
beforeEach(async () => {
  const clock = createFixedClock()
  folder = makeTempFolder()
  desks = prepareKeylessDesks({ folder: folder.path, clock, settleMs: 1000 })
  await desks.make().close()
  calls = createCallsInFlight()
  holder = createDeskHolder({
    openStore: () => openStore({ path: desks.path, door: 'test', clock }),
    assemble: (opened) => desks.assemble(opened),
    calls,
    report: () => undefined,
  })
  holder.open()
})
afterEach(async () => {
  await holder.close()
  await desks.close()
  folder.remove()
})

const steps: string[] = []
beforeEach(() => void steps.splice(0))
const way = (patch: Partial<ExchangeWay> = {}): ExchangeWay => ({
  from: 'backup',
  at,
  place() {
    steps.push('placed')
    return Promise.resolve('aside')
  },
  takeBack() {
    steps.push('taken back')
  },
  tell: () => ({ lostEvents: 0, wasAnother: false }),
  ...patch,
})
const whyOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => (error as { data: { why: string } }).data.why,
  )

describe('an exchange of the store', () => {
  it('is refused while a rotation runs, which goes on; once it was stopped it is made', async () => {
    let stop = (): void => undefined
    const running = holder
      .need()
      .rotations.begin({ rotationId: 'r', operatorId: 'a' }, () => new Promise((resolve) => (stop = resolve)))
    expect(await whyOf(holder.exchange('ada', way()))).toBe('rotation-runs')
    expect(steps).toEqual([])
    expect(holder.need().rotations.isAny()).toBe(true)
    await calls.attend(() => Promise.resolve())
    stop()
    await running
    await holder.exchange('ada', way())
    expect(steps).toEqual(['placed'])
    expect(holder.exchanged()).toMatchObject({ outcome: 'restored', aside: 'aside' })
  })

  it('answers that it is under way as long as nothing is open, and never as if there were no store', async () => {
    const during: unknown[] = []
    const place = (): Promise<string> => {
      during.push(holder.isExchanging(), holder.current())
      expect(() => holder.need()).toThrow('RESTORING')
      return Promise.resolve('aside')
    }
    await holder.exchange('ada', way({ place }))
    expect(during).toEqual([true, null])
    expect(holder.isExchanging()).toBe(false)
    expect(holder.need().store.id).toBeTruthy()
  })

  it('that cannot place the other store opens the old one again', async () => {
    const { id } = holder.need().store
    const place = () => Promise.reject(new Error('no room'))
    expect(await whyOf(holder.exchange('ada', way({ place })))).toBe('not-writable')
    expect(holder.need().store.id).toBe(id)
    expect(holder.exchanged()).toMatchObject({ outcome: 'kept', why: 'not-writable' })
    await calls.attend(() => Promise.resolve())
  })

  it('says where the old store lies if it can neither open the new one nor put the old one back', async () => {
    const place = (): Promise<string> => {
      rmSync(desks.path)
      writeFileSync(desks.path, 'hello')
      return Promise.resolve(join(folder.path, 'aside'))
    }
    const takeBack = (): never => {
      throw new Error('no room')
    }
    await expect(holder.exchange('ada', way({ place, takeBack }))).rejects.toMatchObject({
      code: 'RESTORE_REFUSED',
    })
    expect(holder.current()).toBeNull()
    expect(holder.failure()?.problem).toBe('not-writable')
    expect(holder.exchanged()).toMatchObject({ outcome: 'neither', aside: join(folder.path, 'aside') })
    expect(() => holder.need()).toThrow('STORE_UNAVAILABLE')
  })

  it('ends before the program does', async () => {
    let place = (): void => undefined
    const placed = new Promise<string>((resolve) => {
      place = () => {
        resolve('aside')
      }
    })
    const exchanging = holder.exchange('ada', way({ place: () => placed }))
    let isClosed = false
    const closing = holder.close().then(() => (isClosed = true))
    await new Promise((resolve) => setImmediate(resolve))
    expect(isClosed).toBe(false)
    place()
    await exchanging
    await closing
    expect(holder.current()).toBeNull()
  })
})
