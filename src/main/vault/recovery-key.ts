import { createHash } from 'node:crypto'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const secretLength = 32
const checksumLength = 3
const groupLength = 4
const symbols = Math.ceil(((secretLength + checksumLength) * 8) / 5)

/** Says what is wrong with a typed recovery key before it is tried. */
export type RecoveryKeyFault = 'format' | 'checksum'

/** Writes 256 random bits as a recovery key: Crockford base32 in groups of four, with a 24-bit checksum. */
export function formatRecoveryKey(secret: Uint8Array): string {
  const bytes = Buffer.concat([secret, checksum(secret)])
  const text = encode(bytes)
  return (text.match(new RegExp(`.{1,${String(groupLength)}}`, 'g')) ?? []).join('-')
}

/** Reads a typed recovery key, forgiving case, spaces, dashes and the look-alikes O, I and L; gives its canonical text. */
export function parseRecoveryKey(typed: string): { key: string } | { fault: RecoveryKeyFault } {
  const text = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  if (text.length !== symbols || [...text].some((symbol) => !alphabet.includes(symbol)))
    return { fault: 'format' }
  const bytes = decode(text)
  const secret = bytes.subarray(0, secretLength)
  if (!checksum(secret).equals(bytes.subarray(secretLength))) return { fault: 'checksum' }
  return { key: formatRecoveryKey(secret) }
}

function checksum(secret: Uint8Array): Buffer {
  return createHash('sha256')
    .update('latchkey recovery key 1')
    .update(secret)
    .digest()
    .subarray(0, checksumLength)
}

function encode(bytes: Uint8Array): string {
  let bits = 0n
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte)
  let text = ''
  for (let place = symbols - 1; place >= 0; place--)
    text += alphabet[Number((bits >> BigInt(place * 5)) & 31n)] ?? ''
  return text
}

function decode(text: string): Buffer {
  let bits = 0n
  for (const symbol of text) bits = (bits << 5n) | BigInt(alphabet.indexOf(symbol))
  const bytes = Buffer.alloc(secretLength + checksumLength)
  for (let place = bytes.length - 1; place >= 0; place--) {
    bytes[place] = Number(bits & 255n)
    bits >>= 8n
  }
  return bytes
}
