import type { Mutant } from './mutant.ts'

const putBack = ['test/security/put-back-slots.exploit.test.ts']
const slots = ['test/vault/key-slots.test.ts']

/** Lists mutants of what keeps slots that were destroyed, names that were swapped and passwords that were lent from opening. */
export const putBackMutants: readonly Mutant[] = [
  {
    breaks: 'a slot is bound to its holder’s name',
    file: 'src/main/vault/key-slots.ts',
    find: '    row.holder,\n    name,',
    replace: '    row.holder,',
    tests: [...slots, ...putBack],
  },
  {
    breaks: 'a slot is bound to its id',
    file: 'src/main/vault/key-slots.ts',
    find: '    row.id,\n    row.holder,',
    replace: '    row.holder,',
    tests: slots,
  },
  {
    breaks: 'a slot is bound to its age',
    file: 'src/main/vault/key-slots.ts',
    find: '    row.created_at,\n',
    replace: '',
    tests: [...slots, ...putBack],
  },
  {
    breaks: 'a slot of the first version is bound anew when it opens',
    file: 'src/main/vault/key-slots.ts',
    find: 'bound === null ? {',
    replace: 'packed.length === 0 ? {',
    tests: slots,
  },
  {
    breaks: 'the slot that opens is the one in the audit',
    file: 'src/main/desk/operators/slot-on-record.ts',
    find: '  if (isGone || !isKnown(known, slot)) throw putBack(name)\n',
    replace: '  if (event === undefined) throw putBack(name)\n',
    tests: putBack,
  },
  {
    breaks: 'a slot of the first version does not take the id of the one in force',
    file: 'src/main/desk/operators/slot-on-record.ts',
    find: '(known === id && isBound)',
    replace: "(known === id && (isBound || id !== ''))",
    tests: ['test/security/older-slots.exploit.test.ts'],
  },
  {
    breaks: 'the recovery slot that opens is the one in the audit',
    file: 'src/main/desk/operators/slot-on-record.ts',
    find: '  if (!isKnown(slotIn(event), slot)) throw putBack(slot.holder)\n',
    replace: '',
    tests: putBack,
  },
  {
    breaks: 'a one-time password stays one, whatever the file says',
    file: 'src/main/desk/operators/slot-on-record.ts',
    find: 'must_change === 1 || (',
    replace: 'must_change === 1 && (',
    tests: putBack,
  },
  {
    breaks: 'a one-time password grows too old',
    file: 'src/main/desk/operators/open-operator-slot.ts',
    find: '    if (mustChange) demandFresh(parts, slot)\n',
    replace: '',
    tests: putBack,
  },
  {
    breaks: 'a slot that is gone is gone from the log',
    file: 'src/main/desk/operators/operator-standing.ts',
    find: '  // The slot before is in pages of the log still: gone is gone.\n  desk.store.checkpointLog()\n',
    replace: '',
    tests: putBack,
  },
  {
    breaks: 'what was typed as a name is not kept',
    file: 'src/main/desk/operators/lock-out.ts',
    find: 'return isOperator ? operatorSubject(nameKey) : strangers + mark',
    replace: 'return isOperator || mark.length > 0 ? operatorSubject(nameKey) : strangers',
    tests: putBack,
  },
  {
    breaks: 'a recovery key that does not fit is in the audit',
    file: 'src/main/desk/operators/recovery.ts',
    find: '    reportRefusal(desk, triesLeft)\n',
    replace: '',
    tests: putBack,
  },
  {
    breaks: 'a desk that holds the right key does not ask the file for it',
    file: 'src/main/desk/audit/verify-audit.ts',
    find: 'keyInPlaceOf(vault, storeMeta(store).publicKey())',
    replace: 'keyInPlaceOf(vault, storeMeta(store).publicKey())?.subarray(0, 0) && undefined',
    tests: ['test/security/forged-key.exploit.test.ts'],
  },
]
