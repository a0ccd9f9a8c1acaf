/** Carries what a host knows of a call before the desk does: who calls, and through which door. */
export interface CallContext {
  caller: string
  door: 'window' | 'browser'
}
