import tls from 'node:tls'

let known: readonly string[] | undefined

/** Gives the authorities (PEM) that the system trusts and, where it names none, those that Node brings along. */
export function systemAuthorities(): readonly string[] {
  if (known === undefined) {
    const system = tls.getCACertificates('system')
    known = system.length > 0 ? system : tls.getCACertificates('bundled')
  }
  return known
}
