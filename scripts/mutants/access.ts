import type { Mutant } from './mutant.ts'

const access = ['test/rpc/access.test.ts']
const loopback = ['test/security/loopback.exploit.test.ts']

/** Lists mutants of who may call, and of how a caller gets in. */
export const accessMutants: readonly Mutant[] = [
  {
    breaks: 'a role is checked',
    file: 'src/main/rpc/guard.ts',
    find: "  if (!roles.includes(operator.role)) throw refusal('FORBIDDEN', { roles: [...roles] })\n",
    replace: '',
    tests: access,
  },
  {
    breaks: 'a step-up is checked',
    file: 'src/main/rpc/guard.ts',
    find: "if (meta.stepUp === true && !isSteppedUp()) throw refusal('STEP_UP_REQUIRED')",
    replace: 'isSteppedUp()',
    tests: access,
  },
  {
    breaks: 'a one-time password lets nothing through but a new one',
    file: 'src/main/rpc/guard.ts',
    find: "if (operator.mustChange && meta.whileMustChange !== true) throw refusal('PASSWORD_CHANGE_REQUIRED')",
    replace: '',
    tests: access,
  },
  {
    breaks: 'the host is compared whole',
    file: 'src/main/hosts/browser/gate.ts',
    find: "if (!isExactly(arrival, 'host', host))",
    replace: "if (!valuesOf(arrival, 'host').every((value) => value.endsWith(host)))",
    tests: loopback,
  },
  {
    breaks: 'a call comes from our origin',
    file: 'src/main/hosts/browser/gate.ts',
    find: "if (!isExactly(arrival, 'origin', ours)) return",
    replace: "if (!isAbsentOr(arrival, 'origin', ours)) return",
    tests: loopback,
  },
  {
    breaks: 'a call comes from our page',
    file: 'src/main/hosts/browser/gate.ts',
    find: "return isExactly(arrival, 'sec-fetch-site', 'same-origin') ? null",
    replace: "return isAbsentOr(arrival, 'sec-fetch-site', 'same-origin') ? null",
    tests: loopback,
  },
  {
    breaks: 'the code of a link works once',
    file: 'src/main/hosts/browser/pairing.ts',
    find: '      open = null\n      const bearer',
    replace: '      const bearer',
    tests: loopback,
  },
  {
    breaks: 'no page frames the desk',
    file: 'src/main/rpc/answer.ts',
    find: '"frame-ancestors \'none\'"',
    replace: '"frame-ancestors \'self\'"',
    tests: ['test/hosts/page-files.test.ts'],
  },
  {
    breaks: 'scripts are our own',
    file: 'src/main/rpc/answer.ts',
    find: '"script-src \'self\'"',
    replace: "\"script-src 'self' 'unsafe-eval'\"",
    tests: ['test/hosts/page-files.test.ts'],
  },
  {
    breaks: 'nothing is kept of a request that has a secret in place of its account',
    file: 'src/main/systems/nobase/note-facts.service.ts',
    find: '    if (holdsSecret(user, given)) return null\n',
    replace: '',
    tests: ['test/security/secret-lengths.exploit.test.ts'],
  },
  {
    breaks: 'a backend is led elsewhere only after a step-up',
    file: 'src/shared/contract/backends.ts',
    find: '    .meta({ stepUp: true })\n    .input(backend.extend(named.partial()',
    replace: '    .input(backend.extend(named.partial()',
    tests: ['test/security/unlocked-desk.exploit.test.ts', ...access],
  },
  {
    breaks: 'a desk that is idle is locked before a call is answered',
    file: 'src/main/desk.ts',
    find: '      if (desk !== null) lockWhenIdle(desk)\n',
    replace: '',
    tests: ['test/security/unlocked-desk.exploit.test.ts'],
  },
  {
    breaks: 'the code of a link lives by no clock that is set',
    file: 'src/main/hosts/browser/pairing.ts',
    find: 'clock.elapsed?.() ?? clock.now()',
    replace: 'clock.now()',
    tests: ['test/hosts/pairing.test.ts'],
  },
  {
    breaks: 'what an operator handed in ends with them',
    file: 'src/main/desk/operators/operator-standing.ts',
    find: '  desk.incomingFiles.dropThoseOf(id)\n',
    replace: '',
    tests: ['test/security/disabled-importer.exploit.test.ts'],
  },
]
