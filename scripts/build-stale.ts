import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const sources = [
  'src',
  'electron.vite.config.ts',
  'tsconfig.json',
  'tsconfig.web.json',
  'package.json',
  'package-lock.json',
]

/** Takes the checkout's folder, and what to do with the one line that says that a build begins. */
export interface BuildOptions {
  root: string
  announce?: (line: string) => void
  /** Builds; electron-vite unless a test builds otherwise. */
  build?: (root: string) => Promise<void>
}

/** Says whether anything that the build is made of is newer than the build. */
export function isStale(root: string): boolean {
  const stamp = modifiedAt(stampOf(root))
  return stamp === null || sources.some((path) => newestIn(join(root, path)) > stamp)
}

/** Builds `out/` where it is stale; a second process that asks meanwhile waits for the first. */
export async function buildStale({ root, announce, build = buildByVite }: BuildOptions): Promise<void> {
  if (!isStale(root)) return
  const unlock = await lock(join(root, 'out', '.building'))
  try {
    if (!isStale(root)) return
    announce?.('Building Latchkey: first start, or something changed.')
    const begun = new Date()
    await build(root)
    writeFileSync(stampOf(root), '')
    // What was saved while the build ran is newer than it.
    utimesSync(stampOf(root), begun, begun)
  } finally {
    unlock()
  }
}

function stampOf(root: string): string {
  return join(root, 'out', '.stamp')
}

function modifiedAt(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null
}

/** A folder counts too: its time is that of the last file that was added or taken away. */
function newestIn(path: string): number {
  const own = modifiedAt(path)
  if (own === null) return 0
  if (!statSync(path).isDirectory()) return own
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestIn(join(path, name))), own)
}

async function lock(folder: string): Promise<() => void> {
  mkdirSync(join(folder, '..'), { recursive: true })
  const owner = join(folder, 'pid')
  for (;;) {
    try {
      mkdirSync(folder)
      writeFileSync(owner, String(process.pid))
      return () => {
        rmSync(folder, { recursive: true, force: true })
      }
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
      if (!isHeld(folder, owner)) rmSync(folder, { recursive: true, force: true })
      await pause(100)
    }
  }
}

function isHeld(folder: string, owner: string): boolean {
  try {
    process.kill(Number(readFileSync(owner, 'utf8')), 0)
    return true
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    // Between making the folder and writing the owner into it there is a moment.
    if (code === 'ENOENT') return Date.now() - (modifiedAt(folder) ?? 0) < 5000
    return code === 'EPERM'
  }
}

async function buildByVite(root: string): Promise<void> {
  const vite = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: root })
  let said = ''
  const hear = (bytes: Buffer): void => {
    said += bytes.toString()
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject).once('close', resolve)
  })
  if (code !== 0) throw new Error(`the build failed:\n${said}`)
}
