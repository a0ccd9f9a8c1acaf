import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { bundlePrograms } from './bundle-programs.ts'

const memory = '/dev/shm'
const room = 2 ** 31

/**
 * Gives a run of the tests a folder of its own for all that it keeps for a while, and takes it away at the end. It is in
 * memory where the machine has the room: few tests need a disk, and all would wait for it. What the tests start is
 * bundled in it, but for a run that goes on while the sources change.
 */
export async function setup(project: TestProject): Promise<() => void> {
  process.env['LATCHKEY_DISK'] ??= tmpdir()
  const place = hasRoomInMemory() ? memory : tmpdir()
  removeLeftBehind(place)
  const path = mkdtempSync(join(place, `latchkey-run-${process.pid}-`))
  for (const name of ['derived-keys', 'judged-passwords', 'stores', 'compiled', 'tmp'])
    mkdirSync(join(path, name))
  // Some commands run as a user who may do little; the folders of a test are as private as it makes them.
  chmodSync(path, 0o711)
  chmodSync(join(path, 'tmp'), 0o1777)
  process.env['TMPDIR'] = join(path, 'tmp')
  process.env['LATCHKEY_RUN'] = path
  process.env['NODE_COMPILE_CACHE'] = join(path, 'compiled')
  if (!project.vitest.config.watch) await bundlePrograms(path)
  return () => {
    remove(path)
  }
}

function hasRoomInMemory(): boolean {
  if (!existsSync(memory)) return false
  const { bavail, bsize } = statfsSync(memory)
  return bavail * bsize > room
}

/** Takes away what runs left that were killed. */
function removeLeftBehind(place: string): void {
  for (const name of readdirSync(place)) {
    const pid = Number(/^latchkey-run-(\d+)-/.exec(name)?.[1] ?? process.pid)
    if (!isAlive(pid)) remove(join(place, name))
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function remove(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 5 })
}
