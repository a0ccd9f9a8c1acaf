import type { z } from 'zod'
import type { statusSchema } from '../../../shared/contract/session.ts'
import { defaultDeskSettings } from '../../../shared/model/desk-settings.ts'
import { storeMeta } from '../../store/store-meta.ts'
import type { DeskHolder } from '../desk-holder.ts'
import { defaultPreferences, readPreferences } from '../settings/preferences.ts'

/** Carries what a page may know before anybody has signed in. */
export type DeskStatus = z.infer<typeof statusSchema>

/** Says how the desk stands for one caller. */
export function deskStatus(at: {
  storePath: string
  version: string
  door: 'window' | 'browser' | 'command'
  holder: Pick<DeskHolder, 'current' | 'failure' | 'isExchanging' | 'exchanged'>
  caller: string
}): DeskStatus {
  const { holder } = at
  const desk = holder.current()
  const operator = desk?.sessions.operatorOf(at.caller) ?? null
  const { idleLockMs, clipboardMs } = desk?.settings.current() ?? defaultDeskSettings
  return {
    product: { version: at.version, door: at.door === 'window' ? 'window' : 'browser' },
    store: storeStatus(at.storePath, holder),
    exchanged: holder.exchanged(),
    operator,
    rotationRunning: desk?.rotations.isAny() ?? false,
    recoveryKeyUnproven: desk !== null && !storeMeta(desk.store).isRecoveryProven(),
    preferences: desk === null ? defaultPreferences : readPreferences(desk.store, operator?.id ?? null),
    idleLockMs,
    clipboardMs,
  }
}

function storeStatus(
  path: string,
  { current, failure, isExchanging }: Pick<DeskHolder, 'current' | 'failure' | 'isExchanging'>,
): DeskStatus['store'] {
  if (current() !== null) return { state: 'ready', path }
  if (isExchanging()) return { state: 'restoring', path }
  const found = failure()
  if (found === null) return { state: 'none', path }
  return { state: 'unavailable', path, problem: found.problem, holder: found.holder }
}
