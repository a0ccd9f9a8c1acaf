import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { quickCheck } from '../../src/main/store/integrity-worker.ts'
import { createStore } from '../../src/main/store/open.ts'
import { createFixedClock } from '../support/fixed-clock.ts'
import { tempFolder } from '../support/temp-folder.ts'

describe('the check of a store’s pages', () => {
  const path = (): string => {
    const place = join(tempFolder(), 'store', 'desk.latchkey')
    const options = { path: place, door: 'test', clock: createFixedClock(), storeId: 's' }
    createStore({ ...options, populate: () => undefined }).store.close()
    return place
  }

  it('finds nothing in a store that is whole', () => {
    expect(quickCheck({ path: path() })).toEqual([])
  })

  it('says what it finds in one that is not', () => {
    const damaged = path()
    const bytes = readFileSync(damaged)
    bytes.fill(0xff, 4096 * 8, 4096 * 9)
    writeFileSync(damaged, bytes)
    expect(quickCheck({ path: damaged }).length).toBeGreaterThan(0)
  })
})
