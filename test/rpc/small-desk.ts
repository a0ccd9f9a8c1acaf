import { eventIterator, oc } from '@orpc/contract'
import { implement } from '@orpc/server'
import { z } from 'zod'

/** Describes a desk of six procedures: one of each kind that a way in has to carry. */
export const smallContract = {
  greet: oc
    .input(z.object({ name: z.string().max(20) }))
    .output(z.object({ greeting: z.string(), caller: z.string() })),
  look: oc
    .errors({ NOT_THERE: { status: 404, data: z.object({ what: z.string() }) } })
    .input(z.object({ what: z.string() }))
    .output(z.void()),
  secret: oc.errors({ NOT_SIGNED_IN: { status: 401 } }).output(z.string()),
  stumble: oc.output(z.void()),
  wait: oc.output(z.void()),
  watch: oc.output(eventIterator(z.object({ count: z.int() }))),
}

/** Tells a test what the small desk has been through. */
interface SmallDeskLog {
  greeted: number
  waits: number
  abortedWaits: number
  endedWatches: number
  reported: unknown[]
}

/** Makes a small desk whose secret is for one caller alone. */
export function createSmallDesk(friend: (caller: string) => boolean) {
  const log: SmallDeskLog = { greeted: 0, waits: 0, abortedWaits: 0, endedWatches: 0, reported: [] }
  const of = implement(smallContract).$context<{ caller: string }>()

  async function* counts(signal: AbortSignal | undefined) {
    try {
      yield { count: 1 }
      yield { count: 2 }
      await untilAborted(signal)
    } finally {
      log.endedWatches += 1
    }
  }

  const router = of.router({
    greet: of.greet.handler(({ input, context }) => {
      log.greeted += 1
      return { greeting: `你好, ${input.name}`, caller: context.caller }
    }),
    look: of.look.handler(({ input, errors }) => {
      throw errors.NOT_THERE({ data: { what: input.what } })
    }),
    secret: of.secret.handler(({ context, errors }) => {
      if (!friend(context.caller)) throw errors.NOT_SIGNED_IN()
      return 'the secret'
    }),
    stumble: of.stumble.handler(() => {
      throw new TypeError('canary-of-an-inner-error')
    }),
    wait: of.wait.handler(async ({ signal }) => {
      log.waits += 1
      await untilAborted(signal)
      log.abortedWaits += 1
    }),
    watch: of.watch.handler(({ signal }) => counts(signal)),
  })
  return { router, log }
}

async function untilAborted(signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) throw new TypeError('a call without a signal can not be ended')
  await new Promise((resolve) => {
    if (signal.aborted) resolve(null)
    signal.addEventListener('abort', resolve)
  })
}
