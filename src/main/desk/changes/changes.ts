import { changeCandidates, changeView, openChanges, revealCandidate } from './change-views.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'
import { demandMay, demandSubject, resolveChange, type Resolution } from './resolve-change.ts'

/** Gives the use cases of unresolved changes over a desk whose store is open when they are called. */
export function changesOf(need: () => OpenDesk) {
  return {
    open: (by: Operator) => openChanges(need(), by),
    get: (by: Operator, changeId: string) => {
      demandMay(by, demandSubject(need(), changeId))
      return changeView(need(), changeId)
    },
    resolve: (by: Operator, resolution: Resolution) => {
      const desk = need()
      return desk.finishBeforeExit(resolveChange(desk, by, resolution))
    },
    candidates: (changeId: string) => changeCandidates(need(), changeId),
    reveal: (by: Operator, wanted: Parameters<typeof revealCandidate>[2]) =>
      revealCandidate(need(), by, wanted),
  }
}
