import { execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { done, look, startRotatedBackend, type RotatedBackend } from '../desk/rotation/rotation-desk.ts'
import { administrator, startTestDesk, type TestDesk } from '../support/test-desk.ts'
import { tempFolder } from '../support/temp-folder.ts'

/*
 * A disk that takes no more in the middle of a command. What was sent by then may be in force, whatever could be written
 * down: that must not read like a refusal. A process that may write no file on stands for the disk.
 */
const prlimit = '/usr/bin/prlimit'
const source = fileURLToPath(new URL('source-entry.ts', import.meta.url))
const closing: (() => Promise<void>)[] = []
const backends: RotatedBackend[] = []
let limit = (): void => undefined
let at: TestDesk

beforeAll(async () => {
  at = await startTestDesk({ builtInStarts: 'when-asked' })
  for (let made = 0; made < 2; made++) {
    const answer: Parameters<typeof startRotatedBackend>[2] = (nth, ...how) => {
      if (nth === 1) limit()
      done(...how)
    }
    backends.push(await startRotatedBackend(at, 2, answer, (close) => closing.push(close)))
  }
  await at.desk.close()
})
afterAll(async () => {
  await at.end()
  await Promise.all(closing.map((close) => close()))
})

/** Runs a command that may write on in no file beyond so many bytes once a change has reached its backend. */
async function run(bytes: number, ...args: string[]) {
  const child = spawn('bash', ['-c', `trap '' XFSZ; exec "$0" "$@"`, process.execPath, source, ...args], {
    env: {
      ...process.env,
      LATCHKEY_OPERATOR: administrator.name,
      LATCHKEY_PASSWORD: administrator.password,
      LATCHKEY_NEW_PASSWORD: 'Quiet-harbour_7-long',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  limit = () => {
    execFileSync(prlimit, ['--pid', String(child.pid), `--fsize=${String(bytes)}`])
  }
  let [out, err] = ['', '']
  child.stdout.on('data', (piece: Buffer) => (out += piece.toString()))
  child.stderr.on('data', (piece: Buffer) => (err += piece.toString()))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, out, err }
}

const change = (backend: RotatedBackend | undefined, ...more: string[]) => {
  const named = ['--store', at.storePath, '--backend', backend?.name ?? '', '--admin', '1']
  return ['change-password', ...named, ...more]
}
const statesAt = (backend: RotatedBackend | undefined) =>
  look<{ id: string; state: string }>(
    at.storePath,
    'SELECT id, state FROM changes WHERE backend_id = ?',
    backend?.backendId ?? '',
  )

describe.runIf(existsSync(prlimit))('where the store takes no more once a change was sent', () => {
  test('a change is unknown, not refused: exit 3, with how it is resolved', async () => {
    const [backend] = backends
    const { code, out, err } = await run(1024, ...change(backend))
    expect({ code, out }).toEqual({ code: 3, out: '' })
    const [{ id, state } = { id: '', state: '' }] = statesAt(backend)
    expect(state).toBe('sending')
    expect(err).toContain('The store took no more')
    expect(err).toContain(`--change ${id}`)
    expect(err).not.toMatch(/SqliteError|^ +at /m)
  })

  test('a rotation says how far it came, and that one account was cut off: exit 3', async () => {
    const [, backend] = backends
    const { code, out, err } = await run(
      1024,
      'rotate',
      '--store',
      at.storePath,
      '--backend',
      backend?.name ?? '',
      '--all',
    )
    expect(code).toBe(3)
    expect(JSON.parse(out)).toMatchObject({ counts: { changing: 1, waiting: 1 } })
    expect(err).toContain('The change of admin-001 was cut off')
    expect(err).not.toMatch(/SqliteError|^ +at /m)
    expect(backend?.asked).toHaveLength(1)
  })

  test('a command that sends nothing says that the store takes no more: exit 2', async () => {
    const folder = tempFolder()
    const script = `trap '' XFSZ; ulimit -f 1; exec "$0" "$@"`
    const child = spawn(
      'bash',
      ['-c', script, process.execPath, source, 'init', '--store', join(folder, 'F'), '--operator', 'ada'],
      {
        env: { ...process.env, LATCHKEY_PASSWORD: administrator.password },
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    )
    let err = ''
    child.stderr.on('data', (piece: Buffer) => (err += piece.toString()))
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(2)
    expect(err).not.toMatch(/SqliteError|^ +at /m)
    expect(existsSync(join(folder, 'F'))).toBe(false)
  })
})
