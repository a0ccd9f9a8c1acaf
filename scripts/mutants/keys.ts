import type { Mutant } from './mutant.ts'

const slots = ['test/vault/key-slots.test.ts']
const values = ['test/vault/mutated-values.test.ts']
const operators = ['test/desk/operators.test.ts']
const lockOut = ['test/desk/operator-lock-out.test.ts']
const edited = ['test/security/operator-keys.exploit.test.ts']

/** Lists mutants of keys, slots, sealed values and operators. */
export const keyMutants: readonly Mutant[] = [
  {
    breaks: 'a slot is bound to its role',
    file: 'src/main/vault/key-slots.ts',
    find: '    row.role,\n    ...cost,',
    replace: '    ...cost,',
    tests: [...slots, ...edited],
  },
  {
    breaks: 'a slot is bound to its holder',
    file: 'src/main/vault/key-slots.ts',
    find: '    row.holder,\n    row.role,',
    replace: '    row.role,',
    tests: [...slots, ...edited],
  },
  {
    breaks: 'a slot is bound to its store',
    file: 'src/main/vault/key-slots.ts',
    find: '    storeId,\n    row.holder,',
    replace: '    row.holder,',
    tests: [...slots, ...edited],
  },
  {
    breaks: 'a derivation has a least cost',
    file: 'src/main/vault/key-derivation.ts',
    find: 'if (n < kdfFloor.n || r < kdfFloor.r || p < kdfFloor.p) return false',
    replace: '',
    tests: slots,
  },
  {
    breaks: 'a derivation has a highest cost',
    file: 'src/main/vault/key-derivation.ts',
    find: 'const mostTimesTheFloor = 8',
    replace: 'const mostTimesTheFloor = 2 ** 20',
    tests: slots,
  },
  {
    breaks: 'a value is bound to its row',
    file: 'src/main/vault/vault.ts',
    find: '    place.table,\n    place.row,',
    replace: '    place.table,',
    tests: values,
  },
  {
    breaks: 'a value is bound to its origin',
    file: 'src/main/vault/vault.ts',
    find: "    place.column,\n    place.origin ?? '',",
    replace: '    place.column,',
    tests: values,
  },
  {
    breaks: 'a value is bound to its store',
    file: 'src/main/vault/vault.ts',
    find: "    'latchkey value 1',\n    storeId,",
    replace: "    'latchkey value 1',",
    tests: values,
  },
  {
    breaks: 'a tag has 16 bytes',
    file: 'src/main/vault/sealing.ts',
    find: '    decipher.final()\n    return plain\n  } catch {',
    replace: '    return plain\n  } catch {',
    tests: values,
  },
  {
    breaks: 'the version of a sealed value counts',
    file: 'src/main/vault/sealing.ts',
    find: ' || bytes[0] !== version',
    replace: '',
    tests: values,
  },
  {
    breaks: 'the key id of a sealed value counts',
    file: 'src/main/vault/sealing.ts',
    find: '  if (!bytes.subarray(1, 1 + keyIdLength).equals(sealing.id)) throw new SealBrokenError(place)\n',
    replace: '',
    tests: values,
  },
  {
    breaks: 'a lock wipes the accounts’ key',
    file: 'src/main/vault/vault.ts',
    find: "const wipedByLock: readonly KeyName[] = ['accounts', 'backends']",
    replace: "const wipedByLock: readonly KeyName[] = ['backends']",
    tests: ['test/vault/vault.test.ts'],
  },
  {
    breaks: 'a Secret shows nothing in JSON',
    file: 'src/shared/model/secret.ts',
    find: 'toJSON(): string {\n    return redacted',
    replace: 'toJSON(): string {\n    return this.#value',
    tests: ['test/security/secret-leaks.exploit.test.ts'],
  },
  {
    breaks: 'a try is counted before it is tested',
    file: 'src/main/desk/open-operator-slot.ts',
    find: '  const ring = await openKeySlot(slot, password, { storeId: store.id, deriveKey })\n',
    replace:
      '  operatorRows(store).clearFailures(operatorSubject(nameKey))\n  const ring = await openKeySlot(slot, password, { storeId: store.id, deriveKey })\n  if (ring === null) countTry(parts, operatorSubject(nameKey))\n',
    tests: lockOut,
  },
  {
    breaks: 'a lock-out outlasts a clock that is set forward',
    file: 'src/main/desk/lock-out.ts',
    find: '  const now = steadyNow()\n  const verdict',
    replace: '  const now = clock.now() + 0 * steadyNow()\n  const verdict',
    tests: lockOut,
  },
  {
    breaks: 'an unknown name takes the same derivation',
    file: 'src/main/desk/open-operator-slot.ts',
    find: '  const ring = await openKeySlot(slot, password, { storeId: store.id, deriveKey })\n',
    replace:
      '  const ring = found && (await openKeySlot(slot, password, { storeId: store.id, deriveKey }))\n',
    tests: ['test/security/operator-timing.exploit.test.ts'],
  },
  {
    breaks: 'with a one-time password no key is taken in',
    file: 'src/main/desk/sign-in.ts',
    find: 'if (operator.mustChange) wipeRing(ring)\n  else desk.vault.take(ring)',
    replace: 'desk.vault.take(ring)',
    tests: operators,
  },
  {
    breaks: 'a sign-in counts only while its slot is in force',
    file: 'src/main/desk/sign-in.ts',
    find: '  demandInForce(desk, opened)\n  const { operator, ring } = opened',
    replace: '  const { operator, ring } = opened',
    tests: ['test/desk/operator-recovery.test.ts'],
  },
  {
    breaks: 'another role ends the sessions',
    file: 'src/main/desk/end-sessions.ts',
    find: '  sessions.endThoseOf(operator.id, except)\n',
    replace: '',
    tests: operators,
  },
  {
    breaks: 'keys go with the last who may hold them',
    file: 'src/main/desk/end-sessions.ts',
    find: "if (!sessions.includes('administrator')) vault.lock(",
    replace: 'if (sessions.isEmpty()) vault.lock(',
    tests: operators,
  },
  {
    breaks: 'one administrator is always left',
    file: 'src/main/desk/operator-standing.ts',
    find: "if (enabled.includes(id) && enabled.length === 1) throw new Problem('LAST_ADMINISTRATOR')",
    replace: '',
    tests: operators,
  },
  {
    breaks: 'disabling destroys the slot',
    file: 'src/main/desk/operator-standing.ts',
    find: '    rows.destroySlot(id)\n',
    replace: '',
    tests: [...operators, ...edited],
  },
  {
    breaks: 'recovery holds the role against the audit',
    file: 'src/main/desk/role-on-record.ts',
    find: '  if (recorded !== said) throw',
    replace: '  if (recorded === undefined) throw',
    tests: edited,
  },
  {
    breaks: 'a recovery key works once',
    file: 'src/main/desk/recovery.ts',
    find: "    if (rows.slotOf(recoveryHolder)?.id !== slotId) throw wrongKey('not-this-store')\n",
    replace: '',
    tests: ['test/desk/operator-recovery.test.ts'],
  },
  {
    breaks: 'a step-up counts for whoever gave the password',
    file: 'src/main/desk/sessions.ts',
    find: 'if (session?.operator.id === operatorId) session.steppedUpUntil',
    replace: 'if (session !== undefined) session.steppedUpUntil',
    tests: lockOut,
  },
  {
    breaks: 'a stranger is not told which names are taken',
    file: 'src/main/desk.ts',
    find: "open?.desk.sessions.operatorOf(caller)?.role === 'administrator' &&",
    replace: "open !== null && open.desk.sessions.operatorOf(caller)?.role !== 'support' &&",
    tests: ['test/desk/session.test.ts'],
  },
  {
    breaks: 'the same password is no new one',
    file: 'src/main/passwords/operator-rules.ts',
    find: "ok: password !== candidate.current.normalize('NFKC')",
    replace: 'ok: true',
    tests: operators,
  },
]
