/** Throws for a case that the type system says cannot come; keeps a switch over a closed vocabulary complete. */
export function assertNever(value: never): never {
  throw new Error(`unexpected case: ${String(value)}`)
}
