import { homedir } from 'node:os'
import { join } from 'node:path'

/** Gives the place of the store when none is named, by the customs of the platform. */
export function defaultStorePath(
  env: Record<string, string | undefined>,
  platform: NodeJS.Platform,
  home: string = homedir(),
): string {
  if (platform === 'win32') {
    return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Latchkey', 'desk.latchkey')
  }
  if (platform === 'darwin') {
    return join(home, 'Library', 'Application Support', 'Latchkey', 'desk.latchkey')
  }
  return join(env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'latchkey', 'desk.latchkey')
}
