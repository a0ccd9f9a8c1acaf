import { EventEmitter } from 'node:events'
import { writeFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import type {
  App,
  BrowserWindow as ElectronWindow,
  BrowserWindowConstructorOptions,
  Clipboard,
  ContextBridge,
  CustomScheme,
  Dialog,
  Menu as ElectronMenu,
  MenuItemConstructorOptions,
  Protocol,
  Session,
  session as electronSession,
} from 'electron'
import { Attempt } from './attempt.ts'
import { closed } from './closed.ts'
import { foreignPlaces } from './probes.ts'
import { RecorderContents } from './recorder-contents.ts'
import { RecorderSession } from './recorder-session.ts'
import { navigationEvents, type Recording } from './recording.ts'
import { serveParent } from './serve-parent.ts'

type Listener = () => void

const packaged = process.env['RECORDER_PACKAGED'] === '1'
const first = process.env['RECORDER_SECOND_INSTANCE'] !== '1'

let ready = false
const recording: Recording = {
  lockAsked: false,
  sandboxed: false,
  schemes: [],
  sessions: {},
  windows: [],
  menuRoles: [],
  errorsShown: [],
  quits: 0,
  exposed: {},
}
const sessions = new Map<string, RecorderSession>()
const windows: BrowserWindow[] = []

/** Stands in for Electron's window: keeps what it was made with, and lets its page be tried. */
export class BrowserWindow implements Pick<
  ElectronWindow,
  'show' | 'focus' | 'restore' | 'isMinimized' | 'loadURL'
> {
  readonly #options: BrowserWindowConstructorOptions
  readonly #contents = new RecorderContents()
  readonly #events = new EventEmitter()
  #loaded: string[] = []
  #shown: boolean
  #minimized = false
  #focused = 0

  constructor(options: BrowserWindowConstructorOptions = {}) {
    if (!ready) throw new Error('a window was made before Electron was ready')
    this.#options = options
    this.#shown = options.show !== false
    windows.push(this)
    appEvents.emit('web-contents-created', {}, closed('webContents', this.#contents))
    return closed('BrowserWindow', this)
  }

  once(event: string, listener: Listener): this {
    this.#events.once(event, listener)
    return this
  }

  show(): void {
    this.#shown = true
  }

  focus(): void {
    if (!this.#minimized) this.#focused += 1
  }

  minimize(): void {
    this.#minimized = true
  }

  restore(): void {
    this.#minimized = false
  }

  isMinimized(): boolean {
    return this.#minimized
  }

  loadURL(url: string): Promise<void> {
    this.#loaded.push(url)
    this.#events.emit('ready-to-show')
    return Promise.resolve()
  }

  probe(): Recording['windows'][number] {
    const { webPreferences = {} } = this.#options
    const own = webPreferences.session as unknown
    const partition = [...sessions].find(
      ([, session]) => session === own || session === rawOf.get(own as object),
    )?.[0]
    const moves = navigationEvents.map((event) => [
      event,
      Object.fromEntries(foreignPlaces.map((url) => [url, this.#contents.move(event, url)])),
    ])
    return {
      preferences: { ...webPreferences, session: partition ?? 'default' },
      loaded: this.#loaded,
      moves: Object.fromEntries(moves) as Recording['windows'][number]['moves'],
      opens: Object.fromEntries(foreignPlaces.map((url) => [url, this.#contents.open(url)])),
      webView: this.#contents.move('will-attach-webview', '') === 'stays' ? 'denied' : 'attached',
      shown: this.#shown,
      focused: this.#focused,
    }
  }
}

const rawOf = new WeakMap<object, RecorderSession>()

/** Stands in for Electron's sessions: one for each partition. */
export const session = closed('session', {
  fromPartition(partition: string): Session {
    const own = sessions.get(partition) ?? new RecorderSession()
    sessions.set(partition, own)
    const face = closed('session', own)
    rawOf.set(face, own)
    return face as unknown as Session
  },
} satisfies Partial<Record<keyof typeof electronSession, unknown>>)

/** Stands in for Electron's protocol module, as it is before the program is ready. */
export const protocol = closed('protocol', {
  registerSchemesAsPrivileged(schemes: CustomScheme[]): void {
    for (const scheme of schemes) recording.schemes.push({ scheme, beforeReady: !ready })
  },
} satisfies Pick<Protocol, 'registerSchemesAsPrivileged'>)

/** Stands in for Electron's menu: keeps the roles of its entries. */
export const Menu = closed('Menu', {
  buildFromTemplate: (template: MenuItemConstructorOptions[]) => template as unknown as ElectronMenu,
  setApplicationMenu(menu: ElectronMenu | null): void {
    const rolesIn = (items: MenuItemConstructorOptions[]): string[] =>
      items.flatMap(({ role, submenu }) => [
        ...(role === undefined ? [] : [role]),
        ...(Array.isArray(submenu) ? rolesIn(submenu) : []),
      ])
    recording.menuRoles = rolesIn((menu ?? []) as unknown as MenuItemConstructorOptions[])
  },
} satisfies Partial<Record<keyof typeof ElectronMenu, unknown>>)

/** Stands in for Electron's dialogs. */
export const dialog = closed('dialog', {
  showErrorBox(title: string, content: string): void {
    recording.errorsShown.push(`${title}: ${content}`)
    process.stderr.write(`${title}: ${content}\n`)
  },
} satisfies Pick<Dialog, 'showErrorBox'>)

/** Stands in for the bridge between a preload script and its page. */
export const contextBridge = closed('contextBridge', {
  exposeInMainWorld(key: string, api: unknown): void {
    recording.exposed[key] = api
  },
} satisfies Pick<ContextBridge, 'exposeInMainWorld'>)

/** Stands in for the system's clipboard, which other programs write to and which outlives this one: a file. */
const clipboardFile = process.env['RECORDER_CLIPBOARD'] ?? ''

/** Stands in for Electron's clipboard. */
export const clipboard = closed('clipboard', {
  readText: () => readFile(clipboardFile, 'utf8'),
  writeText: (text: string) => writeFile(clipboardFile, text),
  clear(): void {
    writeFileSync(clipboardFile, '')
  },
} satisfies Pick<Clipboard, 'readText' | 'writeText' | 'clear'>)

const appEvents = new EventEmitter()
const whenReady = new Promise<void>((resolve) => {
  setImmediate(() => {
    ready = true
    resolve()
  })
})

/** Stands in for Electron's application. */
export const app = closed('app', {
  isPackaged: packaged,
  getVersion: () => '0.0.0-recorded',
  getLocale: () => 'en-US',
  whenReady: () => whenReady,
  requestSingleInstanceLock() {
    recording.lockAsked = true
    return first
  },
  enableSandbox() {
    recording.sandboxed = !ready
  },
  on(event: string, listener: Listener) {
    appEvents.on(event, listener)
    return app
  },
  quit() {
    recording.quits += 1
    const attempt = new Attempt('')
    appEvents.emit('before-quit', attempt)
    if (!attempt.prevented) process.exit(0)
  },
  exit(code = 0) {
    process.exit(code)
  },
} satisfies Partial<Record<keyof App, unknown>>)

serveParent({
  record: () => ({
    ...recording,
    sessions: Object.fromEntries([...sessions].map(([partition, own]) => [partition, own.probe()])),
    windows: windows.map((window) => window.probe()),
  }),
  answer(request) {
    const [scheme] = request.url.split(':')
    const handlers = [...sessions.values()].map(({ handlers }) => handlers.get(scheme ?? ''))
    const [handler] = handlers.filter((known) => known !== undefined)
    if (handler === undefined) throw new Error(`nobody answers ${request.url}`)
    return Promise.resolve(handler(request))
  },
  emit(event) {
    if (event === 'second-instance') for (const window of windows) window.minimize()
    appEvents.emit(event, {})
  },
})
