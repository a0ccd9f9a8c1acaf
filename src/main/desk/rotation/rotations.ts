import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'
import {
  abandonRotation,
  continueWithRest,
  resumeRotation,
  startRotation,
  stopRotation,
  type ConfirmedRotation,
} from './control.ts'
import { dryRunRotation, planRotation, type RotationWish } from './plan.ts'
import { rotationReport } from './report.ts'
import { getRotation, listRotations, runningRotations } from './views.ts'

/** Gives the use cases of bulk rotation over a desk whose store is open when they are called. */
export function rotationsOf(need: () => OpenDesk) {
  return {
    dryRun: (wish: RotationWish) => dryRunRotation(need(), wish),
    plan: (by: Operator, wish: RotationWish) => planRotation(need(), by, wish),
    start: (by: Operator, given: ConfirmedRotation) => startRotation(need(), by, given),
    continueWithRest: (by: Operator, rotationId: string) => continueWithRest(need(), by, rotationId),
    stop: (by: Operator, rotationId: string) => stopRotation(need(), by, rotationId),
    resume: (by: Operator, given: ConfirmedRotation) => resumeRotation(need(), by, given),
    abandon: (by: Operator, rotationId: string) => abandonRotation(need(), by, rotationId),
    get: (query: Parameters<typeof getRotation>[1]) => getRotation(need(), query),
    report: (by: Operator, rotationId: string) => rotationReport(need(), by, rotationId),
    list: (query: Parameters<typeof listRotations>[1]) => listRotations(need(), query),
    running: () => runningRotations(need()),
    /** Waits until a rotation does not run; fails where its work failed. */
    settled: (rotationId: string) => need().rotations.settled(rotationId),
  }
}
