import type { OpenDesk } from '../open-desk.ts'

/** Has what hashes and judges in the background wait: each of its many writes would have a long one begin anew. */
export async function whileNothingIsJudged<T>(
  { judging, directory, vault }: OpenDesk,
  work: () => Promise<T>,
): Promise<T> {
  await Promise.all([judging.stop(), directory.backgroundHashing.stop()])
  try {
    return await work()
  } finally {
    if (vault.holds('fingerprint')) judging.start()
    if (vault.holds('directory')) directory.backgroundHashing.start()
  }
}
