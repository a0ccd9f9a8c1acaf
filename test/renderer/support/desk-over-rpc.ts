import { implement } from '@orpc/server'
import { RPCHandler } from '@orpc/server/fetch'
import { contract, type DeskClient } from '../../../src/shared/contract/index.ts'
import { createDeskClient, type LinkTrouble } from '../../../src/renderer/rpc.ts'

/** Implements procedures of the contract, one by one, for a test. */
export const on = implement(contract)

/** Carries what a test wants to know of the link beside its answers. */
export interface LinkNotes {
  requests: Request[]
  troubles: LinkTrouble[]
  /** Counts how often the operator was asked for the password. */
  asked: number
}

/** Gives the page's own client over the real wire format, answered by the given procedures alone. */
export const deskOverRpc = (
  procedures: ConstructorParameters<typeof RPCHandler>[0],
  { stepUp = () => Promise.resolve(false), bearer = null as string | null } = {},
): { desk: DeskClient; notes: LinkNotes } => {
  const handler = new RPCHandler(procedures)
  const notes: LinkNotes = { requests: [], troubles: [], asked: 0 }
  const answer = async (request: Request): Promise<Response> => {
    notes.requests.push(request)
    const { response } = await handler.handle(request, { prefix: '/rpc', context: {} })
    return response ?? new Response(null, { status: 404 })
  }
  const desk = createDeskClient({
    page: 'http://127.0.0.1:4000/#/admins',
    bearer,
    fetch: (request) => answer(request as Request),
    askStepUp: () => {
      notes.asked += 1
      return stepUp()
    },
    onTrouble: (trouble) => notes.troubles.push(trouble),
    onAnswer: () => undefined,
  })
  return { desk, notes }
}
