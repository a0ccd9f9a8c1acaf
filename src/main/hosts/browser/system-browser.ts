import { spawn } from 'node:child_process'

/** Gives a function that opens a local file in the system's browser, or nothing where there is no display. */
export function systemBrowser(
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
): ((file: string) => void) | undefined {
  const command = commandFor(platform, env)
  if (command === undefined) return undefined
  return (file) => {
    const [program, ...args] = command
    const child = spawn(program, [...args, file], { stdio: 'ignore', detached: true, env: withoutOurs(env) })
    // The link is printed as well: a browser that doesn't come up needs no second word.
    child.on('error', () => undefined)
    child.unref()
  }
}

function commandFor(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): [string, ...string[]] | undefined {
  if (platform === 'darwin') return ['open']
  if (platform === 'win32') return ['explorer.exe']
  return env['DISPLAY'] || env['WAYLAND_DISPLAY'] ? ['xdg-open'] : undefined
}

/** Leaves out what is meant for Latchkey alone: a password may be among it, and the browser hands all of it on. */
function withoutOurs(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^LATCHKEY_/i.test(name)))
}
