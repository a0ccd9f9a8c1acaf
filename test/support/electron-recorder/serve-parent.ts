import type { Recording } from './recording.ts'

/** Holds one request for the page's scheme, as plain values. */
export interface PlainRequest {
  url: string
  method: string
  headers: Record<string, string>
  body: string | null
}

/** Holds an answer to it. */
export interface PlainAnswer {
  status: number
  headers: Record<string, string>
  text: string
}

/** Asks the process that runs the main entry for something. */
export type Question =
  | { id: number; ask: 'recording' }
  | { id: number; ask: 'answer'; request: PlainRequest }
  | { id: number; ask: 'emit'; event: 'second-instance' | 'window-all-closed' }

/** Carries what became of a question. */
export interface Reply {
  id: number
  value?: Recording | PlainAnswer | null
  failure?: string
}

/** Takes the questions that the test's process asks. */
export interface Recorder {
  record: () => Recording
  answer: (request: Request) => Promise<Response>
  emit: (event: string) => void
}

/** Answers the test's process as long as it asks. */
export function serveParent(recorder: Recorder): void {
  process.on('message', (question: Question) => {
    const { id } = question
    reply(recorder, question).then(
      (value) => process.send?.({ id, value }),
      (error: unknown) => process.send?.({ id, failure: String(error) }),
    )
  })
}

async function reply(recorder: Recorder, question: Question): Promise<Recording | PlainAnswer | null> {
  switch (question.ask) {
    case 'recording':
      return recorder.record()
    case 'emit':
      recorder.emit(question.event)
      return null
    case 'answer': {
      const { url, ...init } = question.request
      const answer = await recorder.answer(new Request(url, init))
      return { status: answer.status, headers: Object.fromEntries(answer.headers), text: await answer.text() }
    }
  }
}
