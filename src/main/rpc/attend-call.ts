/** Holds what is being answered: a request that the garbage collector takes no longer passes its abort on. */
const attended = new Set<Request>()

/**
 * Answers a request, its body read already, under a signal that fires when the caller goes. Electron tells of that only
 * by cancelling the answer's stream; there, a call without a stream runs to its end.
 */
export async function attendCall(
  request: Request,
  body: Uint8Array<ArrayBuffer>,
  answer: (request: Request) => Promise<Response>,
): Promise<Response> {
  const gone = new AbortController()
  const leave = (): void => {
    gone.abort()
  }
  const { method, headers, signal } = request
  const call = new Request(request.url, { method, headers, body, signal: gone.signal })
  const release = (): void => {
    signal.removeEventListener('abort', leave)
    attended.delete(request)
    attended.delete(call)
  }
  attended.add(request).add(call)
  signal.addEventListener('abort', leave)
  if (signal.aborted) leave()
  try {
    const answered = await answer(call)
    if (answered.body === null) release()
    return answered.body === null ? answered : new Response(watched(answered.body, leave, release), answered)
  } catch (error) {
    release()
    throw error
  }
}

function watched(
  stream: ReadableStream<Uint8Array>,
  cancelled: () => void,
  ended: () => void,
): ReadableStream<Uint8Array> {
  const reader = stream.getReader()
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read()
        if (!done) {
          controller.enqueue(value)
          return
        }
        ended()
        controller.close()
      } catch (error) {
        ended()
        controller.error(error)
      }
    },
    async cancel(reason) {
      cancelled()
      ended()
      await reader.cancel(reason)
    },
  })
}
