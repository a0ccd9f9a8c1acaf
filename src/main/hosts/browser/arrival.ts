/** Carries the head of a request as it came over the wire, before anything has been read into it. */
export interface Arrival {
  method: string
  /** Holds the request target, untouched. */
  target: string
  httpVersion: string
  /** Holds names and values in turn, duplicates included. */
  rawHeaders: readonly string[]
}

/** Gives every value that the head carries under a name. */
export function valuesOf(arrival: Arrival, name: string): string[] {
  const { rawHeaders } = arrival
  return rawHeaders.filter((_, i) => i % 2 === 1 && rawHeaders[i - 1]?.toLowerCase() === name)
}

/** Says whether the head carries a name exactly once, with exactly this value. */
export function isExactly(arrival: Arrival, name: string, value: string): boolean {
  const values = valuesOf(arrival, name)
  return values.length === 1 && values[0] === value
}

/** Says whether the head leaves a name out, or carries it once with this value. */
export function isAbsentOr(arrival: Arrival, name: string, value: string): boolean {
  return valuesOf(arrival, name).length === 0 || isExactly(arrival, name, value)
}
