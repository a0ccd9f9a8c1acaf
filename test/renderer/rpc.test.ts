// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { createDeskClient, NoAnswer, StepUpDeclined, type LinkTrouble } from '../../src/renderer/rpc.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'

/** Reveals a password to an operator who gave their own; counts how often it was asked. */
const guardedReveal = () => {
  const state = { steppedUp: false, calls: 0 }
  const reveal = on.admins.reveal.handler(({ errors }) => {
    state.calls += 1
    if (!state.steppedUp) throw errors.STEP_UP_REQUIRED()
    return { password: 'OpenIM@123' }
  })
  return { state, procedures: { admins: { reveal } } }
}
const rawClient = (answer: (request: Request) => Promise<Response>) => {
  const troubles: LinkTrouble[] = []
  let answers = 0
  const desk = createDeskClient({
    page: 'app://desk/index.html#/admins',
    bearer: null,
    fetch: (request) => answer(request as Request),
    askStepUp: () => Promise.resolve(false),
    onTrouble: (trouble) => troubles.push(trouble),
    onAnswer: () => (answers += 1),
  })
  return { desk, troubles, answers: () => answers }
}

describe('a call that needs the password once more', () => {
  it('asks for it and then goes on by itself', async () => {
    const { state, procedures } = guardedReveal()
    const { desk, notes } = deskOverRpc(procedures, {
      stepUp: () => {
        state.steppedUp = true
        return Promise.resolve(true)
      },
    })
    expect(await desk.admins.reveal({ accountId: 'a' })).toEqual({ password: 'OpenIM@123' })
    expect([notes.asked, state.calls]).toEqual([1, 2])
  })

  it('is not repeated where the password was not given', async () => {
    const { state, procedures } = guardedReveal()
    const { desk, notes } = deskOverRpc(procedures)
    await expect(desk.admins.reveal({ accountId: 'a' })).rejects.toBeInstanceOf(StepUpDeclined)
    expect([notes.asked, state.calls]).toEqual([1, 1])
  })

  it('is repeated once and not for ever', async () => {
    const { procedures } = guardedReveal()
    const { desk, notes } = deskOverRpc(procedures, { stepUp: () => Promise.resolve(true) })
    await expect(desk.admins.reveal({ accountId: 'a' })).rejects.toMatchObject({ code: 'STEP_UP_REQUIRED' })
    expect(notes.asked).toBe(1)
  })
})

describe('the link to the desk', () => {
  const status = {
    session: { touch: on.session.touch.handler(() => ({ lockAt: '2030-01-01T00:00:00.000Z' })) },
  }

  it('carries the bearer of the browser host', async () => {
    const { desk, notes } = deskOverRpc(status, { bearer: 'the-bearer' })
    await desk.session.touch()
    expect(notes.requests.map(({ headers }) => headers.get('authorization'))).toEqual(['Bearer the-bearer'])
  })

  it('carries no such header in the window', async () => {
    const { desk, notes } = deskOverRpc(status)
    await desk.session.touch()
    expect(notes.requests.map(({ headers }) => headers.has('authorization'))).toEqual([false])
  })

  it('finds the procedures beside the page, under the scheme of the window too', async () => {
    const seen: string[] = []
    const { desk } = rawClient((request) => {
      seen.push(request.url)
      return Promise.resolve(new Response('{}', { status: 404 }))
    })
    await desk.session.touch().catch(() => undefined)
    expect(seen).toEqual(['app://desk/rpc/session/touch'])
  })

  it.each(['{"code":"NO_BEARER"}', '{"json":{"code":"NO_BEARER","message":""}}'])(
    'tells when the bearer counts no more: %s',
    async (body) => {
      const { desk, troubles, answers } = rawClient(() =>
        Promise.resolve(new Response(body, { status: 401 })),
      )
      await expect(desk.session.status()).rejects.toThrow()
      expect([troubles, answers()]).toEqual([['link-spent'], 0])
    },
  )

  it('tells when the session has ended, which is not the same', async () => {
    const touch = on.session.touch.handler(({ errors }) => {
      throw errors.NOT_SIGNED_IN()
    })
    const { desk, notes } = deskOverRpc({ session: { touch } })
    await expect(desk.session.touch()).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
    expect(notes.troubles).toEqual(['session-ended'])
  })

  it('tells when nobody answers', async () => {
    const { desk, troubles } = rawClient(() => Promise.reject(new TypeError('Failed to fetch')))
    await expect(desk.session.status()).rejects.toBeInstanceOf(NoAnswer)
    expect(troubles).toEqual(['no-answer'])
  })

  it('takes a question that the page gave up for no trouble', async () => {
    const { desk, troubles } = rawClient(() => Promise.reject(new DOMException('aborted', 'AbortError')))
    await expect(desk.session.status()).rejects.toThrow()
    expect(troubles).toEqual([])
  })
})
