import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { CommandError, type CommandContext } from './command.ts'

/** Makes the way to ask at a terminal: the question goes to `output`, and a hidden answer is shown nowhere. */
export function askAtTerminal(
  input: NodeJS.ReadableStream & { isTTY?: boolean },
  output: NodeJS.WritableStream,
): CommandContext['ask'] {
  return async (question, { hidden }) => {
    if (input.isTTY !== true)
      throw new CommandError(`${question} is not given, and there is no terminal to ask at.`)
    const silence = new Writable({
      write(_chunk, _encoding, done) {
        done()
      },
    })
    output.write(`${question}: `)
    const lines = createInterface({ input, output: hidden ? silence : output, terminal: true })
    const stop = new AbortController()
    lines.once('SIGINT', () => stop.abort()).once('close', () => stop.abort())
    try {
      return await lines.question('', { signal: stop.signal })
    } catch (cause) {
      if (stop.signal.aborted) throw new CommandError(`${question} was not typed.`)
      throw cause
    } finally {
      lines.close()
      if (hidden) output.write('\n')
    }
  }
}

/** Reads a stream of text to its end. */
export async function readToEnd(input: AsyncIterable<Uint8Array | string>): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of input) chunks.push(Buffer.from(chunk as Uint8Array))
  return Buffer.concat(chunks).toString('utf8')
}
