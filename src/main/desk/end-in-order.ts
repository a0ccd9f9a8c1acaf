/**
 * Does what ends something, step by step: one that fails keeps none behind it from being done. Fails at last with what
 * the first of them failed with.
 */
export async function endInOrder(steps: readonly (() => unknown)[]): Promise<void> {
  const failures: unknown[] = []
  for (const step of steps) {
    try {
      await step()
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
}
