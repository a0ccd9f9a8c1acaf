import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { administrator, startTestDesk, type TestDesk } from '../support/test-desk.ts'
import { asCanary, findCanaries } from '../support/canary.ts'
import {
  done,
  gate,
  hangUp,
  look,
  startRotatedBackend,
  wrongPassword,
  type RotatedBackend,
} from '../desk/rotation/rotation-desk.ts'
import { latchkey, startLatchkey, type Ended } from './latchkey.ts'

const operator = { LATCHKEY_OPERATOR: administrator.name, LATCHKEY_PASSWORD: administrator.password }
const printed: string[] = []
const closing: (() => Promise<void>)[] = []
const interrupt = { arrived: gate(), answered: gate() }
/** Holds the backends of the tests, entered while no command holds the store. */
const backends: Record<'dry' | 'named' | 'unknown' | 'interrupted', RotatedBackend> = {} as never
let at: TestDesk

beforeAll(async () => {
  at = await startTestDesk({ builtInStarts: 'when-asked' })
  const backendOf = (admins: number, onChange: Parameters<typeof startRotatedBackend>[2]) =>
    startRotatedBackend(at, admins, onChange, (close) => closing.push(close))
  backends.dry = await backendOf(2, (_, ...how) => {
    done(...how)
  })
  backends.named = await backendOf(3, (nth, ...how) => {
    ;(nth === 2 ? wrongPassword : done)(...how)
  })
  backends.unknown = await backendOf(3, (nth, ...how) => {
    ;(nth === 2 ? hangUp : done)(...how)
  })
  backends.interrupted = await backendOf(4, (nth, ...how) => {
    if (nth === 2) interrupt.arrived.open()
    void (nth === 2 ? interrupt.answered.opened : Promise.resolve()).then(() => {
      done(...how)
    })
  })
  await at.desk.close()
})
afterAll(async () => {
  await at.end()
  await Promise.all(closing.map((close) => close()))
})

interface Printed {
  rotation: { id: string; state: string; stopReason: string | null; passwordLength: number } | null
  counts: Record<string, number>
  rows: { userID: string; account: string; state: string; reason: string | null; changeId: string | null }[]
}

const rotate = async (...args: string[]): Promise<Ended & { result: Printed | null }> => {
  const ended = await latchkey(['rotate', '--store', at.storePath, ...args], { env: operator })
  printed.push(...ended.out, ...ended.err)
  expect(ended.out.length).toBeLessThan(2)
  const [line] = ended.out
  return { ...ended, result: line === undefined ? null : (JSON.parse(line) as Printed) }
}
const plans = (): number => look(at.storePath, 'SELECT id FROM rotations').length

describe('rotate', () => {
  test('changes every admin of the built-in backend, started for it: exit 0', async () => {
    const { code, result, err } = await rotate('--backend', 'built-in', '--all', '--length', '16')
    expect(result).toMatchObject({
      rotation: { state: 'ended', stopReason: null, passwordLength: 16 },
      counts: { confirmed: 3 },
    })
    expect(code).toBe(0)
    expect(err.at(-1)).toBe('3 of 3: 3 confirmed')
    expect(err).toContain('1 of 3: 1 confirmed')
  })

  test('a dry run says what would be refused, sends nothing and keeps nothing', async () => {
    const { dry } = backends
    const before = plans()
    expect(await rotate('--backend', dry.name, '--all', '--dry-run')).toMatchObject({
      code: 0,
      result: {
        rotation: null,
        counts: { waiting: 2 },
        rows: [{ userID: '1', state: 'waiting', reason: null }, {}],
      },
    })
    expect(dry.asked).toEqual([])
    expect(plans()).toBe(before)
  })

  test('takes the admins in the order in which they are named; one that is rejected makes it exit 1', async () => {
    const backend = backends.named
    const { code, result } = await rotate('--backend', backend.name, '--admins', '3, 1')
    expect(code).toBe(1)
    expect(result?.rows.map(({ userID, state, reason }) => [userID, state, reason])).toEqual([
      ['3', 'confirmed', null],
      ['1', 'rejected', 'wrong-credentials'],
    ])
    expect(backend.asked.map(({ userID }) => userID)).toEqual(['3', '1'])
  })

  test('an unknown one makes it exit 3 and says how to resolve it; its account is refused the next time', async () => {
    const backend = backends.unknown
    const first = await rotate('--backend', backend.name, '--all')
    expect(first).toMatchObject({ code: 3, result: { counts: { confirmed: 2, unknown: 1 } } })
    const { changeId } = first.result?.rows.find(({ state }) => state === 'unknown') ?? {}
    expect(first.err.at(-1)).toContain(`admin-002 is in force: latchkey resolve --change ${changeId ?? '?'}`)
    expect(await rotate('--backend', backend.name, '--admins', '2')).toMatchObject({
      code: 1,
      result: { rotation: { state: 'planned' }, rows: [{ state: 'refused', reason: 'change-open' }] },
    })
    expect(backend.asked).toHaveLength(3)
  })

  test.each([
    ['neither --admins nor --all', ['--backend', 'built-in'], 'one of the two'],
    ['both of them', ['--backend', 'built-in', '--all', '--admins', '1'], 'one of the two'],
    ['an admin who is not there', ['--backend', 'built-in', '--admins', '1000000001,9'], 'no admin 9 at'],
    ['too short a password', ['--backend', 'built-in', '--all', '--length', '7'], '8 to 128'],
  ])('%s: exit 2, nothing printed, nothing planned', async (_, args, message) => {
    const before = plans()
    const ended = await rotate(...args)
    expect(ended).toMatchObject({ code: 2, out: [] })
    expect(ended.err.join()).toContain(message)
    expect(plans()).toBe(before)
  })

  test('an interrupt stops after the running change, which is carried to its end', async () => {
    const backend = backends.interrupted
    const args = ['rotate', '--store', at.storePath, '--backend', backend.name, '--all']
    const { child, firstLine, printed: all } = startLatchkey(args, operator)
    const exited = once(child, 'exit')
    await Promise.race([interrupt.arrived.opened, firstLine])
    child.kill('SIGINT')
    const told = new Promise<void>((resolve) => {
      const look = () => {
        if (all().includes('Stopping after the running change.')) resolve()
      }
      child.stderr?.on('data', look)
      look()
    })
    onTestFinished(interrupt.answered.open)
    await told
    interrupt.answered.open()
    expect(JSON.parse(await firstLine)).toMatchObject({
      rotation: { state: 'stopped', stopReason: 'asked' },
      counts: { confirmed: 2, waiting: 2 },
    })
    expect(await exited).toEqual([1, null])
    expect(backend.asked).toHaveLength(2)
    printed.push(all())
  }, 60_000)
})

test('what the commands printed and what the audit holds has no password in it', () => {
  const asked = Object.values(backends).flatMap((backend) => backend.asked)
  expect(asked.length).toBeGreaterThan(5)
  const secrets = asked.flatMap(({ userID, currentPassword, newPassword }) => [
    asCanary(`old of ${userID}`, currentPassword),
    asCanary(`new of ${userID}`, newPassword),
  ])
  expect(findCanaries('output', printed.join('\n'), secrets)).toEqual([])
  const audit = JSON.stringify(look(at.storePath, 'SELECT * FROM audit_event_fields'))
  expect(audit).toContain('rotation.ended')
  expect(findCanaries('audit', audit, secrets)).toEqual([])
})
