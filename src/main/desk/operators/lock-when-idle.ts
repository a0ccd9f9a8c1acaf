import type { OpenDesk } from '../open-desk.ts'

/** Locks a desk at which nobody was at work for the idle time; does nothing at any other. */
export function lockWhenIdle({ sessions, lock }: Pick<OpenDesk, 'sessions' | 'lock'>): void {
  if (sessions.isIdle()) lock('desk', 'idle')
}
