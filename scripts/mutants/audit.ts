import type { Mutant } from './mutant.ts'

const verify = ['test/audit/verify.test.ts']
const codes = ['test/cli/audit.test.ts']
const putBack = ['test/security/put-back-slots.exploit.test.ts']
const doctor = ['test/desk/doctor/doctor.test.ts']
const opened = ['test/store/examination/integrity-worker.test.ts']
const forged = ['test/security/forged-key.exploit.test.ts']
const copied = ['test/security/copied-store.exploit.test.ts']

/** Lists mutants of the chain, of what it is held against, and of what looks for changes from outside. */
export const auditMutants: readonly Mutant[] = [
  {
    breaks: 'an event links to the one before it',
    file: 'src/main/audit/walk-chain.ts',
    find: 'else if (isWhole && walk.end.hash !== null && prevHash !== walk.end.hash)',
    replace: "else if (isWhole && walk.end.hash === '' && prevHash !== walk.end.hash)",
    tests: verify,
  },
  {
    breaks: 'a gap is found',
    file: 'src/main/audit/walk-chain.ts',
    find: 'if (seq !== walk.end.seq + 1) addBad(',
    replace: 'if (seq < walk.end.seq) addBad(',
    tests: verify,
  },
  {
    breaks: 'a part of the chain links to the one before it',
    file: 'src/main/audit/join-walks.ts',
    find: 'other.first.prevHash !== one.end.hash',
    replace: "other.first.prevHash === ''",
    tests: ['test/audit/tampered-files.test.ts'],
  },
  {
    breaks: 'a gap where two parts of the chain meet is found',
    file: 'src/main/audit/join-walks.ts',
    find: 'if (one.end.seq < border && !isEmpty)',
    replace: 'if (one.end.seq < border && isEmpty)',
    tests: ['test/audit/tampered-files.test.ts'],
  },
  {
    breaks: 'what an event says is under the hash',
    file: 'src/main/audit/chain.ts',
    find: ',${String(body.length)}:${body}`',
    replace: ',${String(body.length)}:`',
    tests: verify,
  },
  {
    breaks: 'an event from before bodies were stored has the one text that was written for it',
    file: 'src/main/audit/chain.ts',
    find: 'if (fields === null || body !== earlierMark + eventBody(fields)) return null',
    replace: 'if (fields === null) return null',
    tests: ['test/store/text-of-events.test.ts'],
  },
  {
    breaks: 'an anchor behind the end of the chain is a rollback',
    file: 'src/main/audit/signed-points.ts',
    find: '    if (point.seq > chain.last) {\n',
    replace:
      "    if (point.seq > chain.last && point.kind === 'anchor') return []\n    if (point.seq > chain.last) {\n",
    tests: verify,
  },
  {
    breaks: 'an anchor has its checkpoint',
    file: 'src/main/audit/signed-points.ts',
    find: "const isKnown = point.kind === 'checkpoint' ||",
    replace: "const isKnown = point.kind === 'anchor' || point.kind === 'checkpoint' ||",
    tests: verify,
  },
  {
    breaks: 'nothing is verified by the file’s own key',
    file: 'src/main/audit/verify.ts',
    find: 'isFromOutside && isAnchored && unsignedTail === 0',
    replace: 'isAnchored && unsignedTail === 0',
    tests: verify,
  },
  {
    breaks: 'nothing is verified with an unsigned tail',
    file: 'src/main/audit/verify.ts',
    find: 'isFromOutside && isAnchored && unsignedTail === 0',
    replace: 'isFromOutside && (isAnchored || unsignedTail > 0)',
    tests: verify,
  },
  {
    breaks: 'nothing vouches for what stands before a break',
    file: 'src/main/audit/unproven-stretches.ts',
    find: 'if (done < to) found.push(',
    replace: 'if (done < to && to === -1) found.push(',
    tests: copied,
  },
  {
    breaks: 'a checkpoint that was made to fit vouches for nothing',
    file: 'src/main/audit/unproven-stretches.ts',
    find: 'isSigned && hashes.get(seq) === hash',
    replace: '(isSigned || hash.length > 0) && hashes.get(seq) === hash',
    tests: copied,
  },
  {
    breaks: 'a store says of itself one thing',
    file: 'src/main/store/audit/audit-structure.ts',
    find: "return hasOneRow(db, 'store_meta')",
    replace: "return hasOneRow(db, 'store_meta') || faults.length >= 0",
    tests: copied,
  },
  {
    breaks: 'events that lie in another order are not listed',
    file: 'src/main/store/audit/event-listing.ts',
    find: "throw new StoreError('damaged')",
    replace: 'place = seq',
    tests: ['test/security/rerouted-pages.exploit.test.ts'],
  },
  {
    breaks: 'a failure to verify does not say that the chain was tampered with',
    file: 'src/main/cli/open-audit.ts',
    find: '    throw new CommandError(`${where} cannot be read (${String(errorCode(error))}).`)',
    replace: '    throw new CommandError(where, 1)',
    tests: codes,
  },
  {
    breaks: 'events that were put in while a desk is open are named before they are signed',
    file: 'src/main/audit/audit-log.ts',
    find: '      tellPutIn()\n',
    replace: '',
    tests: ['test/security/appended-events.exploit.test.ts'],
  },
  {
    breaks: 'a formula behind the end of a cell is defused',
    file: 'src/main/audit/csv.ts',
    find: 'cell.replaceAll(laterFormula, "$1\'")',
    replace: 'cell',
    tests: ['test/audit/csv.test.ts'],
  },
  {
    breaks: 'anchors are written through no link',
    file: 'src/main/audit/anchors.ts',
    find: 'found?.isFile() === false',
    replace: "found?.isFile() === false && path === ''",
    tests: ['test/audit/anchor-places.test.ts'],
  },
  {
    breaks: 'events that nobody had signed are named before they are signed',
    file: 'src/main/audit/audit-log.ts',
    find: '      if (!isFoundTold) tellFound()\n',
    replace: '      isFoundTold ||= tellFound.length > 0\n',
    tests: ['test/security/appended-events.exploit.test.ts'],
  },
  {
    breaks: 'which slot is in force is read from the table, not by an index',
    file: 'src/main/store/audit/slot-events.ts',
    find: 'NOT INDEXED\n      WHERE seq > ',
    replace: 'INDEXED BY audit_events_by_action\n      WHERE seq > ',
    tests: putBack,
  },
  {
    breaks: 'after opening, the audit’s indexes are held against its table',
    file: 'src/main/store/examination/integrity-worker.ts',
    find: "[...found(db, 'integrity_check(audit_events)'), ...schema]",
    replace: 'schema',
    tests: opened,
  },
  {
    breaks: 'after opening, what somebody else put into the schema is found',
    file: 'src/main/store/examination/integrity-worker.ts',
    find: "[...found(db, 'integrity_check(audit_events)'), ...schema]",
    replace: "found(db, 'integrity_check(audit_events)').concat(schema.slice(0, 0))",
    tests: opened,
  },
  {
    breaks: 'doctor names what somebody else put into the schema',
    file: 'src/main/desk/doctor/doctor.ts',
    find: "  if (first === undefined) return well('schema', 'schema-own')\n",
    replace: "  if (first === undefined || faults.length > 0) return well('schema', 'schema-own')\n",
    tests: doctor,
  },
  {
    breaks: 'doctor holds slots against the audit',
    file: 'src/main/desk/doctor/doctor-slots.ts',
    find: "return event.action === 'operator.disabled' || (slotIn(event) ?? id) !== id",
    replace: "return event.action === 'operator.disabled' && (slotIn(event) ?? id) !== id",
    tests: doctor,
  },
  {
    breaks: 'doctor opens the credentials of backends too',
    file: 'src/main/store/sealed-rows.ts',
    find: '  yield backendSecrets(store)\n',
    replace: '  yield backendSecrets(store).slice(0, 0)\n',
    tests: doctor,
  },
  {
    breaks: 'an operator’s keys do not ask the file for the key of checkpoints',
    file: 'src/main/desk/audit/verify-beside.ts',
    find: 'task.options.publicKey ?? keyInPlaceOf(vault, named)',
    replace: 'task.options.publicKey ?? (named === null ? keyInPlaceOf(vault, named) : undefined)',
    tests: forged,
  },
  {
    breaks: 'the desk gives its own public key',
    file: 'src/main/desk/audit/audit-views.ts',
    find: "desk.vault.holds('checkpoint')",
    replace: "desk.vault.holds('checkpoint') && desk.store.id === ''",
    tests: forged,
  },
  {
    breaks: 'a row that was rolled back is named',
    file: 'src/main/store/audit/guarded-rows.ts',
    find: 'isOutdated: row.changed_seq < latest,',
    replace: 'isOutdated: row.changed_seq < 0 && latest > 0,',
    tests: ['test/audit/row-macs.test.ts'],
  },
  {
    breaks: 'an application of the sample that was put back when the sample was gone is found',
    file: 'src/main/store/audit/guarded-rows.ts',
    find: "changes: ['application.changed', 'application.removed'],",
    replace: "changes: ['application.changed'],",
    tests: ['test/audit/row-macs.test.ts'],
  },
  {
    breaks: 'an exported cell is no formula',
    file: 'src/main/audit/csv.ts',
    find: 'const safe = `${formula.test(cell) ? ',
    replace: "const safe = `${formula.test(cell) && cell === '' ? ",
    tests: ['test/audit/csv.test.ts'],
  },
  {
    breaks: 'fingerprints are keyed',
    file: 'src/main/vault/vault.ts',
    find: "hmac('sha256', need('fingerprint').key, 'fingerprint', password.reveal())",
    replace:
      "hmac('sha256', createSecretKey(Buffer.alloc(need('fingerprint').id.length)), 'fingerprint', password.reveal())",
    tests: ['test/vault/fingerprint.test.ts'],
  },
]
