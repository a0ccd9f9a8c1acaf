const seldom = 100

/**
 * Does work and gives how far it is, at most ten times a second but each `at` at once, then what it gave; `end` is called
 * where nobody follows any more.
 */
export async function* followProgress<Progress extends { at: string }, Result>(
  work: (tell: (progress: Progress) => void) => Promise<Result>,
  end: () => void,
): AsyncGenerator<Progress, Result> {
  const now: { newest: { progress: Progress } | null; isOver: boolean } = { newest: null, isOver: false }
  let told = { time: -seldom, at: '' }
  let wake = (): void => undefined
  const result = work((progress) => {
    const time = performance.now()
    if (time - told.time < seldom && progress.at === told.at) return
    told = { time, at: progress.at }
    now.newest = { progress }
    wake()
  }).finally(() => {
    now.isOver = true
    wake()
  })
  result.catch(() => undefined)
  const hasNews = (): boolean => now.isOver || now.newest !== null
  try {
    for (;;) {
      if (!hasNews()) await new Promise<void>((resolve) => (wake = resolve))
      const { newest } = now
      now.newest = null
      if (newest !== null) yield newest.progress
      if (now.isOver) return await result
    }
  } finally {
    end()
  }
}
