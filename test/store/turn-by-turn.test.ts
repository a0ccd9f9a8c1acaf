import { spawn } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createStore, openStore as reopen } from '../../src/main/store/files/open.ts'
import { sql } from '../../src/main/store/sql.ts'
import type { StoreQueries } from '../../src/main/store/store.ts'
import { createFixedClock } from '../support/fixed-clock.ts'
import { tempFolder } from '../support/temp-folder.ts'

const rows = 1000
const counted = sql.selectFrom('preferences').select((of) => of.fn.countAll<number>().as('n'))
const openAgain = (path: string) => reopen({ path, door: 'test', clock: createFixedClock() }).store

function openStore() {
  const path = join(tempFolder(), 'store', 'desk.latchkey')
  const options = { path, door: 'test', clock: createFixedClock(), storeId: 'store-1' }
  const { store } = createStore({ ...options, populate: () => undefined })
  const beside = new Database(path, { readonly: true })
  onTestFinished(() => {
    beside.close()
    store.close()
  })
  const put = (into: StoreQueries, key: string) =>
    into.run(sql.insertInto('preferences').values({ key, value: '1' }))
  return {
    store,
    put,
    /** Counts what the store reads. */
    count: () => store.get(counted)?.n,
    /** Counts what another connection reads: only what is durable. */
    kept: () => beside.prepare('SELECT count(*) FROM preferences').pluck().get(),
    /** Puts rows in one by one, telling before each. */
    *putAll(inside: StoreQueries, before: (at: number) => void = () => undefined) {
      for (let at = 0; at < rows; at++) {
        before(at)
        put(inside, `long ${String(at)}`)
        yield
      }
      return inside.get(counted)?.n
    },
  }
}

/** Counts the turns of the loop from now on. */
function countTurns(): () => number {
  let turns = 0
  let isCounting = true
  const next = (): void => {
    turns++
    if (isCounting) setImmediate(next)
  }
  setImmediate(next)
  return () => {
    isCounting = false
    return turns
  }
}

describe('a transaction over many turns', () => {
  it('lets the loop turn every hundred steps, and shows nothing before it is whole', async () => {
    const { store, putAll, count, kept } = openStore()
    const turns = countTurns()
    const seen = new Set<unknown>()
    const looking = setInterval(() => seen.add(count()).add(kept()), 0)
    expect(await store.turnByTurn((inside) => putAll(inside))).toBe(rows)
    clearInterval(looking)
    expect(turns()).toBeGreaterThanOrEqual(rows / 100)
    // Between the commit and its answer the whole may be seen; a part of it never.
    expect([...seen].filter((number) => number !== rows)).toEqual([0])
    expect([count(), kept()]).toEqual([rows, rows])
  })

  it('gives way at once to whoever writes, and is done over with that in it', async () => {
    const { store, put, putAll, kept } = openStore()
    const beginnings: number[] = []
    const written = new Promise<unknown>((resolve) => {
      setTimeout(() => {
        put(store, 'between')
        resolve(kept())
      }, 1)
    })
    const work = store.turnByTurn((inside) =>
      putAll(inside, (at) => {
        if (at === 0) beginnings.push(at)
      }),
    )
    expect(await written).toBe(1)
    expect(await work).toBe(rows + 1)
    expect(beginnings).toHaveLength(2)
    expect(kept()).toBe(rows + 1)
  })

  it('is done in the end where somebody writes at every turn', async () => {
    const { store, put, putAll, kept } = openStore()
    let between = 0
    let isOver = false
    const write = (): void => {
      if (isOver) return
      put(store, `between ${String(between++)}`)
      setImmediate(write)
    }
    setImmediate(write)
    await store.turnByTurn((inside) => putAll(inside))
    isOver = true
    expect(between).toBeGreaterThan(10)
    expect(kept()).toBe(rows + between)
  })

  it('is taken back whole by a throw, and the next one is not kept from its work', async () => {
    const { store, putAll, kept } = openStore()
    const failing = store.turnByTurn((inside) =>
      putAll(inside, (at) => {
        if (at === 700) throw new Error('stop')
      }),
    )
    const next = store.turnByTurn((inside) => putAll(inside))
    await expect(failing).rejects.toThrow('stop')
    expect(await next).toBe(rows)
    expect(kept()).toBe(rows)
  })

  it('leaves nothing where the desk is killed in the middle of it, and the next desk opens', async () => {
    const { store } = openStore()
    store.close()
    const script = fileURLToPath(new URL('write-turn-by-turn.ts', import.meta.url))
    const writer = spawn(process.execPath, [script, store.path], { stdio: ['ignore', 'pipe', 'inherit'] })
    await new Promise((resolve) => writer.stdout.once('data', resolve))
    writer.kill('SIGKILL')
    await new Promise((resolve) => writer.once('exit', resolve))
    expect(statSync(`${store.path}-wal`).size).toBeGreaterThan(4_000_000)
    const next = openAgain(store.path)
    onTestFinished(() => {
      next.close()
    })
    expect(next.get(counted)?.n).toBe(0)
    await next.turnByTurn(function* (inside) {
      inside.run(sql.insertInto('preferences').values({ key: 'a', value: '1' }))
      yield
    })
    expect(next.get(counted)?.n).toBe(1)
  })

  it('ends with the store, with nothing written', async () => {
    const { store, putAll } = openStore()
    const work = store.turnByTurn((inside) => putAll(inside))
    const ended = expect(work).rejects.toThrow('closed')
    await new Promise((resolve) => setImmediate(resolve))
    store.close()
    await ended
    const after = new Database(store.path, { readonly: true })
    onTestFinished(() => void after.close())
    expect(after.prepare('SELECT count(*) FROM preferences').pluck().get()).toBe(0)
    expect(after.prepare('SELECT clean_exit FROM store_meta').pluck().get()).toBe(1)
  })
})
