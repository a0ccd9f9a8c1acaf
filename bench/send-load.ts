import { Worker } from 'node:worker_threads'
import type { Load } from './request-load.ts'

/** Sends a load from a thread of its own and gives how many requests were answered. */
export function sendLoad(load: Load): Promise<number> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('request-load.ts', import.meta.url), { workerData: load })
    worker.once('message', resolve).once('error', reject)
  })
}

/** Writes a POST request out. */
export function postRequest(
  path: string,
  headers: Record<string, string>,
  body: string,
  port: number,
): string {
  const lines = Object.entries({
    Host: `127.0.0.1:${String(port)}`,
    ...headers,
    'Content-Length': String(Buffer.byteLength(body)),
  }).map(([name, value]) => `${name}: ${value}`)
  return [`POST ${path} HTTP/1.1`, ...lines, '', body].join('\r\n')
}
