import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addOperator, ownPassword } from '../support/add-operator.ts'
import { administrator, startTestDesk, type TestDesk } from '../support/test-desk.ts'
import { latchkey } from './latchkey.ts'

/*
 * An auditor's session leaves events that no key of theirs signs. Whoever verifies then is told what is missing, and by
 * following it step by step comes to a verdict that somebody from outside vouches for.
 */

let at: TestDesk
let key = ''
const auditor = { name: 'bob', password: ownPassword }
const verify = (args: string[] = [], env = {}) =>
  latchkey(['audit', 'verify', '--store', at.storePath, ...args], { env })
const next = (out: string[]) => out.filter((line) => line.startsWith('Next:'))
const as = ({ name, password }: { name: string; password: string }) => ({
  LATCHKEY_OPERATOR: name,
  LATCHKEY_PASSWORD: password,
})
const signInAndLock = async (who: typeof auditor): Promise<void> => {
  const desk = await at.restart()
  await desk.signIn('their page', who)
  desk.lock(who.name)
  await desk.close()
}

beforeAll(async () => {
  at = await startTestDesk({ builtInStarts: 'when-asked' })
  await addOperator(at, { name: auditor.name, role: 'auditor' })
  key = join(at.folder, 'key.pem')
  await signInAndLock(auditor)
  writeFileSync(key, (await latchkey(['audit', 'public-key', '--store', at.storePath])).out.join('\n'))
})
afterAll(() => at.end())

describe('audit verify after an auditor’s session', () => {
  it('lists what is unsigned, and says of each cause of its doubt what to do', async () => {
    const { code, out } = await verify()
    expect(code).toBe(3)
    expect(out.some((line) => /^Unsigned: .*bob/.test(line))).toBe(true)
    expect(next(out)).toEqual([
      expect.stringContaining('--public-key'),
      expect.stringMatching(/administrator or a support operator signs in and locks the desk once/),
    ])
  })

  it('asks for no key where one is given, and for anchors where none are', async () => {
    expect(next((await verify(['--public-key', key])).out)).toEqual([
      expect.stringContaining('have the unsigned events signed'),
    ])
    const none = join(at.folder, 'none.jsonl')
    writeFileSync(none, '')
    expect(next((await verify(['--public-key', key, '--anchors', none])).out)).toEqual([
      expect.stringContaining('have the unsigned events signed'),
      expect.stringContaining('--anchors'),
    ])
  })

  it('says with whose keys rows were checked, and what an auditor’s keys do not tell', async () => {
    const { code, out } = await verify([], as(auditor))
    expect(code).toBe(3)
    expect(out).toContain(
      'Rows that steer behaviour (backends, applications, settings): checked with the keys of bob (auditor).',
    )
    expect(out.join('\n')).toContain('Key for checkpoints: not checked')
    const byAda = (await verify([], as(administrator))).out.join('\n')
    expect(byAda).toContain('checked with the keys of ada (administrator).')
    expect(byAda).not.toContain('Key for checkpoints: not checked')
    expect((await verify()).out.join('\n')).toContain(
      'not checked, which needs LATCHKEY_OPERATOR and LATCHKEY_PASSWORD',
    )
    const keyed = (await verify(['--public-key', key], as(auditor))).out.join('\n')
    expect(keyed).not.toContain('Key for checkpoints: not checked')
  })

  it('says of an auditor’s copy that it has no rows to check, whoever is named', async () => {
    const copy = join(at.folder, 'copy.latchkey')
    await latchkey(['audit', 'copy', '--store', at.storePath, '--to', copy])
    const { out } = await latchkey(['audit', 'verify', '--store', copy], { env: as(auditor) })
    expect(out.join('\n')).toContain('not checked: an auditor’s copy has none')
  })

  it('has nothing more to say once that was done', async () => {
    await signInAndLock(administrator)
    const { code, out } = await verify(['--public-key', key])
    expect(code).toBe(0)
    expect(next(out)).toEqual([])
    const { out: unkeyed } = await verify()
    expect(next(unkeyed)).toEqual([expect.stringContaining('--public-key')])
  })
})
