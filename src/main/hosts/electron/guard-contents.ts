import type { Session, WebContents } from 'electron'
import { deskUrl } from './desk-scheme.ts'

/** Keeps a page where it is: it can't go elsewhere, open a window or attach a web view. */
export function guardContents(contents: WebContents): void {
  const stay = (event: { url: string; preventDefault: () => void }): void => {
    if (event.url.split('#')[0] !== deskUrl) event.preventDefault()
  }
  contents.on('will-navigate', stay)
  contents.on('will-frame-navigate', stay)
  contents.on('will-redirect', stay)
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
  })
  // The window shows no question of its own: a page that asks one would make closing do nothing, without a word.
  contents.on('will-prevent-unload', (event) => {
    event.preventDefault()
  })
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

/** Denies the page every permission and device but writing plain content to the clipboard. */
export function guardSession(session: Session): void {
  const granted = 'clipboard-sanitized-write'
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    answer(permission === granted)
  })
  session.setPermissionCheckHandler((_contents, permission) => permission === granted)
  session.setDevicePermissionHandler(() => false)
}
