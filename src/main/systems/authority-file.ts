import { X509Certificate } from 'node:crypto'
import type { AuthorityRule } from '../../shared/model/backend-rules.ts'
import type { RuleReference } from '../../shared/model/outcome.ts'
import type { RuleText } from '../../shared/model/rule-texts.ts'

/** Carries the authorities of a CA file: each certificate anew as PEM, and its SHA-256 fingerprint in hex. */
export interface AuthorityFile {
  authorities: string[]
  fingerprints: string[]
}

const rule = (document: string, section: string, text: RuleText): RuleReference => ({
  document,
  section,
  rule: text,
})

/** Points at the source of each rule that a CA file must keep. */
export const authorityRuleSources: Readonly<Record<AuthorityRule, RuleReference>> = {
  'ca-size': rule('Latchkey', 'Backends', 'A CA file has at most 256 KiB and 50 certificates.'),
  'ca-private-key': rule('Latchkey', 'Backends', 'A CA file carries certificates, and no private key.'),
  'ca-pem': rule('RFC 7468', '5.1 Encoding', 'A CA file carries X.509 certificates as PEM.'),
  'ca-authority': rule(
    'RFC 5280',
    '4.2.1.9 Basic Constraints',
    'Each certificate of a CA file is one of an authority (cA).',
  ),
}

const mostBytes = 256 * 1024
const mostCertificates = 50
const block = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

/** Reads a CA file, or names the rule that it breaks; only the certificates are kept of it. */
export function readAuthorityFile(pem: string): AuthorityFile | { broken: AuthorityRule } {
  if (Buffer.byteLength(pem) > mostBytes) return { broken: 'ca-size' }
  if (/-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/.test(pem)) return { broken: 'ca-private-key' }
  const blocks = pem.match(block) ?? []
  if (blocks.length > mostCertificates) return { broken: 'ca-size' }
  if (blocks.length === 0 || blocks.length !== pem.split('-----BEGIN ').length - 1)
    return { broken: 'ca-pem' }
  const certificates: X509Certificate[] = []
  for (const text of blocks) {
    try {
      certificates.push(new X509Certificate(text))
    } catch {
      return { broken: 'ca-pem' }
    }
  }
  if (!certificates.every(({ ca }) => ca)) return { broken: 'ca-authority' }
  return {
    authorities: certificates.map((certificate) => certificate.toString()),
    fingerprints: certificates.map(({ fingerprint256 }) => fingerprint256.replaceAll(':', '').toLowerCase()),
  }
}
