import { Pool } from 'undici'
import { rateOf, quantile, type BenchRow } from './measurement.ts'
import { nativeBcryptRates } from './native-bcrypt.ts'
import { firstPassword, startBackend } from './start-backend.ts'

const cost = 10
const clients = 4

/** Measures password changes at cost 10 over HTTP, and how light calls fare meanwhile. */
export async function passwordChanges(): Promise<BenchRow> {
  const backend = await startBackend()
  const pool = new Pool(backend.url, { connections: clients + 1, pipelining: 1 })
  const post = async (path: string, token: string, body: object): Promise<Record<string, unknown>> => {
    const answer = await pool.request({
      method: 'POST',
      path,
      headers: { operationID: crypto.randomUUID(), 'content-type': 'application/json', token },
      body: JSON.stringify(body),
    })
    return (await answer.body.json()) as Record<string, unknown>
  }
  const admins = await Promise.all(
    Array.from({ length: clients }, async (_, at) => {
      const signedIn = await post('/account/login', '', {
        account: `bench${String(at)}`,
        password: firstPassword,
      })
      const { adminToken: token } = signedIn['data'] as { adminToken: string }
      return { userID: `bench-${String(at)}`, token, password: firstPassword, changes: 0 }
    }),
  )
  const change = async (at: number): Promise<void> => {
    const admin = admins[at]
    if (admin === undefined) throw new Error('no such client')
    const newPassword = `Next-Password-${String(++admin.changes)}`
    const body = { userID: admin.userID, currentPassword: admin.password, newPassword }
    const { errCode } = await post('/account/change_password', admin.token, body)
    if (errCode !== 0) throw new Error(`the change was answered ${String(errCode)}`)
    admin.password = newPassword
  }

  const lightCalls = async (until: () => boolean): Promise<number[]> => {
    const took: number[] = []
    while (!until()) {
      const started = performance.now()
      await post('/account/change_password', 'x'.repeat(43), {})
      took.push(performance.now() - started)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    return took
  }

  return {
    async round() {
      const native = await nativeBcryptRates(cost)
      await backend.watch()
      let over = false
      const light = lightCalls(() => over)
      const rate = await rateOf(change, { clients, forMs: 5000 })
      over = true
      const lightP99 = quantile(await light, 0.99)
      const { loopP99Ms, loopMaxMs } = await backend.read()
      return [
        {
          name: 'cores that native bcrypt had',
          value: native.allCores / native.oneCore,
          unit: 'of the yardstick',
        },
        {
          name: '1 password changes',
          value: rate / (native.allCores / 2),
          unit: 'of the yardstick',
          floor: { atLeast: 0.65 },
        },
        { name: '1 password changes, as such', value: rate, unit: 'a second' },
        { name: '2 loop delay, p99', value: loopP99Ms, unit: 'ms', floor: { atMost: 5 } },
        { name: '2 loop delay, longest', value: loopMaxMs, unit: 'ms', floor: { atMost: 20 } },
        { name: '2 light call, p99', value: lightP99, unit: 'ms', floor: { atMost: 15 } },
      ]
    },
    async close() {
      await pool.close()
      await backend.close()
    },
  }
}
