import type { SecretHolder, TakenOut } from './secret-holder.ts'

/** Reaches the clipboard as a page may; where it has no focus, a browser may refuse. */
export interface ClipboardPlaces {
  write(text: string): Promise<void>
  /** Says whether the page may look without anybody being asked. */
  mayRead(): Promise<boolean>
  read(): Promise<string>
  /** Gives a fingerprint, so that the secret itself need not be remembered. */
  digest(text: string): Promise<string>
  hasFocus(): boolean
  /** Calls back once, when the page gets the focus. */
  onceFocused(callback: () => void): void
}

/** Reaches the clipboard of the browser. */
export const browserClipboard: ClipboardPlaces = {
  write: (text) => navigator.clipboard.writeText(text),
  async mayRead() {
    // Reading where it is not settled yet would put a question before the operator; some browsers know no such name.
    try {
      const { state } = await navigator.permissions.query({ name: 'clipboard-read' as PermissionName })
      return state === 'granted'
    } catch {
      return false
    }
  },
  read: () => navigator.clipboard.readText(),
  async digest(text) {
    const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
    return bytes.join()
  },
  hasFocus: () => document.hasFocus(),
  onceFocused(callback) {
    window.addEventListener('focus', callback, { once: true })
  },
}

/**
 * Puts secrets into the clipboard as a page may. It spares what was copied since only where the browser lets it look;
 * elsewhere it empties the clipboard whatever it holds, for a secret that stays is worse.
 */
export const createBrowserHolder = (places: ClipboardPlaces): SecretHolder => {
  let fingerprint = ''

  const holdsOther = async (): Promise<boolean | null> => {
    if (!(await places.mayRead())) return null
    return places.read().then(
      async (text) => (await places.digest(text)) !== fingerprint,
      () => null,
    )
  }

  const emptyAs = async (end: TakenOut): Promise<TakenOut> => {
    try {
      await places.write('')
      return end
    } catch {
      return places.hasFocus() ? 'left' : 'waiting'
    }
  }

  return {
    async put(secret, life) {
      await places.write(secret)
      fingerprint = await places.digest(secret)
      return { life, compares: await places.mayRead() }
    },
    async takeOut() {
      const other = await holdsOther()
      return other === true ? 'replaced' : emptyAs(other === null ? 'emptied' : 'cleared')
    },
    empty: () => emptyAs('cleared'),
    onceReachable: (callback) => {
      places.onceFocused(callback)
    },
  }
}
