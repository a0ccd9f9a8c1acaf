import { Writable } from 'node:stream'
import { expect, it } from 'vitest'
import { lineWriter } from '../../src/main/cli/write-line.ts'

/** Makes a stream whose reader is gone, as the system says it. */
const broken = (code: string): Writable =>
  new Writable({
    write(_chunk, _encoding, done) {
      done(Object.assign(new Error(`write ${code}`), { code }))
    },
  })

it('writes line by line', () => {
  const written: string[] = []
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written.push(chunk.toString())
      done()
    },
  })
  const write = lineWriter(stream)
  write('one')
  write('two')
  expect(written).toEqual(['one\n', 'two\n'])
})

it('goes on where nobody reads any more: the exit code is still the one that was found', async () => {
  const stream = broken('EPIPE')
  const write = lineWriter(stream)
  write('one')
  await new Promise((resolve) => stream.once('close', resolve))
  expect(() => {
    write('two')
  }).not.toThrow()
})

it('does not pass over any other failure', () => {
  const stream = broken('EPIPE')
  lineWriter(stream)
  expect(() => stream.emit('error', Object.assign(new Error('no space'), { code: 'ENOSPC' }))).toThrow(
    'no space',
  )
})
