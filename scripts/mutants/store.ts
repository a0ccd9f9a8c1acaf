import type { Mutant } from './mutant.ts'

const open = ['test/store/open.test.ts']

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
    file: 'src/main/store/private-files.ts',
    find: "  const file = openSync(path, 'wx', 0o600)\n  try {\n    fchmodSync(file, 0o600)",
    replace: "  const file = openSync(path, 'wx', 0o644)\n  try {\n    fchmodSync(file, 0o644)",
    tests: [...open, 'test/store/backup.test.ts'],
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
      'test/desk/backends.test.ts',
      'test/desk/settings.test.ts',
    ],
  },
]
