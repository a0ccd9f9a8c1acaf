import { asAnswer } from './errors.ts'

/** Passes a stream on and turns what ends it early into an answer: the guard has let go of it by then. */
export async function* toldStream<T>(source: AsyncIterable<T>): AsyncGenerator<T, void> {
  try {
    yield* source
  } catch (error) {
    throw asAnswer(error)
  }
}
