import type { Clock, Random } from '../../../shared/model/ports.ts'
import { Problem } from '../../../shared/model/problems.ts'
import type { Secret } from '../../../shared/model/secret.ts'

const draftLife = 10 * 60_000

/** Carries a generated password that waits in the desk for its change. */
export interface Draft {
  id: string
  accountId: string
  secret: Secret
  expiresAt: number
}

/** Keeps generated passwords in memory until they are used, run out, or the desk is locked. */
export interface Drafts {
  put(accountId: string, secret: Secret): Draft
  /** Gives a draft; fails with `DRAFT_GONE` where it has run out. */
  get(draftId: string): Draft
  clear(): void
}

/** Makes a keeper of drafts with none in it. */
export function createDrafts({ clock, random }: { clock: Clock; random: Random }): Drafts {
  const drafts = new Map<string, Draft>()
  return {
    put(accountId, secret) {
      for (const [id, old] of drafts) if (old.expiresAt <= clock.now()) drafts.delete(id)
      const draft = { id: random.uuid(), accountId, secret, expiresAt: clock.now() + draftLife }
      drafts.set(draft.id, draft)
      return draft
    },
    get(draftId) {
      const draft = drafts.get(draftId)
      if (draft === undefined || draft.expiresAt <= clock.now()) throw new Problem('DRAFT_GONE')
      return draft
    },
    clear: () => {
      drafts.clear()
    },
  }
}
