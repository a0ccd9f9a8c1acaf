import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { languages, themes, type preferencesSchema } from '../../../shared/contract/session.ts'
import { storeMeta } from '../../store/store-meta.ts'
import type { Store } from '../../store/store.ts'
import type { OpenDesk } from '../open-desk.ts'

/** Carries the looks of a page: the language, null for the system's, and the theme. */
export type Preferences = z.infer<typeof preferencesSchema>

/** Carries what is chosen of the looks; what is not given stays. */
export type GivenPreferences = { [K in keyof Preferences]?: Preferences[K] | undefined }

/** Holds the looks of a page before anybody has chosen any. */
export const defaultPreferences: Preferences = { language: null, theme: 'system' }

/** Reads the looks that an operator chose; without one, or without a choice of theirs, those last used on this desk. */
export function readPreferences(store: Store, operatorId: string | null): Preferences {
  const last = readUnder(store, '') ?? defaultPreferences
  return operatorId === null ? last : (readUnder(store, ownPlace(operatorId)) ?? last)
}

/**
 * Keeps what is given of the looks as those last used and, where somebody is signed in at the caller, as their own;
 * leaves the rest. Without a store nothing is kept.
 */
export function setPreferences(desk: OpenDesk | null, caller: string, given: GivenPreferences): Preferences {
  if (desk === null) return { ...defaultPreferences }
  return savePreferences(desk.store, desk.sessions.operatorOf(caller)?.id ?? null, given)
}

function savePreferences(store: Store, operatorId: string | null, given: GivenPreferences): Preferences {
  const before = readPreferences(store, operatorId)
  const { language = before.language, theme = before.theme } = given
  const next = { language, theme }
  store.transaction(() => {
    writeUnder(store, '', next)
    if (operatorId !== null) writeUnder(store, ownPlace(operatorId), next)
  })
  return next
}

/** Makes the looks of whoever signs in those last used; who has chosen none keeps the ones they came in by. */
export function takeUpPreferences(store: Store, operatorId: string): void {
  const own = readPreferences(store, operatorId)
  const kept = ['', ownPlace(operatorId)].map((place) => readUnder(store, place))
  if (!kept.every((looks) => isDeepStrictEqual(looks, own))) savePreferences(store, operatorId, own)
}

const ownPlace = (operatorId: string): string => `operator/${operatorId}/`

const keptSchema = z.object({
  language: z.enum(languages).nullable().catch(null),
  theme: z.enum(themes).catch('system'),
})

function readUnder(store: Store, place: string): Preferences | null {
  const meta = storeMeta(store)
  const kept = { language: meta.preference(`${place}language`), theme: meta.preference(`${place}theme`) }
  return kept.language === undefined && kept.theme === undefined ? null : keptSchema.parse(kept)
}

function writeUnder(store: Store, place: string, { language, theme }: Preferences): void {
  const meta = storeMeta(store)
  meta.setPreference(`${place}language`, language ?? '')
  meta.setPreference(`${place}theme`, theme)
}
