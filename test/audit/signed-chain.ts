import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { join } from 'node:path'
import { createAuditLog } from '../../src/main/audit/audit-log.ts'
import { createStore } from '../../src/main/store/files/open.ts'
import { storeMeta } from '../../src/main/store/store-meta.ts'
import { createFixedClock } from '../support/fixed-clock.ts'

/** Carries a store with a signed chain, and the key that signed it. */
export interface SignedChain {
  path: string
  /** Is SPKI DER. */
  publicKey: Buffer
  clock: ReturnType<typeof createFixedClock>
}

/** Makes a store in a folder whose chain has so many events, with a checkpoint after each hundred and at the end. */
export function makeSignedChain(folder: string, events: number, every = 100): SignedChain {
  const clock = createFixedClock()
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const path = join(folder, 'desk.latchkey')
  const { store } = createStore({ path, door: 'test', clock, storeId: 'store-1', populate: () => undefined })
  storeMeta(store).setPublicKey(spki(publicKey))
  const log = createAuditLog({
    store,
    clock,
    signer: () => (bytes) => sign(null, bytes, privateKey),
    onAppend: () => undefined,
  })
  for (let from = 1; from <= events; from += every) {
    store.transaction(() => {
      for (let count = from; count < from + every && count <= events; count++) {
        clock.advance(60_000)
        log.append({
          action: 'operator.locked',
          result: count % 3 === 0 ? 'failed' : 'done',
          actor: count % 2 === 0 ? 'ada' : '明记',
          target: `event ${String(count)}`,
          detail: { why: 'asked', count },
        })
      }
    })
    log.checkpoint()
  }
  store.close()
  return { path, publicKey: spki(publicKey), clock }
}

function spki(key: KeyObject): Buffer {
  return key.export({ format: 'der', type: 'spki' })
}
