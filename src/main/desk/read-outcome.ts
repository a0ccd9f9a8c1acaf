import { outcomeSchema, type Outcome } from '../../shared/model/outcome.ts'

/** Reads the outcome that a row keeps (JSON); null where there is none, or none that can be read. */
export function readOutcome(text: string | null): Outcome | null {
  return outcomeSchema.safeParse(readJson(text)).data ?? null
}

/** Parses what a row keeps as JSON; null where that is none: one row that was damaged must not stop the others. */
export function readJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return null
  }
}
