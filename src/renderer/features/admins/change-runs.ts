import { defineStore } from 'pinia'
import { reactive } from 'vue'
import type { DeskClient } from '../../../shared/contract/index.ts'
import { useDesk } from '../../composables/desk.ts'

/** Carries what a change is called with. */
export type ChangeInput = Parameters<DeskClient['admins']['change']>[0]

/** Carries what a change gave back. */
export type ChangeResult = Awaited<ReturnType<DeskClient['admins']['change']>>

/** Carries one change as this page follows it: under way, done, or failed at the desk itself. */
export type ChangeRun =
  | { phase: 'sending'; startedAt: number }
  | { phase: 'done'; result: ChangeResult }
  | { phase: 'failed'; error: unknown }

/** Holds the changes that this page has begun, so that one goes on when its dialog closes or the page changes. */
export const useChangeRuns = defineStore('change-runs', () => {
  const { desk } = useDesk()
  const runs = reactive(new Map<string, ChangeRun>())

  const send = async (input: ChangeInput): Promise<void> => {
    runs.set(input.accountId, { phase: 'sending', startedAt: Date.now() })
    try {
      runs.set(input.accountId, { phase: 'done', result: await desk.admins.change(input) })
    } catch (error) {
      runs.set(input.accountId, { phase: 'failed', error })
    }
  }

  return {
    send,
    /** Gives the change of an account that is under way or not yet looked at. */
    of: (accountId: string): ChangeRun | null => runs.get(accountId) ?? null,
    /** Forgets a change once its end has been looked at. */
    settle: (accountId: string): void => {
      if (runs.get(accountId)?.phase !== 'sending') runs.delete(accountId)
    },
  }
})
