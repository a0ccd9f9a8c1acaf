import { withSignsShown } from './hidden-signs.ts'

/**
 * Says whether what was typed confirms a name: the name itself or, where it holds signs that nobody can type, the name
 * as it is shown, with each of them written out. No other name is taken, however much it looks like this one.
 */
export function confirmsName(typed: string | undefined, name: string): boolean {
  return typed === name || typed === withSignsShown(name)
}
