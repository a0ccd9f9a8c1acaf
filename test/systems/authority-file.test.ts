import { X509Certificate } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readAuthorityFile } from '../../src/main/systems/authority-file.ts'
import { innerAuthority, innerCertificate, innerKey } from './inner-authority.ts'
import { loopbackCertificate } from './loopback-certificate.ts'

describe('a CA file', () => {
  it('is read with what people write around its certificates, of which only those are kept', () => {
    const read = readAuthorityFile(`# our own\r\n${innerAuthority}\nsubject=…\n${loopbackCertificate}`)
    expect(read).toEqual({
      authorities: [innerAuthority, loopbackCertificate],
      fingerprints: [innerAuthority, loopbackCertificate].map((pem) =>
        new X509Certificate(pem).fingerprint256.replaceAll(':', '').toLowerCase(),
      ),
    })
  })

  it.each([
    ['a private key beside the certificate', `${innerAuthority}${innerKey}`, /no private key/],
    ['a server’s certificate', innerCertificate, /of an authority/],
    ['a server’s certificate beside an authority’s', innerAuthority + innerCertificate, /of an authority/],
    ['nothing', '', /PEM/],
    ['text', 'not a certificate', /PEM/],
    ['a certificate that is cut off', innerAuthority.slice(0, -40), /PEM/],
    ['a certificate with a turned bit', innerAuthority.replace('MIIB', 'MIIC'), /PEM/],
    ['another kind of block', innerAuthority.replaceAll('CERTIFICATE', 'CERTIFICATE REQUEST'), /PEM/],
    ['more certificates than any file needs', innerAuthority.repeat(51), /at most/],
    ['more bytes than any file needs', `${innerAuthority}${' '.repeat(256 * 1024)}`, /at most/],
  ])('with %s is refused by a rule that repeats none of it', (_, pem, rule) => {
    const read = readAuthorityFile(pem)
    expect(read).toHaveProperty('rule', expect.stringMatching(rule))
    expect(JSON.stringify(read)).not.toContain('MIG')
  })
})
