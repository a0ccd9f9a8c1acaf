import type { MessagePort } from 'node:worker_threads'
import type { OtherEventFilter } from '../store/audit/other-event-cells.ts'
import { openOtherEvents, type OtherEvents } from '../store/audit/other-events.ts'
import { StoreError } from '../store/store-error.ts'
import { eventHeaders, eventLine, type EventFormat } from './event-text.ts'
import { asOtherAnswer } from './other-answer.ts'

/** Asks for another file's events as text; a piece is posted to the port each time that the other end asks. */
export interface OtherExportTask {
  path: string
  filter: OtherEventFilter
  format: EventFormat
  port: MessagePort
}

/** Carries a piece of another file's export, and how many of its events have been looked at. */
export interface OtherExportPiece {
  text: string
  done: number
  total: number
}

const mostEvents = 1000
const mostSigns = 400_000

/**
 * Hands on what a filter lets through, oldest first, in one pass and one read transaction, until the port is closed; in
 * place of a text that no Latchkey writes as long stands how long it is. A file that cannot be read to its end is told of
 * as damaged: half of an audit is none.
 */
export async function exportOtherEvents({ path, filter, format, port }: OtherExportTask): Promise<void> {
  const isAskedOn = askedBy(port)
  try {
    await tell(path, async (events) => {
      const pieces = piecesOf(events, filter, format)
      while (await isAskedOn()) {
        const { value, done } = pieces.next()
        port.postMessage({ value: done === true ? null : value })
        if (done === true) return
      }
    })
  } catch (error) {
    port.postMessage(asOtherAnswer(error))
  } finally {
    port.close()
  }
}

async function tell(path: string, work: (events: OtherEvents) => Promise<void>): Promise<void> {
  const events = openOtherEvents(path)
  try {
    await work(events)
  } catch (error) {
    throw error instanceof StoreError ? error : new StoreError('damaged', null, { cause: error })
  } finally {
    events.close()
  }
}

function* piecesOf(
  events: OtherEvents,
  filter: OtherEventFilter,
  format: EventFormat,
): Generator<OtherExportPiece, void> {
  const total = events
    .stretches({}, false, () => false)
    .reduce((count, { matches, unnumbered }) => count + matches + unnumbered, 0)
  const header = eventHeaders[format]
  let text = header === null ? '' : `${header}\n`
  let done = 0
  for (const { event, matches } of events.events(filter)) {
    done++
    if (matches) text += `${eventLine(event, format)}\n`
    if (done % mostEvents !== 0 && text.length < mostSigns) continue
    yield { text, done, total }
    text = ''
  }
  yield { text, done, total }
}

/** Gives what waits until the other end asks for the next piece; false once it has closed the port. */
function askedBy(port: MessagePort): () => Promise<boolean> {
  let asked = 0
  let isClosed = false
  let wake: () => void = () => undefined
  port.on('message', () => {
    asked++
    wake()
  })
  port.on('close', () => {
    isClosed = true
    wake()
  })
  return async () => {
    while (asked === 0 && !isClosed)
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    asked--
    return !isClosed
  }
}
