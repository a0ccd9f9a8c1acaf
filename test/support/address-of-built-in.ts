import type { Walk } from './walk.ts'

const listening = /127\.0\.0\.1:\d+/

/** Waits until the shell shows where the built-in backend listens, and gives its address. */
export async function addressOfBuiltIn(walk: Walk): Promise<string> {
  const badge = walk.part('built-in-badge').filter({ hasText: listening })
  const [address] = listening.exec(await badge.innerText()) ?? []
  return `http://${address}`
}
