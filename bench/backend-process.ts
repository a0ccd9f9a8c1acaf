import { monitorEventLoopDelay } from 'node:perf_hooks'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDesk } from '../src/main/desk.ts'
import { sourceResources } from '../test/support/source-resources.ts'
import type { BackendReading, BackendRequest } from './start-backend.ts'

// Runs the built-in backend in a process of its own, and tells how its main thread and its memory are.

const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'))
const desk = createDesk({
  storePath: join(folder, 'store', 'bench.latchkey'),
  door: 'command',
  version: '0',
  resources: sourceResources,
  hashingCost: 10,
  builtInStarts: 'when-asked',
  throttle: false,
})
const delay = monitorEventLoopDelay({ resolution: 1 })

const say = (reading: BackendReading): void => {
  process.send?.(reading)
}

process.on('message', (request: BackendRequest) => {
  if (request === 'watch') {
    delay.reset()
    delay.enable()
    say({ kind: 'watching' })
  } else if (request === 'read') {
    delay.disable()
    globalThis.gc?.()
    const { heapUsed, rss } = process.memoryUsage()
    say({
      kind: 'read',
      loopP99Ms: delay.percentile(99) / 1e6,
      loopMaxMs: delay.max / 1e6,
      heapMb: heapUsed / 1e6,
      rssMb: rss / 1e6,
    })
  } else void end()
})

async function end(): Promise<void> {
  await desk.close()
  rmSync(folder, { recursive: true, force: true })
  process.disconnect()
}

const operator = desk.startSandbox()
const admins = Array.from({ length: 4 }, (_, at) => ({
  userID: `bench-${String(at)}`,
  account: `bench${String(at)}`,
  password: 'First-Password-1',
}))
const document = JSON.stringify({ latchkeyDirectory: 1, admins })
const imported = desk.directory.importDocument(operator, Buffer.from(document))
if (!imported.ok) throw new Error(JSON.stringify(imported.errors))
const { url } = await desk.builtIn.start(operator.name)
say({ kind: 'ready', url: url ?? '' })
