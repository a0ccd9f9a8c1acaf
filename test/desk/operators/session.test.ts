import { readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createDesk } from '../../../src/main/desk.ts'
import { cheapSlots } from '../../support/cheap-slots.ts'
import { createFixedClock } from '../../support/fixed-clock.ts'
import { sourceResources } from '../../support/source-resources.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { accountIdOf, administrator, page, startTestDesk, type TestDesk } from '../../support/test-desk.ts'

const clock = createFixedClock()
const minute = 60_000
let at: TestDesk
beforeAll(async () => {
  at = await startTestDesk({ clock, resources: cheapSlots })
})
afterAll(() => at.end())

const actions = (limit = 10) =>
  at.desk.audit.list({}, { before: undefined, limit }).events.map((event) => event.action)

describe('first run', () => {
  it('refuses a weak administrator by every rule that is broken, and makes no store', async () => {
    const storePath = join(tempFolder(), 'store', 'desk.latchkey')
    const desk = createDesk({ storePath, door: 'command', version: '0', resources: sourceResources })
    await desk.start()
    await expect(desk.setUp(page, { name: 'a', password: 'shrt-7q' })).rejects.toMatchObject({
      code: 'OPERATOR_RULE',
      data: { rules: ['name-format', 'password-short'] },
    })
    expect(desk.status(page).store.state).toBe('none')
    expect(() => desk.admins.list({ sort: 'account', descending: false, limit: 1 })).toThrow('NO_STORE')
    await desk.close()
  })

  it('is not begun where a link leads to a store on a disk that is not there', async () => {
    const storePath = join(tempFolder(), 'desk.latchkey')
    symlinkSync(join(tempFolder(), 'not mounted', 'desk.latchkey'), storePath)
    const desk = createDesk({ storePath, door: 'command', version: '0', resources: sourceResources })
    await desk.start()
    expect(desk.status(page).store).toMatchObject({ state: 'unavailable', problem: 'unreadable' })
    await expect(desk.setUp(page, administrator)).rejects.toMatchObject({ code: 'ALREADY_SET_UP' })
    await desk.close()
  })

  it('is over once: a second one is refused and changes nothing', async () => {
    const before = actions()
    await expect(at.desk.setUp('stranger', administrator)).rejects.toMatchObject({ code: 'ALREADY_SET_UP' })
    expect(actions()).toEqual(before)
    expect(at.desk.operatorOf('stranger')).toBeNull()
  })

  it('says that the recovery key is unproven until it was typed back', async () => {
    expect(at.desk.status(page).recoveryKeyUnproven).toBe(true)
    await expect(at.desk.confirmRecoveryKey(at.ada, 'nonsense')).rejects.toMatchObject({
      code: 'RECOVERY_KEY_WRONG',
      data: { why: 'format' },
    })
    expect(at.desk.status(page).recoveryKeyUnproven).toBe(true)
    await at.desk.confirmRecoveryKey(at.ada, at.recoveryKey.toLowerCase())
    expect(at.desk.status(page).recoveryKeyUnproven).toBe(false)
  })
})

describe('signing in', () => {
  it('takes the name in any case, and gives the operator and no secret', async () => {
    const operator = await at.desk.signIn('other page', { name: 'ADA', password: administrator.password })
    expect(operator).toEqual({ id: at.ada.id, name: 'ada', role: 'administrator', mustChange: false })
  })

  it('tells nobody but an administrator which names are taken', async () => {
    const isTold = async (caller: string): Promise<boolean> => {
      const checks = await at.desk.checkOperatorRules(caller, { name: 'ada', password: 'x' })
      return checks.some(({ rule, ok }) => rule === 'name-taken' && !ok)
    }
    expect(await isTold('stranger')).toBe(false)
    expect(await isTold(page)).toBe(true)
  })

  it('says the same of a wrong password and of an unknown name, and counts the tries of each', async () => {
    for (const name of ['ada', 'nobody']) {
      await expect(at.desk.signIn('stranger', { name, password: 'wrong wrong wrong' })).rejects.toMatchObject(
        {
          code: 'WRONG_PASSWORD',
          data: { triesLeft: 4 },
        },
      )
    }
    expect(at.desk.operatorOf('stranger')).toBeNull()
  })

  it('writes down no name that names nobody: it may be a password typed in the wrong field', async () => {
    await expect(at.desk.signIn('stranger', { name: 'my-secret-pw-1', password: 'x' })).rejects.toThrow()
    const { events } = at.desk.audit.list(
      { action: 'operator.sign-in-failed' },
      { before: undefined, limit: 1 },
    )
    expect(JSON.stringify(events)).not.toContain('my-secret-pw-1')
  })

  it('locks a name out after five tries, for the right password too, until fifteen minutes have passed', async () => {
    const wrong = () => at.desk.signIn('stranger', { name: 'mallory', password: 'wrong wrong wrong' })
    for (let tries = 0; tries < 5; tries++)
      await expect(wrong()).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
    await expect(wrong()).rejects.toMatchObject({ code: 'LOCKED_OUT' })
    clock.advance(14 * minute)
    await expect(wrong()).rejects.toMatchObject({ code: 'LOCKED_OUT' })
    clock.advance(2 * minute)
    await expect(wrong()).rejects.toMatchObject({ code: 'WRONG_PASSWORD', data: { triesLeft: 4 } })
  })

  it('holds a lock-out no longer than fifteen minutes when the clock was set back', async () => {
    const wrong = () => at.desk.signIn('stranger', { name: 'trudy', password: 'wrong wrong wrong' })
    for (let tries = 0; tries < 5; tries++) await wrong().catch(() => undefined)
    clock.advance(-24 * 60 * minute)
    await expect(wrong()).rejects.toMatchObject({ code: 'LOCKED_OUT' })
    clock.advance(16 * minute)
    await expect(wrong()).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
    clock.advance(24 * 60 * minute)
  })

  it('locks nobody out for being right many times at once', async () => {
    const attempts = Array.from({ length: 8 }, () => at.desk.signIn('other page', administrator))
    expect(await Promise.all(attempts)).toHaveLength(8)
  })

  it('keeps a lock-out over a restart, and lets the right password in after it', async () => {
    const attempt = (password: string) => at.desk.signIn(page, { name: 'ada', password })
    for (let tries = 0; tries < 5; tries++) await attempt('wrong wrong wrong').catch(() => undefined)
    const desk = await at.restart()
    await expect(attempt(administrator.password)).rejects.toMatchObject({ code: 'LOCKED_OUT' })
    expect(desk.operatorOf(page)).toBeNull()
    clock.advance(16 * minute)
    expect(await attempt(administrator.password)).toMatchObject({ name: 'ada' })
  })
})

describe('stepping up', () => {
  it('needs the password anew and lasts five minutes', async () => {
    expect(at.desk.isSteppedUp(page)).toBe(false)
    await expect(at.desk.stepUp(page, at.ada, 'wrong wrong wrong')).rejects.toMatchObject({
      code: 'WRONG_PASSWORD',
    })
    expect(at.desk.isSteppedUp(page)).toBe(false)
    await at.desk.stepUp(page, at.ada, administrator.password)
    expect(at.desk.isSteppedUp(page)).toBe(true)
    expect(at.desk.isSteppedUp('other page')).toBe(false)
    clock.advance(5 * minute)
    expect(at.desk.isSteppedUp(page)).toBe(false)
  })
})

describe('locking', () => {
  it('ends every session, forgets drafts and passwords, tells every page, and keeps the built-in backend going', async () => {
    await at.desk.signIn('other page', administrator)
    const { draftId } = await at.desk.admins.generate({
      accountId: accountIdOf(at.desk, '1000000001'),
      length: 20,
    })
    const heard: string[] = []
    const listening = (async () => {
      for await (const { topic } of at.desk.watch(undefined)) heard.push(topic)
    })()
    await vi.waitFor(() => {
      expect(heard).toContain('hello')
    }, 15_000)
    at.desk.lock('ada')
    await listening
    expect(heard.at(0)).toBe('hello')
    expect(heard.at(-1)).toBe('locked')
    expect([at.desk.operatorOf(page), at.desk.operatorOf('other page')]).toEqual([null, null])
    expect(() => at.desk.admins.revealDraft(at.ada, draftId)).toThrow('DRAFT_GONE')
    expect(() => at.desk.admins.reveal(at.ada, accountIdOf(at.desk, '1000000001'))).toThrow('not held')
    const { url } = at.desk.builtIn.state()
    expect((await fetch(`${url ?? ''}/account/login`, { method: 'POST', body: '{}' })).status).toBe(200)
    expect(actions(1)).toEqual(['operator.locked'])
  })

  it('signs the audit up to the lock', () => {
    expect(at.desk.audit.chain().unsignedTail).toBe(0)
  })

  it('comes by itself when nobody has been at work', async () => {
    const idle = await startTestDesk({ idleLockMs: 200, resources: cheapSlots })
    const heard: string[] = []
    for await (const { topic } of idle.desk.watch(undefined)) heard.push(topic)
    expect(heard).toContain('locked')
    expect(idle.desk.operatorOf(page)).toBeNull()
    const { events } = idle.desk.audit.list({ action: 'operator.locked' }, { before: undefined, limit: 1 })
    expect(events[0]).toMatchObject({ actor: 'desk', detail: { why: 'idle' } })
    await idle.end()
  })
})

describe('a forgotten password', () => {
  const next = 'a new harbour, after winter'

  it('is set anew by the recovery key, which is then replaced; the old password and the old key open nothing', async () => {
    const recovered = await at.desk.recover(page, {
      name: 'ada',
      password: next,
      recoveryKey: at.recoveryKey,
    })
    expect(recovered.operator).toMatchObject({ name: 'ada', role: 'administrator' })
    expect(recovered.recoveryKey).not.toBe(at.recoveryKey)
    expect(at.desk.status(page).recoveryKeyUnproven).toBe(true)
    await expect(at.desk.signIn('x', administrator)).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
    await expect(
      at.desk.recover('x', { name: 'ada', password: next, recoveryKey: at.recoveryKey }),
    ).rejects.toMatchObject({ code: 'RECOVERY_KEY_WRONG', data: { why: 'not-this-store' } })
    await at.desk.confirmRecoveryKey(recovered.operator, recovered.recoveryKey)
    const { password } = at.desk.admins.reveal(recovered.operator, accountIdOf(at.desk, '1000000001'))
    expect(password).toBe('OpenIM@123')
  })

  it('is not set to one that breaks a rule', async () => {
    const before = actions()
    await expect(
      at.desk.recover('x', { name: 'ada', password: 'short', recoveryKey: at.recoveryKey }),
    ).rejects.toMatchObject({ code: 'RECOVERY_KEY_WRONG' })
    expect(actions().filter((action) => action === 'operator.password-changed')).toEqual(
      before.filter((action) => action === 'operator.password-changed'),
    )
  })
})

describe('a store that is held', () => {
  it('is told with its holder, and nothing can be done with it', async () => {
    const bytes = readFileSync(at.storePath)
    const second = createDesk({
      storePath: at.storePath,
      door: 'browser',
      version: '0',
      resources: sourceResources,
    })
    await second.start()
    expect(second.status(page).store).toMatchObject({
      state: 'unavailable',
      problem: 'held',
      holder: { pid: process.pid, door: 'command' },
    })
    await expect(second.signIn(page, administrator)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' })
    await expect(second.setUp(page, administrator)).rejects.toMatchObject({ code: 'ALREADY_SET_UP' })
    await second.close()
    expect(readFileSync(at.storePath).equals(bytes)).toBe(true)
  })
})
