import type { Status } from '../../../src/renderer/composables/session.ts'

/** Gives the status of a desk whose store is open and at which nobody is signed in, but for what a test says. */
export function statusWith(other: Partial<Status> = {}): Status {
  return {
    product: { version: '0', door: 'browser' },
    store: { state: 'ready', path: '/a/store' },
    operator: null,
    exchanged: null,
    rotationRunning: false,
    recoveryKeyUnproven: false,
    preferences: { language: null, theme: 'system' },
    idleLockMs: 600_000,
    clipboardMs: 30_000,
    ...other,
  }
}
