/** Joins fields so that no two lists of fields give the same bytes: each is preceded by its length. */
export function canonicalFields(fields: readonly string[]): string {
  return fields.map((field) => `${String(field.length)}:${field}`).join(',')
}
