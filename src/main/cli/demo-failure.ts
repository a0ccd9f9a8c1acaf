/** Says that a step of the demo is not as it should be. */
export class DemoFailure extends Error {}

/** Ends the demo where a step is not as it should be. */
export function demand(holds: boolean, what: string): asserts holds {
  if (!holds) throw new DemoFailure(what)
}
