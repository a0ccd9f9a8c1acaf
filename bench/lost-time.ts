import { readFileSync } from 'node:fs'

/** Says what was lost of the time that passed (ms). */
export interface LostTime {
  passedMs: number
  /** Is how long the main thread was ready and another thread or program of this machine had its processor. */
  waitedMs: number
  /** Is how long the host of a virtual machine kept the processors to itself, added up over them. */
  stolenMs: number
}

const tickMs = 10
/** Is the share of the time that may be lost before a time by the clock says nothing. */
const fairShare = 0.01

/** Begins to watch for processor time that is taken away, as Linux tells it; elsewhere none is known of. */
export function watchLostTime(): () => LostTime {
  const began = { at: performance.now(), waited: waitedMs(), stolen: stolenMs() }
  return () => ({
    passedMs: performance.now() - began.at,
    waitedMs: waitedMs() - began.waited,
    stolenMs: stolenMs() - began.stolen,
  })
}

/** Says whether times by the clock are fair: next to nothing was lost. */
export function isFair({ passedMs, waitedMs, stolenMs }: LostTime): boolean {
  return waitedMs + stolenMs < passedMs * fairShare
}

/** Begins to take the time, by the clock and by what this thread had of the processor (ms). */
export function startWatch(): () => { byClock: number; byProcessor: number } {
  const started = performance.now()
  const used = process.threadCpuUsage()
  return () => {
    const { user, system } = process.threadCpuUsage(used)
    return { byClock: performance.now() - started, byProcessor: (user + system) / 1000 }
  }
}

function waitedMs(): number {
  return Number(linesOf('/proc/self/schedstat')[0]?.split(' ')[1] ?? 0) / 1e6
}

function stolenMs(): number {
  const [all = ''] = linesOf('/proc/stat')
  return Number(all.split(/\s+/)[8] ?? 0) * tickMs
}

function linesOf(path: string): string[] {
  return process.platform === 'linux' ? readFileSync(path, 'utf8').split('\n') : []
}
