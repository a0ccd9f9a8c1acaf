import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  randomBytes,
  type CipherGCM,
  type DecipherGCM,
} from 'node:crypto'
import { openBytes, sealBytes, sealingKey } from '../src/main/vault/sealing.ts'
import { timeOf, type BenchRow } from './measurement.ts'

const calls = 100_000
const aad = 'accounts account-0000001 sealed_password'

/** Measures sealing and opening 100 bytes over what the API itself takes for the same, with the key as an object. */
export function sealing(): BenchRow {
  const key = createSecretKey(randomBytes(32))
  const ours = sealingKey(key)
  const plain = randomBytes(100)
  const nonce = randomBytes(12)
  const sealed = sealBytes(ours, plain, aad, nonce)
  const bound = Buffer.from(aad, 'utf8')
  const cipher = (): CipherGCM => createCipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 })
  const decipher = (): DecipherGCM => createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 })
  const sealBare = (): [Buffer, Buffer] => {
    const one = cipher()
    one.setAAD(bound)
    const body = one.update(plain)
    one.final()
    return [body, one.getAuthTag()]
  }
  const [body, tag] = sealBare()
  const openBare = (): Buffer => {
    const one = decipher()
    one.setAAD(bound)
    one.setAuthTag(tag)
    const opened = one.update(body)
    one.final()
    return opened
  }
  return {
    round: () =>
      Promise.resolve([
        {
          name: '8 sealing 100 B',
          value: tookOf(sealBare) / tookOf(() => sealBytes(ours, plain, aad, nonce)),
          unit: 'of the yardstick',
          floor: { atLeast: 0.4 },
        },
        {
          name: '8 opening 100 B',
          value: tookOf(openBare) / tookOf(() => openBytes(ours, sealed, aad, 'here')),
          unit: 'of the yardstick',
          floor: { atLeast: 0.7 },
        },
      ]),
    close: () => Promise.resolve(),
  }
}

function tookOf(work: () => unknown): number {
  return timeOf(() => {
    for (let call = 0; call < calls; call++) work()
  })
}
