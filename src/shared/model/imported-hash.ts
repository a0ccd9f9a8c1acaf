const mark = 'imported:'

/** Marks a bcrypt hash that was made elsewhere, of the password as it is. */
export function markImportedHash(hash: string): string {
  return mark + hash
}

/** Gives the bcrypt hash that was made elsewhere, or null where there is none or it was made here. */
export function bareImportedHash(stored: string | null): string | null {
  return stored?.startsWith(mark) === true ? stored.slice(mark.length) : null
}
