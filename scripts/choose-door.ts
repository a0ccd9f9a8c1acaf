/** Names how the desk opens: in a window, in the browser with a word why, or after fetching Electron's binary. */
export type Door = { door: 'window' } | { door: 'browser'; because?: string } | { door: 'fetch' }

/** Holds what the choice depends on. */
export interface Circumstances {
  asked: 'browser' | 'electron' | null
  platform: NodeJS.Platform
  env: NodeJS.ProcessEnv
  /** Is 0 for root; absent where the platform has no such thing. */
  uid: number | undefined
  electronHere: boolean
  /** Says why the last try to fetch Electron's binary failed, if it did. */
  failure: string | null
}

/** Chooses the door through which the desk opens. */
export function chooseDoor(circumstances: Circumstances): Door {
  const { asked, platform, env, uid, electronHere, failure } = circumstances
  if (asked === 'browser') return { door: 'browser' }
  if (platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']) {
    return { door: 'browser', because: 'There is no display for a window here' }
  }
  if (platform === 'linux' && uid === 0) {
    return { door: 'browser', because: "Electron's sandbox does not run for root" }
  }
  if (electronHere) return { door: 'window' }
  if (failure === null || asked === 'electron') return { door: 'fetch' }
  return { door: 'browser', because: withoutElectron(failure) }
}

/** Says in one line why there is no window, and what would help. */
export function withoutElectron(failure: string): string {
  return `Electron's binary could not be fetched (${failure}); to try again, set ELECTRON_MIRROR to a mirror and run "npm start -- --electron"`
}
