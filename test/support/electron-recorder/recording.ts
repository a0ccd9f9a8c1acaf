import type { CustomScheme, Session, WebPreferences } from 'electron'

type PermissionRequestHandler = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>

/** Names a permission that a page can ask for. */
export type Permission = Parameters<PermissionRequestHandler>[1]

/** Says what becomes of an attempt of the page to go somewhere. */
export type Move = 'stays' | 'goes'

/** Lists the events by which a page can be kept where it is. */
export const navigationEvents = ['will-navigate', 'will-frame-navigate', 'will-redirect'] as const

type NavigationEvent = (typeof navigationEvents)[number]

/** Describes one window as it was made, and what its page can do; `session` is the name of its partition. */
export interface RecordedWindow {
  preferences: Record<string, unknown> & { [K in keyof WebPreferences]?: unknown }
  loaded: string[]
  moves: Record<NavigationEvent, Record<string, Move>>
  opens: Record<string, string>
  webView: 'denied' | 'attached'
  shown: boolean
  focused: number
}

/** Describes one session: what it grants, and the schemes that it answers itself. */
export interface RecordedSession {
  requests: Record<string, boolean>
  checks: Record<string, boolean>
  devices: Record<string, boolean>
  schemes: string[]
}

/** Holds all that the main entry asked of Electron, as plain values. */
export interface Recording {
  lockAsked: boolean
  sandboxed: boolean
  schemes: { scheme: CustomScheme; beforeReady: boolean }[]
  sessions: Record<string, RecordedSession>
  windows: RecordedWindow[]
  menuRoles: string[]
  errorsShown: string[]
  quits: number
  exposed: Record<string, unknown>
}
