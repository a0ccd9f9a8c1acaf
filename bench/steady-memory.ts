import type { BenchRow } from './measurement.ts'
import { postRequest, sendLoad } from './send-load.ts'
import { startBackend } from './start-backend.ts'

const requestsInAll = 200_000
const warmUp = 20_000

/** Measures what 200,000 requests leave behind in the backend's memory. */
export async function steadyMemory(): Promise<BenchRow> {
  const backend = await startBackend()
  const port = Number(new URL(backend.url).port)
  const request = postRequest(
    '/account/change_password',
    { operationID: '1', token: 'x'.repeat(43), 'Content-Type': 'application/json' },
    '{"userID":"1","currentPassword":"a","newPassword":"b"}',
    port,
  )
  const send = (requests: number): Promise<number> =>
    sendLoad({ port, request, connections: 16, forMs: 600_000, requests })
  await send(warmUp)
  return {
    async round() {
      const before = await backend.read()
      await send(requestsInAll)
      const after = await backend.read()
      return [
        { name: 'memory: heap before', value: before.heapMb, unit: 'MB' },
        { name: 'memory: heap after 200,000 requests', value: after.heapMb, unit: 'MB' },
        { name: 'memory: resident after 200,000 requests', value: after.rssMb, unit: 'MB' },
      ]
    },
    close: () => backend.close(),
  }
}
