import type { Mutant } from './mutant.ts'

const change = ['test/desk/changes/change-admin-password.test.ts']
const exchange = ['test/systems/exchange.test.ts']

/** Lists mutants of the client, of a change in flight, and of the built-in backend. */
export const systemMutants: readonly Mutant[] = [
  {
    breaks: 'the new password is kept before a byte leaves',
    file: 'src/main/desk/changes/journal.ts',
    find: "    seal('new', plan.next)\n",
    replace: '',
    tests: change,
  },
  {
    breaks: '`sending` is written before the request is',
    file: 'src/main/desk/changes/change-admin-password.ts',
    find: '  markSending(desk, change)\n  const input = { ...wireInput(proposal, access), token: signedIn.token }\n  const outcome = await changePassword(input, access.target)\n',
    replace:
      '  const input = { ...wireInput(proposal, access), token: signedIn.token }\n  const outcome = await changePassword(input, access.target)\n  markSending(desk, change)\n',
    tests: ['test/desk/changes/killed-while-sending.test.ts'],
  },
  {
    breaks: 'an answer that was not had proves nothing',
    file: 'src/main/systems/perform.ts',
    find: "return { status: 'unknown', reason: reasonOf(result.why), wire: null, drift: [] }",
    replace: "return { status: 'rejected', reason: reasonOf(result.why), wire: null, drift: [] }",
    tests: ['test/desk/changes/change-admin-password.test.ts'],
  },
  {
    breaks: 'a redirect proves nothing',
    file: 'src/main/systems/verdict.ts',
    find: 'const counts = httpStatus === 200 ||',
    replace: 'const counts = httpStatus === 200 || (httpStatus >= 300 && httpStatus < 400) ||',
    tests: ['test/systems/openim/every-answer.test.ts', 'test/systems/nobase/every-answer.test.ts'],
  },
  {
    breaks: 'a success under 4xx contradicts itself',
    file: 'src/main/systems/verdict.ts',
    find: "if (read.status === 'succeeded') return",
    replace: "if (read.status === 'unknown') return",
    tests: ['test/systems/openim/every-answer.test.ts', 'test/systems/nobase/every-answer.test.ts'],
  },
  {
    breaks: 'TLS is verified',
    file: 'src/main/systems/one-connection.ts',
    find: 'rejectUnauthorized: true',
    replace: 'rejectUnauthorized: false',
    tests: [...exchange, 'test/systems/way-to-a-server.test.ts'],
  },
  {
    breaks: 'an answer has a highest size',
    file: 'src/main/systems/answer-body.ts',
    find: "if (size > limit) throw new UnreadableBodyError('bigger than is read')",
    replace: '',
    tests: ['test/systems/answer-body.test.ts'],
  },
  {
    breaks: 'an unpacked answer has a highest size',
    file: 'src/main/systems/answer-body.ts',
    find: '{ maxOutputLength: limit }',
    replace: '{}',
    tests: ['test/systems/answer-body.test.ts'],
  },
  {
    breaks: 'a key that is there twice is ambiguous',
    file: 'src/main/systems/strict-json.ts',
    find: ' || seen.has(key)',
    replace: '',
    tests: ['test/systems/strict-json.test.ts'],
  },
  {
    breaks: 'a header has one line',
    file: 'src/main/systems/prepare-request.ts',
    find: '/^[\\t\\x20-\\x7e\\x80-\\xff]*$/',
    replace: '/^[\\t\\r\\n\\x20-\\x7e\\x80-\\xff]*$/',
    tests: ['test/systems/openim/refusals.test.ts', 'test/systems/yunhu/refusals.test.ts'],
  },
  {
    breaks: 'a code works once',
    file: 'src/main/directory/users.ts',
    find: "if (!holds(row) || !codes.useUp(codeid)) return 'code-gone'",
    replace: "if (!holds(row)) return 'code-gone'",
    tests: ['test/systems/shuidi/find-password.service.test.ts'],
  },
  {
    breaks: 'a changed password ends the tokens',
    file: 'src/main/directory/users.ts',
    find: '        const tokensRevoked = endTokens(num)\n',
    replace: '        const tokensRevoked = 0\n',
    tests: ['test/directory/users.test.ts'],
  },
  {
    breaks: 'a wrong secret counts',
    file: 'src/main/directory/throttle.ts',
    find: 'save({ ...counter, tries: [...counter.tries, now()].slice(-mostTries) })',
    replace: 'save(counter)',
    tests: ['test/security/throttle.exploit.test.ts'],
  },
  {
    breaks: 'a locked account is locked to the right secret too',
    file: 'src/main/directory/throttle.ts',
    find: "      if (begun === 'locked') {\n        await test()\n        return 'locked'\n      }",
    replace: "      if (begun === 'locked') return (await test()) ? 'right' : 'wrong'",
    tests: ['test/security/throttle.exploit.test.ts'],
  },
  {
    breaks: 'the built-in backend answers to its own host',
    file: 'src/main/systems/built-in-server.ts',
    find: 'if (hosts?.length !== 1 || hosts[0] !== host)',
    replace: 'if (hosts?.length !== 1)',
    tests: ['test/systems/built-in-server.test.ts'],
  },
  {
    breaks: 'a secret is hidden however its name is spelled',
    file: 'src/main/systems/masking.ts',
    find: '[...secretTextsIn(text, secretFields), ...written]',
    replace: 'written',
    tests: ['test/security/told-tokens.exploit.test.ts'],
  },
  {
    breaks: 'a hash that cost little takes as long as any',
    file: 'src/main/passwords/hashing-worker.ts',
    find: '  for (const more of costsToFill(hash, cost)) hashSync(text, saltOf(more))\n',
    replace: '  if (hash === null) hashSync(text, saltOf(cost))\n',
    tests: ['test/security/imported-hashes.exploit.test.ts'],
  },
  {
    breaks: 'no value that stands in a path is kept',
    file: 'src/main/systems/record-served.ts',
    find: 'path: describePath(call.path)',
    replace: 'path: call.path',
    tests: ['test/security/secrets-in-paths.exploit.test.ts'],
  },
]
