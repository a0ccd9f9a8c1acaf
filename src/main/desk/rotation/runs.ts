import type { RotationStopReason } from '../../../shared/model/rotation.ts'
import type { Live } from '../live.ts'

/** Carries who asked a running rotation to stop, and why. */
export interface AskedToStop {
  by: string
  reason: Extract<RotationStopReason, 'asked' | 'desk-ended' | 'operator-gone'>
}

/** Does the work of a rotation; between two accounts it looks whether it was asked to stop. */
export type RotationWork = (askedToStop: () => AskedToStop | null) => Promise<void>

/** Knows the rotations that this desk is at work on, and keeps the keys that they need through a lock. */
export interface RotationRuns {
  isAny(): boolean
  has(rotationId: string): boolean
  /** Begins the work of a rotation in an operator's name; the promise ends with it. */
  begin(run: { rotationId: string; operatorId: string }, work: RotationWork): Promise<void>
  /** Asks a rotation to stop after the account that it is at; false where it does not run. */
  stop(rotationId: string, asked: AskedToStop): boolean
  /** Asks those to stop that an operator began who may do so no more. */
  stopThoseOf(operatorId: string, by: string): void
  /** Asks all of them to stop, because the desk ends. */
  stopAll(): void
  /** Waits until a rotation does not run; fails where its work failed. */
  settled(rotationId: string): Promise<void>
}

interface Run {
  operatorId: string
  work: Promise<void>
  asked: AskedToStop | null
}

/** Makes a registry in which no rotation runs. */
export function createRotationRuns(deps: { keepKeys: () => () => void; live: Live }): RotationRuns {
  const runs = new Map<string, Run>()
  return {
    isAny: () => runs.size > 0,
    has: (rotationId) => runs.has(rotationId),
    begin({ rotationId, operatorId }, work) {
      const letGo = deps.keepKeys()
      const run: Run = { operatorId, work: Promise.resolve(), asked: null }
      runs.set(rotationId, run)
      run.work = work(() => run.asked).finally(() => {
        runs.delete(rotationId)
        letGo()
        deps.live.publish('rotation')
      })
      return run.work
    },
    stop(rotationId, asked) {
      const run = runs.get(rotationId)
      if (run !== undefined) run.asked ??= asked
      return run !== undefined
    },
    stopThoseOf(operatorId, by) {
      for (const run of runs.values()) {
        if (run.operatorId === operatorId) run.asked ??= { by, reason: 'operator-gone' }
      }
    },
    stopAll() {
      for (const run of runs.values()) run.asked ??= { by: 'desk', reason: 'desk-ended' }
    },
    settled: (rotationId) => runs.get(rotationId)?.work ?? Promise.resolve(),
  }
}
