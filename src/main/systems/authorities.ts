let known: readonly string[] | undefined

/** Gives the authorities (PEM) that the system trusts and, where it names none, those that Node brings along. */
export function systemAuthorities(): readonly string[] {
  if (known === undefined) {
    // Taken with the first connection: a backend that only answers does without.
    const tls = process.getBuiltinModule('node:tls')
    const system = tls.getCACertificates('system')
    known = system.length > 0 ? system : tls.getCACertificates('bundled')
  }
  return known
}
