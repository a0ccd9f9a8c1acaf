import { ownBackendName } from '../../shared/model/own-backend.ts'
import type { Clock, DeriveKey, Random } from '../../shared/model/ports.ts'
import { createAuditLog, type AuditLog } from '../audit/audit-log.ts'
import { checkOperatorRules, noNamesInUse, operatorNameKey } from '../passwords/operator-rules.ts'
import type { StrengthJudge } from '../passwords/strength.ts'
import { backendRows, builtInBackendId } from '../store/backends/backends.ts'
import { backendFields } from '../store/audit/guarded-fields.ts'
import type { CreateStoreOptions, OpenedStore } from '../store/files/open.ts'
import { operatorRows } from '../store/operators.ts'
import { storeMeta } from '../store/store-meta.ts'
import type { Store } from '../store/store.ts'
import { createKeySlot, recoveryHolder } from '../vault/key-slots.ts'
import { formatRecoveryKey } from '../vault/recovery-key.ts'
import { ringFromMaster, type Ring } from '../vault/ring.ts'
import { createVault } from '../vault/vault.ts'
import { demandRules } from './operators/password-rules.ts'

/** Says what making a store needs, before there is one. */
export interface SetUpDeps {
  path: string
  door: string
  clock: Clock
  random: Random
  deriveKey: DeriveKey
  strength: StrengthJudge
  createStore: (options: CreateStoreOptions) => OpenedStore
}

/** Makes a store with its first administrator; gives it open, with the recovery key, which is shown once. */
export async function setUpStore(
  deps: SetUpDeps,
  candidate: { name: string; password: string },
): Promise<{ opened: OpenedStore; recoveryKey: string; operatorId: string }> {
  const checks = await checkOperatorRules(candidate, { strength: deps.strength, ...noNamesInUse })
  demandRules(checks.filter(({ ok }) => !ok))

  const { clock, random, deriveKey } = deps
  const storeId = random.uuid()
  const operatorId = random.uuid()
  const name = candidate.name.normalize('NFKC')
  const createdAt = new Date(clock.now()).toISOString()
  const recoveryKey = formatRecoveryKey(random.bytes(32))
  const ring = ringFromMaster(Buffer.from(random.bytes(32)), storeId)
  const slot = { storeId, ring, createdAt, role: 'administrator' as const }
  const [own, recovery] = await Promise.all([
    createKeySlot({ ...slot, holder: operatorId, name, secret: candidate.password }, { random, deriveKey }),
    createKeySlot(
      { ...slot, holder: recoveryHolder, name: recoveryHolder, secret: recoveryKey },
      { random, deriveKey },
    ),
  ])

  const populate = (store: Store): void => {
    const rows = operatorRows(store)
    rows.insert({
      id: operatorId,
      name,
      name_key: operatorNameKey(name),
      created_at: createdAt,
      disabled_at: null,
      must_change: 0,
    })
    for (const made of [own, recovery]) rows.replaceSlot(made)
    const audit = fillNewStore(store, { storeId, ring, founder: name, slot: own.id, clock, random })
    audit.append({
      action: 'recovery-key.issued',
      result: 'done',
      actor: name,
      target: storeId,
      detail: { slot: recovery.id },
    })
  }
  return {
    opened: deps.createStore({ path: deps.path, door: deps.door, clock, storeId, populate }),
    recoveryKey,
    operatorId,
  }
}

/**
 * Puts into a new store what every store has: the event that made it, its public key and the desk's own backend. The
 * ring is wiped afterwards.
 */
export function fillNewStore(
  store: Store,
  made: { storeId: string; ring: Ring; founder: string; slot?: string; clock: Clock; random: Random },
): AuditLog {
  const { storeId, founder: actor, slot, clock, random } = made
  const vault = createVault({ storeId, random })
  vault.take(made.ring)
  const audit = createAuditLog({ store, clock, signer: () => null, onAppend: () => undefined })
  storeMeta(store).setPublicKey(vault.checkpointPublicKey())
  const changed_seq = audit.append({
    action: 'store.created',
    result: 'done',
    actor,
    target: storeId,
    ...(slot !== undefined && { detail: { slot } }),
  })
  insertBuiltIn(store, (fields) => vault.rowMac('backends', fields), changed_seq)
  vault.wipe()
  return audit
}

function insertBuiltIn(store: Store, mac: (fields: string[]) => Buffer, changed_seq: number): void {
  const row = {
    id: builtInBackendId,
    system: 'openim' as const,
    name: ownBackendName,
    url: null,
    environment: 'sandbox' as const,
    built_in: 1,
    options: '{}',
    changed_seq,
  }
  backendRows(store).insert({ ...row, mac: mac(backendFields(row)) })
}
