import type { Mutant } from './mutant.ts'

const resolved = ['test/desk/changes/resolve-change.test.ts']
const retention = ['test/desk/upkeep/retention.test.ts']

/** Lists mutants of a change in flight, of the way to a server, and of what is kept how long. */
export const changeMutants: readonly Mutant[] = [
  {
    breaks: 'nothing is concluded before the settle time',
    file: 'src/main/desk/changes/open-change.ts',
    find: '  if (!atOnce) demandSettled(desk, found.row)\n',
    replace: "  if (!atOnce && found.row.id === '') demandSettled(desk, found.row)\n",
    tests: resolved,
  },
  {
    breaks: 'a change is tried three times at most',
    file: 'src/main/desk/changes/probe-budget.ts',
    find: 'thresholds.probesAChange - ofChange',
    replace: '30 * thresholds.probesAChange - ofChange',
    tests: resolved,
  },
  {
    breaks: 'nothing is tried after a lock-out',
    file: 'src/main/desk/changes/probe-budget.ts',
    find: 'if (ofChange.some(isLockOut)) return',
    replace: 'if (ofChange.every(isLockOut) && ofChange.length > 9) return',
    tests: resolved,
  },
  {
    breaks: 'whether a backend has moved does not hang on the clock',
    file: 'src/main/desk/backends/backend-moved.ts',
    find: "{ action: 'backend.changed' }, staged.seq, mostLookedAt",
    replace: "{ action: 'backend.changed', from: staged.at }, undefined, mostLookedAt",
    tests: resolved,
  },
  {
    breaks: 'an account has one open change',
    file: 'src/main/desk/changes/journal.ts',
    find: 'if (held !== undefined) throw new Problem',
    replace: 'if (held === null) throw new Problem',
    tests: resolved,
  },
  {
    breaks: 'the passwords of a change stay for thirty days at least',
    file: 'src/main/desk/upkeep/retention.ts',
    find: 'daysBefore(now, Math.max(candidatesDays, thresholds.candidateLife / day))',
    replace: 'daysBefore(now, Math.min(candidatesDays, thresholds.candidateLife / day - 1))',
    tests: retention,
  },
  {
    breaks: 'a change that is open keeps its passwords',
    file: 'src/main/store/purging.ts',
    find: ' AND changes.state NOT IN (',
    replace: " AND changes.state || 'x' NOT IN (",
    tests: retention,
  },
  {
    breaks: 'a purge is in the audit',
    file: 'src/main/desk/upkeep/retention.ts',
    find: 'if (taken.count > 0) {',
    replace: 'if (taken.count < 0) {',
    tests: retention,
  },
  {
    breaks: 'http:// beyond this machine takes consent',
    file: 'src/main/desk/backends/backend-way.ts',
    find: "  if (!stands && consent === undefined) throw new Problem('ADDRESS_REFUSED', { rule: 'unencrypted' })\n",
    replace:
      '  if (!stands && consent === undefined) return { ...wanted, url, options: { ...options, allowHttp: true } }\n',
    tests: ['test/desk/backends/backends.test.ts'],
  },
  {
    breaks: 'consent to http:// is in the audit',
    file: 'src/main/desk/backends/backend-way.ts',
    find: "    recordOfBackend(desk, by, 'backend.http-consented', name, { url })\n",
    replace: '',
    tests: ['test/desk/backends/backends.test.ts'],
  },
  {
    breaks: 'a CA file is in the audit',
    file: 'src/main/desk/backends/backend-way.ts',
    find: "    recordOfBackend(desk, by, 'backend.ca-set', name, { fingerprints })\n",
    replace: '',
    tests: ['test/desk/backends/backend-way.test.ts'],
  },
  {
    breaks: 'secrets are masked by their value',
    file: 'src/main/systems/masking.ts',
    find: 'for (const secret of secrets) add(secret.reveal())',
    replace: 'for (const secret of secrets.slice(0, 0)) add(secret.reveal())',
    tests: ['test/systems/masking.test.ts'],
  },
]
