import type { Desk } from '../desk.ts'
import type { guarded } from './guard.ts'

type Procedures = Pick<ReturnType<typeof guarded>, 'exchanges' | 'contradictions'>

/** Answers the parts of the contract that tell what was sent, and which contradictions the answers met. */
export function exchangesProcedures(on: Procedures, desk: Desk) {
  return {
    exchanges: {
      list: on.exchanges.list.handler(({ input }) => desk.exchanges.list(input)),
      get: on.exchanges.get.handler(({ input }) => desk.exchanges.get(input.id)),
    },
    contradictions: { list: on.contradictions.list.handler(() => desk.contradictions.list()) },
  }
}
