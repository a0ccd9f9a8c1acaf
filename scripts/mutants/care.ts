import type { Mutant } from './mutant.ts'

const refused = ['test/desk/admins/refused-writes.test.ts']
const resolved = ['test/desk/changes/resolve-change.test.ts']
const locks = ['test/security/lost-locks.exploit.test.ts']
const lockOut = ['test/desk/operators/operator-lock-out.test.ts']

/** Lists mutants of what holds on a full disk, over a set clock, beside other programs, and through a restore. */
export const careMutants: readonly Mutant[] = [
  {
    breaks: 'a lock wipes the keys before anything that could fail',
    file: 'src/main/desk/operators/lock-desk.ts',
    find: "  vault.lock()\n  try {\n    audit.append({ action: 'operator.locked', result: 'done', actor: by, target: 'desk', detail: { why } })\n",
    replace:
      "  try {\n    audit.append({ action: 'operator.locked', result: 'done', actor: by, target: 'desk', detail: { why } })\n    vault.lock()\n",
    tests: refused,
  },
  {
    breaks: 'who signs in stands in the audit first',
    file: 'src/main/desk/operators/sign-in.ts',
    find: '  // First the event: whoever gets in stands in the audit.\n',
    replace: '  desk.sessions.begin(caller, operator)\n',
    tests: refused,
  },
  {
    breaks: 'what runs by the clock outlives a failure',
    file: 'src/main/desk/upkeep/upkeep.ts',
    find: '        report(error)\n',
    replace: '        throw error\n',
    tests: refused,
  },
  {
    breaks: 'a checkpoint is made every minute',
    file: 'src/main/desk/upkeep/upkeep.ts',
    find: '      desk.audit.checkpoint()\n',
    replace: '      desk.settings.current()\n',
    tests: refused,
  },
  {
    breaks: 'nothing vouches for a chain that was cut short',
    file: 'src/main/audit/audit-log.ts',
    find: '(rows.lastCheckpoint()?.seq ?? 0) < head.seq',
    replace: 'rows.lastCheckpoint()?.seq !== head.seq',
    tests: refused,
  },
  {
    breaks: 'a lock signs what was written before it',
    file: 'src/main/desk/operators/lock-desk.ts',
    find: '    checkpoint()\n',
    replace: '',
    tests: ['test/desk/audit/audit.test.ts'],
  },
  {
    breaks: 'a lock-out outlasts a clock that is set forward while the desk is off',
    file: 'src/main/desk/clock/lasting-time.ts',
    find: 'const reached = before === undefined ? NaN : ',
    replace: 'const reached = before === undefined || opened >= 0 ? NaN : ',
    tests: lockOut,
  },
  {
    breaks: 'a lock-out outlasts a start of the machine',
    file: 'src/main/desk/clock/lasting-time.ts',
    find: 'return clock.elapsed === undefined ? 0 : opened',
    replace: 'return clock.elapsed === undefined ? 0 : opened + 3_600_000',
    tests: lockOut,
  },
  {
    breaks: 'an unknown change settles by what really passes',
    file: 'src/main/desk/changes/settle-time.ts',
    find: 'function inTheFuture({ steadyNow }: OpenDesk, milliseconds: number): string {\n  return new Date(steadyNow() +',
    replace:
      'function inTheFuture({ clock }: OpenDesk, milliseconds: number): string {\n  return new Date(clock.now() +',
    tests: resolved,
  },
  {
    breaks: 'a backend that has moved is shown no password',
    file: 'src/main/desk/changes/settle-unknown.ts',
    find: 'if (hasBackendMoved(desk, change.row)) {',
    replace: "if (hasBackendMoved(desk, change.row) && change.id === '') {",
    tests: resolved,
  },
  {
    breaks: 'a damaged candidate does not hold its account for good',
    file: 'src/main/desk/changes/open-change.ts',
    find: '    return withoutPassword(desk, changeId)\n',
    replace: '    throw error\n',
    tests: resolved,
  },
  {
    breaks: 'a rotation stops when who began it may not go on',
    file: 'src/main/desk/rotation/runs.ts',
    find: 'if (run.operatorId === operatorId) run.asked',
    replace: "if (run.operatorId === '' && operatorId !== '') run.asked",
    tests: ['test/desk/rotation/rotation-of-a-leaver.test.ts'],
  },
  {
    breaks: 'an open store keeps its locks',
    file: 'src/main/store/files/header.ts',
    find: 'return (mayBeOpen(path) ? lookThrough(path) : null) ?? headerOf(path)',
    replace: 'return mayBeOpen(path) ? headerOf(path) : (lookThrough(path) ?? headerOf(path))',
    tests: locks,
  },
  {
    breaks: 'a store under two names is held under both',
    file: 'src/main/store/files/lock.ts',
    find: 'return isLink && existsSync(path) ? realpathSync(path) : path',
    replace: "return isLink && realpathSync(path) === '' && existsSync(path) ? '' : path",
    tests: locks,
  },
  {
    breaks: 'a restore that is cut off loses no log',
    file: 'src/main/store/files/swap-restored.ts',
    find: '  foldLog(to)\n  const old',
    replace: '  const old',
    tests: ['test/security/power-loss-of-care.test.ts'],
  },
  {
    breaks: 'a restore excuses nothing that came after it',
    file: 'src/main/desk/doctor/doctor-chain.ts',
    find: 'anchors.filter(({ at }) => at > since)',
    replace: "anchors.filter(({ at }) => at > since && at === '')",
    tests: ['test/desk/doctor/doctor.test.ts'],
  },
  {
    breaks: 'a file that was handed in and left is overwritten',
    file: 'src/main/desk/upkeep/upkeep.ts',
    find: '      desk.incomingFiles.dropOld()\n',
    replace: '      desk.settings.current()\n',
    tests: ['test/desk/files/incoming-files.test.ts'],
  },
  {
    breaks: 'a program that goes behind all others still derives keys',
    file: 'src/main/passwords/hashing-worker.ts',
    find: ' && getPriority() < 10',
    replace: '',
    tests: ['test/cli/nice.test.ts'],
  },
]
