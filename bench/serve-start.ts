import { spawn, spawnSync } from 'node:child_process'
import { scryptSync } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import bcrypt from 'bcrypt'
import { kdfFloor } from '../src/main/vault/key-derivation.ts'
import { makeTempFolder } from '../test/support/temp-folder.ts'
import type { BenchRow } from './measurement.ts'

const entry = fileURLToPath(new URL('../out/main/cli.js', import.meta.url))
const operator = { LATCHKEY_OPERATOR: 'bench', LATCHKEY_PASSWORD: 'quiet harbour, long winter' }
const users = 100_000

/** Measures the start of the built `serve` over a store with 100,000 users, and what it holds of memory when idle. */
export async function serveStart(): Promise<BenchRow> {
  const folder = makeTempFolder('bench')
  const store = join(folder.path, 'store', 'bench.latchkey')
  // As scripts/run.js has it.
  const compiled = { NODE_COMPILE_CACHE: join(folder.path, 'compiled') }
  const env = { ...process.env, ...operator, ...compiled, HOME: folder.path }
  const document = join(folder.path, 'people.json')
  writeFileSync(document, await people())
  for (const args of [
    ['init', '--store', store, '--operator', operator.LATCHKEY_OPERATOR],
    ['import', document, '--store', store],
  ]) {
    const { status, stderr } = spawnSync(process.execPath, [entry, ...args], { env, encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
  }
  return {
    async round() {
      const derivation = derivationMs()
      const started = performance.now()
      const child = spawn(process.execPath, [entry, 'serve', '--store', store], {
        env,
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const exited = once(child, 'exit')
      const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
      const { url } = JSON.parse(line) as { url: string }
      await (await fetch(`${url}/account/login`, { method: 'POST', body: '{}' })).text()
      const firstAnswer = performance.now() - started
      await new Promise((resolve) => setTimeout(resolve, 3000))
      const resident = residentMb(child.pid ?? 0)
      child.kill('SIGTERM')
      await exited
      return [
        { name: '9 serve, first answer', value: firstAnswer, unit: 'ms' },
        {
          name: '9 serve, beside the operator’s key',
          value: firstAnswer - derivation,
          unit: 'ms',
          floor: { atMost: 400 },
        },
        { name: '9 serve, idle memory', value: resident, unit: 'MB', floor: { atMost: 110 } },
      ]
    },
    close() {
      folder.remove()
      return Promise.resolve()
    },
  }
}

async function people(): Promise<string> {
  const passwordHash = await bcrypt.hash('OldPass456', 4)
  return JSON.stringify({
    latchkeyDirectory: 1,
    applications: [{ appid: 'app-1001', name: 'Mall' }],
    users: Array.from({ length: users }, (_, at) => {
      const account = String(13_000_000_000 + at)
      return {
        appid: 'app-1001',
        uid: at + 1,
        account,
        phone: account,
        nickname: `user ${String(at)}`,
        passwordHash,
      }
    }),
  })
}

/** Measures the one derivation that opening the store by a password takes, however quick the rest is. */
function derivationMs(): number {
  const started = performance.now()
  const { n, r, p } = kdfFloor
  scryptSync(operator.LATCHKEY_PASSWORD, 'sixteen bytes ok', 32, {
    N: n,
    r,
    p,
    maxmem: 256 * n * r,
  })
  return performance.now() - started
}

/** Reads what a process holds in memory, where the system tells. */
function residentMb(pid: number): number {
  const kilobytes = /^VmRSS:\s*(\d+) kB/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1]
  return (Number(kilobytes) * 1024) / 1e6
}
