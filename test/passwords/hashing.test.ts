import { randomBytes } from 'node:crypto'
import { afterAll, describe, expect, it } from 'vitest'
import { createHashingPool } from '../../src/main/passwords/hashing-pool.ts'
import { checkOperatorRules } from '../../src/main/passwords/operator-rules.ts'
import { createStrengthJudge } from '../../src/main/passwords/strength.ts'
import { kdfFloor } from '../../src/main/vault/key-derivation.ts'
import { Secret } from '../../src/shared/model/secret.ts'
import { workerSources } from '../support/source-resources.ts'

const pool = createHashingPool(workerSources.hashingWorker)
const strength = createStrengthJudge(workerSources.strengthWorker)
afterAll(async () => {
  await Promise.all([pool.close(), strength.close()])
})

describe('hashing on worker threads', () => {
  const hashing = pool.forDirectory({ pepper: (password) => `pepper ${password.reveal()}`, cost: () => 4 })

  it('keeps a hash at the cost that is set, and knows the password again', async () => {
    const hash = await hashing.hash(new Secret('OpenIM@123'))
    expect(hash).toMatch(/^\$2[aby]\$04\$/)
    expect(await hashing.compare(new Secret('OpenIM@123'), hash)).toBe(true)
    expect(await hashing.compare(new Secret('OpenIM@124'), hash)).toBe(false)
  })

  it('says no for an account that does not exist, even for its own decoy', async () => {
    expect(await hashing.compare(new Secret('no account has this password'), null)).toBe(false)
  })

  it('derives the same key from the same secret, and leaves the main thread free meanwhile', async () => {
    const salt = randomBytes(16)
    let turns = 0
    const ticking = setInterval(() => turns++, 5)
    const [one, again, other] = await Promise.all([
      pool.deriveKey('quiet harbour', salt, kdfFloor),
      pool.deriveKey('quiet harbour', salt, kdfFloor),
      pool.deriveKey('quiet harbor', salt, kdfFloor),
    ])
    clearInterval(ticking)
    expect(Buffer.from(one).equals(Buffer.from(again))).toBe(true)
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(false)
    expect(turns).toBeGreaterThan(10)
  })
})

describe('the strength of a password', () => {
  it.each([
    ['123456', true],
    ['OpenIM@123', true],
    ['woaini1314', true],
    ['Quiet-harbour_7-long', false],
  ])('knows whether %s is common', async (text, common) => {
    expect((await strength.judge(new Secret(text))).common).toBe(common)
  })

  it('counts what an attacker knows about the account', async () => {
    const alone = await strength.judge(new Secret('zhengkailiang92'))
    const known = await strength.judge(new Secret('zhengkailiang92'), ['zhengkailiang'])
    expect(known.score).toBeLessThan(alone.score)
  })
})

describe('the rules for an operator', () => {
  const broken = async (name: string, password: string, taken = false) => {
    const checks = await checkOperatorRules({ name, password }, { strength, isTaken: () => taken })
    return checks.filter((check) => !check.ok).map((check) => check.rule)
  }
  const good = 'quiet harbour, long winter'

  it.each([
    ['ada', good, []],
    ['管理员.1', good, []],
    ['a', good, ['name-format']],
    ['ada lovelace', good, ['name-format']],
    ['x'.repeat(65), good, ['name-format']],
    ['ada', 'eleven char', ['password-short']],
    ['ada', '密码密码密码密码密码密码', []],
    ['ada', 'x'.repeat(1025), ['password-long']],
    ['ada', 'my name is ADA, hello', ['password-has-name']],
    ['ada', '123456789012', ['password-common']],
  ])('judge %s / %s', async (name, password, expected) => {
    expect(await broken(name, password)).toEqual(expected)
  })

  it('say when a name is taken', async () => {
    expect(await broken('ada', good, true)).toEqual(['name-taken'])
  })
})
