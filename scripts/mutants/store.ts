import type { Mutant } from './mutant.ts'

const open = ['test/store/files/open.test.ts']

/** Lists mutants of the store and of the audit. */
export const storeMutants: readonly Mutant[] = [
  {
    breaks: 'what is acknowledged is on the disk',
    file: 'src/main/store/pragmas.ts',
    find: "['synchronous', 'FULL', 2]",
    replace: "['synchronous', 'NORMAL', 1]",
    tests: open,
  },
  {
    breaks: 'what is deleted is overwritten',
    file: 'src/main/store/pragmas.ts',
    find: "['secure_delete', 'ON', 1]",
    replace: "['secure_delete', 'OFF', 0]",
    tests: open,
  },
  {
    breaks: 'a file is its owner’s alone',
    file: 'src/main/store/files/private-files.ts',
    find: "  const file = openSync(path, 'wx', 0o600)\n  try {\n    fchmodSync(file, 0o600)",
    replace: "  const file = openSync(path, 'wx', 0o644)\n  try {\n    fchmodSync(file, 0o644)",
    tests: ['test/store/files/backup.test.ts'],
  },
  {
    breaks: 'a backup is looked through before it gets its name',
    file: 'src/main/store/files/backup.ts',
    find: '    if (damage !== undefined) throw new Error(damage)\n    verify(partial)\n',
    replace: '    if (damage === null) verify(partial)\n',
    tests: ['test/desk/backups/backups.test.ts'],
  },
  {
    breaks: 'a restore keeps the store that was there',
    file: 'src/main/store/files/swap-restored.ts',
    find: '  for (const part of old) linkOrCopy(to + part, aside + part)\n',
    replace: "  for (const part of old) if (part === 'none') linkOrCopy(to + part, aside + part)\n",
    tests: ['test/store/files/restore.test.ts'],
  },
  {
    breaks: 'a store that was not closed is checked before it opens',
    file: 'src/main/store/files/open.ts',
    find: 'if (clean !== 1 && db.pragma',
    replace: 'if (clean === 2 && db.pragma',
    tests: open,
  },
  {
    breaks: 'a store has one writer',
    file: 'src/main/store/files/lock.ts',
    find: "lock.exec('BEGIN EXCLUSIVE')",
    replace: "lock.exec('BEGIN')",
    tests: ['test/store/files/second-desk.test.ts'],
  },
  {
    breaks: 'a copy is made before a store is migrated',
    file: 'src/main/store/files/migrate.ts',
    find: 'if (pending.length > 0 && from > 0) backUpBeside(db, from)',
    replace: 'if (pending.length > 0 && from > 1000) backUpBeside(db, from)',
    tests: ['test/store/files/migrate.test.ts'],
  },
  {
    breaks: 'checkpoints are signed',
    file: 'src/main/audit/signed-points.ts',
    find: 'key !== null && verifySignature(null, checkpointBytes({ storeId, ...point }), key, point.signature)',
    replace:
      'key !== null && checkpointBytes({ storeId, ...point }).length > 0 && verifySignature.length > 0',
    tests: ['test/audit/verify.test.ts'],
  },
  {
    breaks: 'a row that was edited outside is not used',
    file: 'src/main/directory/guarded-row.ts',
    find: 'return isOwn && row.changedSeq >= lastChange',
    replace: 'return row.mac.length > 0 && (isOwn || row.changedSeq >= lastChange)',
    tests: [
      'test/directory/applications.test.ts',
      'test/desk/backends/backends.test.ts',
      'test/desk/settings/settings.test.ts',
    ],
  },
  {
    breaks: 'a counter of wrong secrets that is none counts as full',
    file: 'src/main/directory/throttle.ts',
    find: 'readTimes(row.tries) ?? Array<number>(mostTries).fill(at)',
    replace: 'readTimes(row.tries) ?? []',
    tests: ['test/security/forged-cells.exploit.test.ts'],
  },
  {
    breaks: 'a code with a count of tries below nothing is tried out',
    file: 'src/main/directory/codes.ts',
    find: 'return tries >= 0 && tries < codeTries ? tries : codeTries',
    replace: 'return Math.min(tries, codeTries)',
    tests: ['test/security/forged-cells.exploit.test.ts'],
  },
  {
    breaks: 'a captcha with a count of tries below nothing is used up',
    file: 'src/main/directory/captchas.ts',
    find: 'row.tries >= 0 && row.tries < thresholds.captchaTries',
    replace: 'row.tries < thresholds.captchaTries',
    tests: ['test/security/forged-cells.exploit.test.ts'],
  },
  {
    breaks: 'no store takes the place of a link to one that is missing',
    file: 'src/main/store/files/restore.ts',
    find: 'if (isPlaceTaken(path) && !existsSync(path))',
    replace: 'if (isPlaceTaken(path) && path.length === 0)',
    tests: ['test/store/files/restore.test.ts', 'test/cli/maintenance-commands.test.ts'],
  },
  {
    breaks: 'a restored backup is held against the keys of its operator',
    file: 'src/main/desk/backups/restore-from.ts',
    find: 'if (keys !== null) demandOwnRows(path, keys)',
    replace: 'if (keys !== null) demandOwnRows.bind(null, path, keys)',
    tests: ['test/cli/maintenance-commands.test.ts'],
  },
  {
    breaks: 'a change whose end the store did not take is closed without a restart',
    file: 'src/main/desk/changes/journal.ts',
    find: '    desk.cutOffChanges.add(id)\n',
    replace: '',
    tests: ['test/rpc/refused-writes.test.ts'],
  },
  {
    breaks: 'a name that reads like another’s is refused',
    file: 'src/main/passwords/name-look.ts',
    find: 'asciiOf.get(letter) ?? letter',
    replace: 'asciiOf.has(letter) ? letter : letter',
    tests: ['test/passwords/operator-names.test.ts', 'test/desk/operators/added-operator.test.ts'],
  },
]
