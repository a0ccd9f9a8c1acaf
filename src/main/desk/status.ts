import type { z } from 'zod'
import type { statusSchema } from '../../shared/contract/session.ts'
import { defaultDeskSettings } from '../../shared/model/desk-settings.ts'
import type { StoreError } from '../store/store-error.ts'
import { storeMeta } from '../store/store-meta.ts'
import type { OpenDesk } from './open-desk.ts'
import { defaultPreferences, readPreferences } from './preferences.ts'

/** Carries what a page may know before anybody has signed in. */
export type DeskStatus = z.infer<typeof statusSchema>

/** Says how the desk stands for one caller. */
export function deskStatus(at: {
  storePath: string
  version: string
  door: 'window' | 'browser' | 'command'
  failure: StoreError | null
  caller: string
  desk: OpenDesk | null
}): DeskStatus {
  const { desk, failure, storePath: path } = at
  const operator = desk?.sessions.operatorOf(at.caller) ?? null
  const { idleLockMs, clipboardMs } = desk?.settings.current() ?? defaultDeskSettings
  return {
    product: { version: at.version, door: at.door === 'window' ? 'window' : 'browser' },
    store:
      desk !== null
        ? { state: 'ready', path }
        : failure === null
          ? { state: 'none', path }
          : { state: 'unavailable', path, problem: failure.problem, holder: failure.holder },
    operator,
    rotationRunning: desk?.rotations.isAny() ?? false,
    recoveryKeyUnproven: desk !== null && !storeMeta(desk.store).isRecoveryProven(),
    preferences: desk === null ? defaultPreferences : readPreferences(desk.store, operator?.id ?? null),
    idleLockMs,
    clipboardMs,
  }
}
