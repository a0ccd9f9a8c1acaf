import type { WebPreferences } from 'electron'
import { foreignPlaces, devices, permissions } from './probes.ts'
import { navigationEvents, type RecordedSession, type RecordedWindow, type Recording } from './recording.ts'

const required = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  plugins: false,
  navigateOnDragDrop: false,
  spellcheck: false,
} as const satisfies WebPreferences

const granted = 'clipboard-sanitized-write'
const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true }

/** Lists everything in a recording that is weaker than it must be, in words; an empty list means none. */
export function judgeRecording(recording: Recording, { packaged }: { packaged: boolean }): string[] {
  const { lockAsked, sandboxed, schemes, sessions, windows, menuRoles } = recording
  const [window] = windows
  const [scheme] = schemes
  return [
    ...unless(lockAsked, 'a second instance could run'),
    ...unless(sandboxed, 'the sandbox is not enforced for every process'),
    ...unless(schemes.length === 1 && scheme?.scheme.scheme === 'app', 'another scheme is privileged'),
    ...unless(scheme?.beforeReady === true, 'the scheme is registered too late to count'),
    ...unless(
      same(scheme?.scheme.privileges, privileges),
      'the privileges of the scheme are not the four it needs',
    ),
    ...unless(windows.length === 1 && window !== undefined, 'there is not one window'),
    ...unless(!packaged || !menuRoles.includes('toggleDevTools'), 'the packaged menu offers developer tools'),
    ...unless(
      !menuRoles.includes('reload') && !menuRoles.includes('forceReload'),
      'the menu reloads the page',
    ),
    ...windows.flatMap((each) => judgeWindow(each, packaged)),
    ...windows.flatMap(({ preferences }) => judgePartition(String(preferences.session), sessions)),
    ...Object.entries(sessions).flatMap(([partition, session]) => judgeSession(partition, session)),
  ]
}

function judgeWindow(
  { preferences, loaded, moves, opens, webView }: RecordedWindow,
  packaged: boolean,
): string[] {
  const known = new Set([...Object.keys(required), 'devTools', 'preload', 'session'])
  return [
    ...Object.entries(required).flatMap(([name, value]) =>
      unless(preferences[name] === value, `${name} is not ${String(value)}`),
    ),
    ...Object.keys(preferences).flatMap((name) => unless(known.has(name), `${name} has not been judged`)),
    ...unless(preferences.devTools === !packaged, 'developer tools are not as the packaging wants them'),
    ...unless(
      /[\\/]out[\\/]preload[\\/]index\.cjs$/.test(String(preferences.preload)),
      'another preload script',
    ),
    ...unless(same(loaded, ['app://desk/']), `it loads ${loaded.join()}`),
    ...navigationEvents.flatMap((event) =>
      foreignPlaces.flatMap((url) =>
        unless(moves[event][url] === 'stays', `${event} lets the page go to ${url}`),
      ),
    ),
    ...foreignPlaces.flatMap((url) => unless(opens[url] === 'deny', `a window opens for ${url}`)),
    ...unless(webView === 'denied', 'a web view can be attached'),
  ]
}

function judgePartition(partition: string, sessions: Recording['sessions']): string[] {
  return [
    ...unless(partition in sessions, 'the window is in a session that nobody guards'),
    ...unless(!partition.startsWith('persist:'), 'what the page keeps outlives the process'),
    ...unless(same(sessions[partition]?.schemes, ['app']), 'the session of the window answers other schemes'),
  ]
}

function judgeSession(partition: string, { requests, checks, devices: given }: RecordedSession): string[] {
  return [
    ...permissions.flatMap((permission) => [
      ...unless(
        requests[permission] === (permission === granted),
        `${partition} answers a request for ${permission}`,
      ),
      ...unless(
        checks[permission] === (permission === granted),
        `${partition} answers a check of ${permission}`,
      ),
    ]),
    ...devices.flatMap((device) => unless(given[device] === false, `${partition} gives a ${device} device`)),
  ]
}

function unless(holds: boolean, violation: string): string[] {
  return holds ? [] : [violation]
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
