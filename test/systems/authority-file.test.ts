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
    ['a private key beside the certificate', `${innerAuthority}${innerKey}`, 'ca-private-key'],
    ['a server’s certificate', innerCertificate, 'ca-authority'],
    ['a server’s certificate beside an authority’s', innerAuthority + innerCertificate, 'ca-authority'],
    ['nothing', '', 'ca-pem'],
    ['text', 'not a certificate', 'ca-pem'],
    ['a certificate that is cut off', innerAuthority.slice(0, -40), 'ca-pem'],
    ['a certificate with a turned bit', innerAuthority.replace('MIIB', 'MIIC'), 'ca-pem'],
    ['another kind of block', innerAuthority.replaceAll('CERTIFICATE', 'CERTIFICATE REQUEST'), 'ca-pem'],
    ['more certificates than any file needs', innerAuthority.repeat(51), 'ca-size'],
    ['more bytes than any file needs', `${innerAuthority}${' '.repeat(256 * 1024)}`, 'ca-size'],
  ])('with %s is refused by a rule that repeats none of it', (_, pem, rule) => {
    expect(readAuthorityFile(pem)).toEqual({ broken: rule })
  })
})
