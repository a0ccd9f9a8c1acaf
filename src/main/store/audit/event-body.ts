/** Carries what an event says, beside its place in the chain. */
export interface EventFields {
  /** Is UTC, as the store writes it. */
  at: string
  actor: string
  action: string
  target: string
  result: string
  /** Is an object of JSON. */
  detail: string
}

/** Lists the fields of an event in the order in which its body holds them. */
export const eventFieldNames = ['at', 'actor', 'action', 'target', 'result', 'detail'] as const

/** Begins the body of an event that was hashed field by field, before bodies were stored. */
export const earlierMark = ' '

/** Writes the fields of an event as the one text that is stored and hashed: an array of JSON. */
export function eventBody({ at, actor, action, target, result, detail }: EventFields): string {
  return JSON.stringify([at, actor, action, target, result, detail])
}

/** Reads the fields from a body; null where it is none, whatever a file that was changed from outside has in its place. */
export function readEventBody(body: unknown): EventFields | null {
  const fields = textsOf(body)
  if (fields?.length !== eventFieldNames.length) return null
  const [at = '', actor = '', action = '', target = '', result = '', detail = ''] = fields
  return { at, actor, action, target, result, detail }
}

function textsOf(body: unknown): string[] | null {
  if (typeof body !== 'string') return null
  try {
    const found: unknown = JSON.parse(body)
    return Array.isArray(found) && found.every((field) => typeof field === 'string') ? found : null
  } catch {
    return null
  }
}
