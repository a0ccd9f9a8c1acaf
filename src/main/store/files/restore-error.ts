import type { StoreProblem } from '../../../shared/model/problems.ts'

/** Lists why a restore can be refused, besides what can be wrong with any store. */
export type RestoreFault = StoreProblem | 'leads-nowhere' | 'same-file' | 'not-sound' | 'being-read'

/** Says why nothing was restored, and which file is in the way. */
export class RestoreError extends Error {
  readonly fault: RestoreFault
  readonly place: string

  constructor(fault: RestoreFault, place: string, options?: ErrorOptions) {
    super(`nothing was restored: ${fault} (${place})`, options)
    this.name = 'RestoreError'
    this.fault = fault
    this.place = place
  }
}
