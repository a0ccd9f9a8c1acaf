import { afterAll, beforeAll, expect, it } from 'vitest'
import { addOperator, ownPassword } from '../../support/add-operator.ts'
import { cheapSlots } from '../../support/cheap-slots.ts'
import { startTestDesk, type TestDesk } from '../../support/test-desk.ts'
import { done, gate, startRotatedBackend } from './rotation-desk.ts'

let at: TestDesk
beforeAll(async () => {
  at = await startTestDesk({ builtInStarts: 'when-asked', resources: cheapSlots })
})
afterAll(() => at.end())

it.each<[what: string, end: (id: string) => unknown]>([
  ['is disabled', (id: string) => at.desk.operators.disable(at.ada, id)],
  ['gets another role', (id: string) => at.desk.operators.setRole(at.ada, { id, role: 'auditor' })],
])(
  'stops after the account under way when whoever began it %s, and another administrator goes on',
  { timeout: 60_000 },
  async (what, end) => {
    const name = `eve who ${what}`.replaceAll(' ', '.')
    const eve = await addOperator(at, { name, role: 'administrator' })
    await at.desk.signIn('eve’s page', { name, password: ownPassword })
    const second = gate()
    const { opened, open } = gate()
    const backend = await startRotatedBackend(at, 5, (nth, ...how) => {
      if (nth !== 2) {
        done(...how)
        return
      }
      second.open()
      void opened.then(() => {
        done(...how)
      })
    })
    const { rotations } = at.desk
    const { id } = await rotations.plan(eve, {
      backendId: backend.backendId,
      accounts: 'all',
      passwordLength: 20,
    })
    rotations.start(eve, { rotationId: id, confirmation: backend.name })
    await rotations.settled(id)
    rotations.continueWithRest(eve, id)
    await second.opened
    await end(eve.id)
    open()
    await rotations.settled(id)
    expect(backend.asked).toHaveLength(2)
    expect(rotations.get({ rotationId: id, after: 0, limit: 10 }).rotation).toMatchObject({
      state: 'stopped',
      stopReason: 'operator-gone',
      counts: { confirmed: 2, waiting: 3 },
    })
    const { events } = at.desk.audit.list({ action: 'rotation.stopped' }, { before: undefined, limit: 1 })
    expect(events).toMatchObject([{ actor: 'ada', detail: { rotation: id, reason: 'operator-gone' } }])
    rotations.resume(at.ada, { rotationId: id, confirmation: backend.name })
    await rotations.settled(id)
    expect(backend.asked).toHaveLength(5)
  },
)

it(
  'goes on when somebody else is disabled, or whoever began it changes their own password',
  { timeout: 60_000 },
  async () => {
    const eve = await addOperator(at, { name: 'eve', role: 'administrator' })
    const mole = await addOperator(at, { name: 'mole', role: 'administrator' })
    await at.desk.signIn('eve’s page', { name: 'eve', password: ownPassword })
    const first = gate()
    const { opened, open } = gate()
    const backend = await startRotatedBackend(at, 3, (nth, ...how) => {
      if (nth === 2) first.open()
      void (nth === 2 ? opened : Promise.resolve()).then(() => {
        done(...how)
      })
    })
    const { rotations } = at.desk
    const { id } = await rotations.plan(eve, {
      backendId: backend.backendId,
      accounts: 'all',
      passwordLength: 20,
    })
    rotations.start(eve, { rotationId: id, confirmation: backend.name })
    await rotations.settled(id)
    rotations.continueWithRest(eve, id)
    await first.opened
    at.desk.operators.disable(at.ada, mole.id)
    const next = 'another lantern over the water'
    await at.desk.operators.changeOwnPassword('eve’s page', eve, { current: ownPassword, next })
    open()
    await rotations.settled(id)
    expect(rotations.get({ rotationId: id, after: 0, limit: 10 }).rotation).toMatchObject({
      state: 'ended',
      counts: { confirmed: 3 },
    })
  },
)
