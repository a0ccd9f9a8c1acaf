import { app, BrowserWindow, clipboard, dialog, Menu, protocol, session } from 'electron'
import type { SystemClipboard } from '../../../shared/model/ports.ts'
import type { Handler } from '../../rpc/handler.ts'
import { answerWindow, deskScheme, deskUrl } from './desk-scheme.ts'
import { guardContents, guardSession } from './guard-contents.ts'
import { menuTemplate } from './menu.ts'
import { windowPreferences } from './window-preferences.ts'

/** Takes what the window shows: the preload script's path, and the desk, made once this is the only instance. */
export interface ElectronHostOptions {
  preload: string
  openDesk: (
    version: string,
    clipboard: SystemClipboard,
  ) => { handler: Handler; start: () => Promise<void>; close: () => Promise<void> }
}

/** Opens the desk in a window of its own; a second instance brings the first one's window to the front and ends. */
export function runElectronHost({ preload, openDesk }: ElectronHostOptions): void {
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  protocol.registerSchemesAsPrivileged([deskScheme])
  app.enableSandbox()
  app.on('web-contents-created', (_event, contents) => {
    guardContents(contents)
  })
  app.on('window-all-closed', () => {
    app.quit()
  })

  const desk = openDesk(app.getVersion(), clipboard)
  closeBeforeQuit(desk.close)
  Promise.all([app.whenReady(), desk.start()])
    .then(() => openWindow(preload, desk.handler))
    .catch((error: unknown) => {
      dialog.showErrorBox('Latchkey', error instanceof Error ? error.message : String(error))
      app.exit(1)
    })
}

async function openWindow(preload: string, handler: Handler): Promise<void> {
  // No "persist:" in the name: what Chromium keeps for the page is gone with the process.
  const own = session.fromPartition('desk', { cache: false })
  guardSession(own)
  own.protocol.handle(deskScheme.scheme, answerWindow(handler))

  const devTools = !app.isPackaged
  const mac = process.platform === 'darwin'
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate({ locale: app.getLocale(), mac, devTools })))
  const window = new BrowserWindow({
    title: 'Latchkey',
    width: 1280,
    height: 820,
    minWidth: 800,
    minHeight: 600,
    show: false,
    autoHideMenuBar: true,
    webPreferences: { ...windowPreferences, devTools, preload, session: own },
  })
  window.once('ready-to-show', () => {
    window.show()
  })
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore()
    window.focus()
  })
  await window.loadURL(deskUrl)
}

function closeBeforeQuit(close: () => Promise<void>): void {
  let state: 'open' | 'closing' | 'closed' = 'open'
  app.on('before-quit', (event) => {
    if (state === 'closed') return
    event.preventDefault()
    if (state === 'closing') return
    state = 'closing'
    void close().finally(() => {
      state = 'closed'
      app.quit()
    })
  })
}
