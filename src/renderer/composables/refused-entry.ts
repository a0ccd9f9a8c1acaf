import { ORPCError } from '@orpc/client'
import type { EntryFault } from '../locales/en/words-entries.ts'

/** Says which entry of a form the desk did not take, and why; `most` is how many characters it takes. */
export interface RefusedEntry {
  fault: EntryFault
  field: string | null
  most: number | null
}

/** Reads out of a failure which entry the contract did not let in; null where it is another failure. */
export const refusedEntry = (error: unknown): RefusedEntry | null => {
  if (!(error instanceof ORPCError) || error.code !== 'BAD_REQUEST') return null
  const issue = firstOf(memberOf(error.data, 'issues'))
  const path = memberOf(issue, 'path')
  const steps: unknown[] = Array.isArray(path) ? path : []
  const field = steps.findLast((step) => typeof step === 'string') ?? null
  const maximum = memberOf(issue, 'maximum')
  if (memberOf(issue, 'code') === 'too_big' && typeof maximum === 'number') {
    return { fault: 'too-long', field, most: maximum }
  }
  const isHidden = memberOf(memberOf(issue, 'params'), 'rule') === 'hidden-sign'
  return { fault: isHidden ? 'hidden-sign' : 'form', field, most: null }
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && name in value
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined

const firstOf = (value: unknown): unknown => (Array.isArray(value) ? (value as unknown[])[0] : undefined)
