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
]
