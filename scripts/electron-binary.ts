import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Gives the path of Electron's binary, if this version of it is here; the package's own installer decides likewise. */
export function electronBinary(root: string, env: NodeJS.ProcessEnv): string | null {
  const home = join(root, 'node_modules', 'electron')
  try {
    const program = readFileSync(join(home, 'path.txt'), 'utf8')
    const here = readFileSync(join(home, 'dist', 'version'), 'utf8')
      .trim()
      .replace(/^v/, '')
    const binary = join(env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(home, 'dist'), program)
    return here === electronVersion(root) && existsSync(binary) ? binary : null
  } catch {
    return null
  }
}

/** Gives the version of the installed electron package. */
export function electronVersion(root: string): string {
  const about: unknown = JSON.parse(
    readFileSync(join(root, 'node_modules', 'electron', 'package.json'), 'utf8'),
  )
  return typeof about === 'object' && about !== null && 'version' in about ? String(about.version) : ''
}
