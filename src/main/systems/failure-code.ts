/** Gives the code of the operating system, of TLS, of a proxy or of the HTTP parser that an error carries, or null. */
export function failureCode(error: unknown): string | null {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : null
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,63}$/.test(code) ? code : null
}
