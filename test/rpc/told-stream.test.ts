import { ORPCError } from '@orpc/server'
import { describe, expect, it } from 'vitest'
import { toldStream } from '../../src/main/rpc/told-stream.ts'
import { Problem } from '../../src/shared/model/problems.ts'

async function* failsAfterOne(error: Error): AsyncGenerator<number, void> {
  yield await Promise.resolve(1)
  throw error
}

const follow = async (error: Error): Promise<{ pieces: number[]; failure: unknown }> => {
  const pieces: number[] = []
  try {
    for await (const piece of toldStream(failsAfterOne(error))) pieces.push(piece)
  } catch (failure) {
    return { pieces, failure }
  }
  return { pieces, failure: null }
}

describe('a stream that fails on its way', () => {
  it('keeps the code and the facts of a problem, so that the page can say what happened', async () => {
    const { pieces, failure } = await follow(new Problem('NOT_FOUND', { what: 'public key' }))
    expect(pieces).toEqual([1])
    expect(failure).toBeInstanceOf(ORPCError)
    expect(failure).toMatchObject({
      code: 'NOT_FOUND',
      status: 404,
      data: { what: 'public key' },
      defined: true,
    })
  })

  it('makes no problem of what is none', async () => {
    const error = new Error('of the system')
    expect((await follow(error)).failure).toBe(error)
  })
})
