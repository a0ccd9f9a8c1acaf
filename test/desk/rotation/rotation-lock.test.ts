import { afterAll, beforeAll, expect, it } from 'vitest'
import { administrator, page, startTestDesk, type TestDesk } from '../../support/test-desk.ts'
import { done, gate, startRotatedBackend } from './rotation-desk.ts'

let at: TestDesk
beforeAll(async () => {
  at = await startTestDesk({ builtInStarts: 'when-asked' })
})
afterAll(() => at.end())

it('goes on behind a lock, of which a stranger hears nothing else, and lets go of the keys when it ends', async () => {
  const arrived = gate()
  const { opened, open } = gate()
  const backend = await startRotatedBackend(at, 3, (nth, ...how) => {
    if (nth === 1) arrived.open()
    void opened.then(() => {
      done(...how)
    })
  })
  const { rotations } = at.desk
  const { id } = await rotations.plan(at.ada, {
    backendId: backend.backendId,
    accounts: 'all',
    passwordLength: 20,
  })
  const topics: string[] = []
  const listening = (async () => {
    for await (const event of at.desk.watch(undefined)) topics.push(JSON.stringify(event))
  })()
  expect(at.desk.status('a stranger').rotationRunning).toBe(false)
  rotations.start(at.ada, { rotationId: id, confirmation: backend.name })
  await arrived.opened
  at.desk.lock('ada')
  await listening
  // Progress is told without data: only that the page should read again.
  expect(topics).toContain('{"topic":"rotation"}')
  expect(topics.at(-1)).toBe('{"topic":"locked"}')

  const status = at.desk.status('a stranger')
  expect(status).toMatchObject({ operator: null, rotationRunning: true })
  expect(JSON.stringify(status)).not.toMatch(new RegExp(`${id}|${backend.name}|admin-001`))
  // The keys are still there for the rotation, and for nothing that an operator would have to ask for.
  open()
  await rotations.settled(id)
  expect(at.desk.status('a stranger').rotationRunning).toBe(false)
  expect(() => at.desk.admins.reveal(at.ada, backend.accountIds[0] ?? '')).toThrow('accounts')

  const ada = await at.desk.signIn(page, administrator)
  expect(rotations.get({ rotationId: id, after: 0, limit: 10 })).toMatchObject({
    rotation: { state: 'first-done', counts: { confirmed: 1, waiting: 2 } },
  })
  expect(at.desk.admins.reveal(ada, backend.accountIds[0] ?? '').password).toBe(backend.asked[0]?.newPassword)
  // The rest is locked in the middle, and carries out every account that was left.
  const inTheRest = gate()
  rotations.continueWithRest(ada, id)
  const watching = (async () => {
    for await (const { topic } of at.desk.watch(undefined)) if (topic === 'rotation') inTheRest.open()
  })()
  await inTheRest.opened
  at.desk.lock('ada')
  await Promise.all([watching, rotations.settled(id)])
  expect(rotations.get({ rotationId: id, after: 0, limit: 10 }).rotation).toMatchObject({
    state: 'ended',
    counts: { confirmed: 3 },
  })
  expect(() => at.desk.admins.reveal(ada, backend.accountIds[2] ?? '')).toThrow('accounts')
})

it('takes its keys only from who holds them: an operator who signs in meanwhile keeps theirs', async () => {
  const { opened, open } = gate()
  const arrived = gate()
  const ada = await at.desk.signIn(page, administrator)
  const backend = await startRotatedBackend({ desk: at.desk, ada }, 1, (_, ...how) => {
    arrived.open()
    void opened.then(() => {
      done(...how)
    })
  })
  const { rotations } = at.desk
  const wish = { backendId: backend.backendId, accounts: 'all', passwordLength: 20 } as const
  const { id } = await rotations.plan(ada, wish)
  rotations.start(ada, { rotationId: id, confirmation: backend.name })
  await arrived.opened
  at.desk.lock('ada')
  await at.desk.signIn(page, administrator)
  open()
  await rotations.settled(id)
  expect(at.desk.admins.reveal(ada, backend.accountIds[0] ?? '').password).toBe(backend.asked[0]?.newPassword)
})
