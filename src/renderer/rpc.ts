import { createORPCClient, ORPCError } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { DeskClient } from '../shared/contract/index.ts'

/** Says what is wrong between the page and the desk, beyond the answer to one call. */
export type LinkTrouble = 'link-spent' | 'no-answer' | 'session-ended' | 'restoring'

/** Marks a call that was not carried out because the operator did not give their password. */
export class StepUpDeclined extends Error {
  constructor() {
    super('step-up declined')
    this.name = 'StepUpDeclined'
  }
}

/** Marks a call that got no answer at all. */
export class NoAnswer extends Error {
  constructor(cause: unknown) {
    super('no answer', { cause })
    this.name = 'NoAnswer'
  }
}

/** Gives the client what it needs of the page. */
export interface DeskClientOptions {
  /** Addresses the page; the procedures live under `/rpc` beside it. */
  page: string
  /** Is null in the window, where the host itself knows its caller. */
  bearer: string | null
  fetch: typeof fetch
  /** Asks the operator for their password; says whether it was given. */
  askStepUp: () => Promise<boolean>
  onTrouble: (trouble: LinkTrouble) => void
  onAnswer: () => void
}

const codeIn = (body: unknown): unknown => {
  if (typeof body !== 'object' || body === null) return undefined
  if ('code' in body) return body.code
  return 'json' in body ? codeIn(body.json) : undefined
}

const saysNoBearer = async (response: Response): Promise<boolean> => {
  if (response.status !== 401) return false
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null)
  return codeIn(body) === 'NO_BEARER'
}

const isCode = (error: unknown, code: string): boolean => error instanceof ORPCError && error.code === code

const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError'

/** Makes the typed client of the desk: it carries the bearer, asks for step-up and goes on, and reports trouble. */
export const createDeskClient = (options: DeskClientOptions): DeskClient => {
  const send = async (request: Request): Promise<Response> => {
    try {
      const response = await options.fetch(request)
      if (await saysNoBearer(response)) options.onTrouble('link-spent')
      else options.onAnswer()
      return response
    } catch (error) {
      if (isAbort(error) || request.signal.aborted) throw error
      options.onTrouble('no-answer')
      throw new NoAnswer(error)
    }
  }
  const link = new RPCLink({
    url: new URL('/rpc', options.page).href,
    headers: () => (options.bearer === null ? {} : { authorization: `Bearer ${options.bearer}` }),
    fetch: send,
    interceptors: [
      async (call) => {
        try {
          return await call.next()
        } catch (error) {
          if (isCode(error, 'NOT_SIGNED_IN')) options.onTrouble('session-ended')
          if (isCode(error, 'RESTORING')) options.onTrouble('restoring')
          if (!isCode(error, 'STEP_UP_REQUIRED')) throw error
          if (!(await options.askStepUp())) throw new StepUpDeclined()
          return await call.next()
        }
      },
    ],
  })
  return createORPCClient(link)
}
