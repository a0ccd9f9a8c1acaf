import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { electronVersion } from './electron-binary.ts'

/** Describes the part of @electron/get that is used here; electron brings the package along. */
interface ElectronGet {
  downloadArtifact(options: {
    version: string
    artifactName: 'electron'
    platform: string
    arch: string
    checksums: Record<string, string>
    cacheRoot?: string
    mirrorOptions?: { mirror: string }
    downloadOptions: {
      quiet: true
      signal: AbortSignal
      getProgressCallback: (progress: { percent: number }) => void
    }
  }): Promise<string>
}

/** Takes where to fetch to, how to tell about it, and the longest silence of the other side, in milliseconds. */
export interface FetchOptions {
  root: string
  env: NodeJS.ProcessEnv
  progress: (percent: number) => void
  patience: number
}

/** Fetches Electron's binary into its package; rejects as soon as the other side is silent for too long. */
export async function fetchElectron({ root, env, progress, patience }: FetchOptions): Promise<void> {
  const home = join(root, 'node_modules', 'electron')
  const near = createRequire(join(home, 'package.json'))
  const get = (await import(pathToFileURL(near.resolve('@electron/get')).href)) as ElectronGet
  const platform = env['ELECTRON_INSTALL_PLATFORM'] ?? process.platform
  const arch = env['ELECTRON_INSTALL_ARCH'] ?? process.arch

  const silence = new AbortController()
  const timer = setTimeout(() => {
    silence.abort(new Error(`no answer within ${String(patience / 1000)} s`))
  }, patience)
  try {
    await get.downloadArtifact({
      version: electronVersion(root),
      artifactName: 'electron',
      platform,
      arch,
      checksums: near('./checksums.json') as Record<string, string>,
      ...(env['electron_config_cache'] ? { cacheRoot: env['electron_config_cache'] } : {}),
      ...(env['ELECTRON_MIRROR'] ? { mirrorOptions: { mirror: env['ELECTRON_MIRROR'] } } : {}),
      downloadOptions: {
        quiet: true,
        signal: silence.signal,
        getProgressCallback({ percent }) {
          timer.refresh()
          progress(percent)
        },
      },
    })
  } finally {
    clearTimeout(timer)
  }
  await unpack(home, { ...env, ELECTRON_INSTALL_PLATFORM: platform, ELECTRON_INSTALL_ARCH: arch })
}

/** Runs the package's own installer, which finds the fetched archive in its cache. */
async function unpack(home: string, env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, [join(home, 'install.js')], {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject).once('close', resolve)
  })
  if (code !== 0) throw new Error('its archive could not be unpacked')
}

/** Gives the innermost message of an error: fetch hides the cause behind "fetch failed". */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.cause instanceof Error) return reasonOf(error.cause)
  const { code } = error as NodeJS.ErrnoException
  return error.message === '' && code !== undefined ? code : error.message
}
