import { afterAll, beforeAll, expect, it } from 'vitest'
import type { RotationRecord } from '../../../src/shared/contract/rotations.ts'
import { administrator, page, startTestDesk, type TestDesk } from '../../support/test-desk.ts'
import { done, gate, startRotatedBackend } from './rotation-desk.ts'

let at: TestDesk
beforeAll(async () => {
  at = await startTestDesk()
  await at.desk.stepUp(page, at.ada, administrator.password)
})
afterAll(() => at.end())

const standing = (rows: readonly RotationRecord[] | null) => rows?.map(({ id, state }) => [id, state])
const days = [new Date(0).toISOString()]
const waiting = () => standing(at.desk.overview(at.ada, days).rotations)
const running = () => standing(at.desk.rotations.running())

it('are told of as running, or as what needs somebody, and never as both', async () => {
  const second = gate()
  const backend = await startRotatedBackend(at, 4, (nth, ...how) => {
    if (nth === 1) done(...how)
    else void second.opened.then(() => done(...how))
  })
  const { id } = await at.desk.rotations.plan(at.ada, {
    backendId: backend.backendId,
    accounts: 'all',
    passwordLength: 20,
  })
  expect([waiting(), running()]).toEqual([[], []])

  at.desk.rotations.start(at.ada, { rotationId: id, confirmation: backend.name })
  expect([waiting(), running()]).toEqual([[], [[id, 'first']]])
  await at.desk.rotations.settled(id)
  expect([waiting(), running()]).toEqual([[[id, 'first-done']], []])

  at.desk.rotations.continueWithRest(at.ada, id)
  expect([waiting(), running()]).toEqual([[], [[id, 'rest']]])
  expect(at.desk.rotations.running()[0]?.counts).toMatchObject({ confirmed: 1 })
  at.desk.rotations.stop(at.ada, id)
  second.open()
  await at.desk.rotations.settled(id)
  expect([waiting(), running()]).toEqual([[[id, 'stopped']], []])
  for (const role of ['support', 'auditor'] as const) {
    expect(at.desk.overview({ id: role, name: role, role }, days).rotations).toBeNull()
  }

  at.desk.rotations.abandon(at.ada, id)
  expect([waiting(), running()]).toEqual([[], []])
})
