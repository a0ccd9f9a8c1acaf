import { spawn } from 'node:child_process'
import { parseArgs } from 'node:util'
import { chooseDoor, withoutElectron, type Door } from './choose-door.ts'
import { electronBinary } from './electron-binary.ts'
import { electronFailure } from './electron-failure.ts'

/** Holds what starting depends on, and the ways to go on. */
export interface StartOptions {
  root: string
  args: readonly string[]
  platform: NodeJS.Platform
  env: NodeJS.ProcessEnv
  uid: number | undefined
  say: (line: string) => void
  /** Runs the built command line with these arguments, in this process. */
  runCli: (args: string[]) => Promise<void>
}

/** Bounds how long Electron's binary is waited for without a sign, in milliseconds. */
const patience = 10_000
/** A window that ends with an error sooner than this, in milliseconds, has hardly been seen. */
const hardlySeen = 10_000

/** Opens the desk in Electron's window, or in the browser where there can be none, and says why. */
export async function startDesk(options: StartOptions): Promise<void> {
  const { root, env, say, runCli } = options
  const { values: asked } = parseArgs({
    args: [...options.args],
    options: {
      browser: { type: 'boolean', default: false },
      electron: { type: 'boolean', default: false },
      store: { type: 'string' },
      port: { type: 'string' },
    },
  })
  const chosen = chooseDoor({
    asked: asked.browser ? 'browser' : asked.electron ? 'electron' : null,
    platform: options.platform,
    env,
    uid: options.uid,
    electronHere: electronBinary(root, env) !== null,
    failure: electronFailure(root, env).read(),
  })
  const door = chosen.door === 'fetch' ? await fetchOrBrowser(options) : chosen
  const binary = door.door === 'window' ? electronBinary(root, env) : null
  if (binary !== null && (await openWindow(binary, options, asked.store))) return
  const because = door.door === 'browser' ? door.because : "Electron's window did not open"
  if (because !== undefined) say(`${because}. Opening the desk for your browser instead.`)
  const store = asked.store === undefined ? [] : ['--store', asked.store]
  const port = asked.port === undefined ? [] : ['--port', asked.port]
  await runCli(['desk', ...store, ...port])
}

async function fetchOrBrowser({ root, env, say }: StartOptions): Promise<Door> {
  const { fetchElectron, reasonOf } = await import('./fetch-electron.ts')
  const failure = electronFailure(root, env)
  say("Fetching Electron's binary, once (some 120 MB); giving up after 10 s without an answer.")
  let tens = 0
  const progress = (part: number): void => {
    const reached = Math.floor(part * 10)
    if (reached > tens) say(`  ${String(reached * 10)} %`)
    tens = Math.max(tens, reached)
  }
  try {
    await fetchElectron({ root, env, progress, patience })
    failure.clear()
    return { door: 'window' }
  } catch (error) {
    failure.write(reasonOf(error))
    return { door: 'browser', because: withoutElectron(reasonOf(error)) }
  }
}

/** Gives whether the window came up; what it ends with afterwards is its user's affair. */
async function openWindow(
  binary: string,
  { root, env }: StartOptions,
  store: string | undefined,
): Promise<boolean> {
  const begun = Date.now()
  // With this one set, the binary would be a plain Node.
  const { ELECTRON_RUN_AS_NODE: _, ...clean } = env
  const child = spawn(binary, [root], {
    env: store === undefined ? clean : { ...clean, LATCHKEY_STORE: store },
    stdio: 'inherit',
  })
  const stop = (): void => {
    child.kill()
  }
  process.once('SIGTERM', stop)
  const code = await new Promise<number | null>((resolve) => {
    child.once('close', resolve).once('error', () => {
      resolve(1)
    })
  })
  process.off('SIGTERM', stop)
  return child.killed || code === 0 || Date.now() - begun > hardlySeen
}
