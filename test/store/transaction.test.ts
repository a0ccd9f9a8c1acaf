import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createStore } from '../../src/main/store/files/open.ts'
import { sql } from '../../src/main/store/sql.ts'
import { createFixedClock } from '../support/fixed-clock.ts'
import { tempFolder } from '../support/temp-folder.ts'

function openStore() {
  const path = join(tempFolder(), 'desk.latchkey')
  const options = { path, door: 'test', clock: createFixedClock(), storeId: 'store-1' }
  const { store } = createStore({ ...options, populate: () => undefined })
  const beside = new Database(path, { readonly: true })
  onTestFinished(() => {
    beside.close()
    store.close()
  })
  return {
    store,
    put: (key: string) => store.run(sql.insertInto('preferences').values({ key, value: '1' })),
    /** Gives what another connection reads: only what is durable. */
    kept: () => beside.prepare('SELECT key FROM preferences ORDER BY key').pluck().all(),
  }
}
const fail = (): never => {
  throw new Error('stop')
}

describe('a transaction', () => {
  it('is kept whole, or not at all', () => {
    const { store, put, kept } = openStore()
    expect(store.transaction(() => (put('a'), put('b'), 'done'))).toBe('done')
    expect(() => store.transaction(() => (put('c'), fail()))).toThrow('stop')
    expect(kept()).toEqual(['a', 'b'])
  })

  it('keeps what stands around an inner one that is taken back', () => {
    const { store, put, kept } = openStore()
    store.transaction(() => {
      put('a')
      expect(() => store.transaction(() => (put('b'), fail()))).toThrow('stop')
      store.transaction(() => put('c'))
      expect(kept()).toEqual([])
    })
    expect(kept()).toEqual(['a', 'c'])
  })
})

describe('work that joins a transaction', () => {
  it('is durable by itself where none is open', () => {
    const { store, put, kept } = openStore()
    store.joinTransaction(() => put('a'))
    expect(kept()).toEqual(['a'])
    expect(() => store.joinTransaction(() => (put('b'), fail()))).toThrow('stop')
    expect(kept()).toEqual(['a'])
  })

  it('is kept only with the one that is open', () => {
    const { store, put, kept } = openStore()
    store.transaction(() => {
      store.joinTransaction(() => put('a'))
      expect(kept()).toEqual([])
    })
    expect(kept()).toEqual(['a'])
    expect(() =>
      store.transaction(() => {
        store.joinTransaction(() => put('b'))
        fail()
      }),
    ).toThrow('stop')
    expect(kept()).toEqual(['a'])
  })
})
