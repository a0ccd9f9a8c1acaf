import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { createStore, openStore } from '../../../src/main/store/files/open.ts'
import { createFixedClock } from '../../support/fixed-clock.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const clock = createFixedClock()

function refusalOf(path: string): unknown {
  try {
    openStore({ path, door: 'test', clock }).store.close()
    return null
  } catch (error) {
    return error
  }
}

it('a second desk is kept out and told who holds the store; the lock dies with its holder', async () => {
  const path = join(tempFolder(), 'desk.latchkey')
  createStore({ path, door: 'test', clock, storeId: 'store-1', populate: () => undefined }).store.close()
  const holder = spawn(process.execPath, [fileURLToPath(new URL('hold-store.ts', import.meta.url)), path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => {
    holder.kill('SIGKILL')
  })
  await new Promise((resolve) => holder.stdout.once('data', resolve))
  expect(refusalOf(path)).toMatchObject({
    problem: 'held',
    holder: { pid: holder.pid, door: 'the other desk' },
  })
  const ended = new Promise((resolve) => holder.once('exit', resolve))
  holder.kill('SIGKILL')
  await ended
  openStore({ path, door: 'test', clock }).store.close()
})
