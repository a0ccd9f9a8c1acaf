import type { StoreHolder, StoreProblem } from '../../shared/model/problems.ts'

/** Says why a store cannot be used, and who holds it where that is the reason. */
export class StoreError extends Error {
  readonly problem: StoreProblem
  readonly holder: StoreHolder | null

  constructor(problem: StoreProblem, holder: StoreHolder | null = null, options?: ErrorOptions) {
    super(`the store cannot be used: ${problem}`, options)
    this.name = 'StoreError'
    this.problem = problem
    this.holder = holder
  }
}
