import type { z } from 'zod'
import type { DocumentNote } from './import-result.ts'

/** Collects what is wrong with a document, and what is worth a look. */
export interface Notes {
  errors: DocumentNote[]
  warnings: DocumentNote[]
  error(path: string, message: string): void
  warn(path: string, message: string): void
  /** Notes every issue of a value that does not keep its schema. */
  issues(path: string, error: z.ZodError): void
  /** Warns of the names in an object that its schema does not know. */
  unknownNames(path: string, value: object, schema: z.ZodObject): void
}

const mostWarnings = 1000

/** Begins with no notes, or with those that another began with. */
export function startNotes(before?: Pick<Notes, 'errors' | 'warnings'>): Notes {
  const errors = [...(before?.errors ?? [])]
  const warnings = [...(before?.warnings ?? [])]
  const warn = (path: string, message: string): void => {
    if (warnings.length < mostWarnings) warnings.push({ path, message })
    else if (warnings.length === mostWarnings)
      warnings.push({ path: '$', message: 'more warnings are left out' })
  }
  return {
    errors,
    warnings,
    warn,
    error(path, message) {
      errors.push({ path, message })
    },
    issues(path, { issues }) {
      for (const issue of issues) errors.push({ path: jsonPath(path, issue.path), message: issue.message })
    },
    unknownNames(path, value, schema) {
      for (const name in value) {
        if (!Object.hasOwn(schema.shape, name)) warn(jsonPath(path, [name]), 'not known here: left out')
      }
    },
  }
}

/** Appends steps to a JSON path. */
export function jsonPath(from: string, steps: readonly PropertyKey[]): string {
  return steps.reduce<string>((path, step) => {
    if (typeof step === 'number') return `${path}[${String(step)}]`
    const name = String(step)
    return /^[A-Za-z_]\w*$/.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`
  }, from)
}
