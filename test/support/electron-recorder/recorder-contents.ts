import { EventEmitter } from 'node:events'
import type { HandlerDetails, WebContents } from 'electron'
import { Attempt } from './attempt.ts'
import type { Move } from './recording.ts'

/** Stands in for the contents of a window: keeps what guards them, and lets them try to leave. */
export class RecorderContents implements Pick<WebContents, 'setWindowOpenHandler'> {
  readonly #events = new EventEmitter()
  #open: Parameters<WebContents['setWindowOpenHandler']>[0] = () => ({ action: 'allow' })

  on(event: string, listener: () => void): this {
    this.#events.on(event, listener)
    return this
  }

  setWindowOpenHandler(handler: Parameters<WebContents['setWindowOpenHandler']>[0]): void {
    this.#open = handler
  }

  move(event: string, url: string): Move {
    const attempt = new Attempt(url)
    this.#events.emit(event, attempt, url)
    return attempt.prevented ? 'stays' : 'goes'
  }

  open(url: string): string {
    return this.#open({ url } as HandlerDetails).action
  }
}
