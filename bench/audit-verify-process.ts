import { monitorEventLoopDelay } from 'node:perf_hooks'
import { verifyFile } from '../src/main/audit/verify-file.ts'
import { builtResources } from '../src/main/platform/resources.ts'

// Verifies the store that is named, in a process of its own, whose memory and loop are then those of the verification.

const [path = ''] = process.argv.slice(2)
// The worker is the built one: what strips types would count as the verification's memory.
const { auditWorker: worker } = builtResources(new URL('../out/main/index.js', import.meta.url).href)
const delay = monitorEventLoopDelay({ resolution: 1 })
delay.enable()
const used = process.cpuUsage()
const started = performance.now()
const { events, bad } = await verifyFile(
  { path, options: { anchors: [], now: Date.now() } },
  { worker, rowMac: null },
)
const spentMs = performance.now() - started
const { user, system } = process.cpuUsage(used)
const processorMs = (user + system) / 1000
delay.disable()
const peakMb = process.resourceUsage().maxRSS / 1024
process.stdout.write(
  JSON.stringify({ events, bad: bad.length, spentMs, processorMs, peakMb, delayMs: delay.max / 1e6 }),
)
