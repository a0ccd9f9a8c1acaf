import { describe, expect, it } from 'vitest'
import { addBackend, editBackend } from '../../../src/main/desk/backends/backend-changes.ts'
import { setBackendSecret } from '../../../src/main/desk/backends/backend-secrets.ts'
import { removeRemoteApplication } from '../../../src/main/desk/backends/remote-application-changes.ts'
import { nobaseAccess } from '../../../src/main/desk/backends/reset-access.ts'
import { backendSecretRows } from '../../../src/main/store/backends/backend-secrets.ts'
import { Problem } from '../../../src/shared/model/problems.ts'
import { ada, nobaseDeskOfTest, unknown, where } from './nobase-desk.ts'

const { desk, add, enter, edit, detailOf, signatureFor, events, keptSecrets } = nobaseDeskOfTest()

const codeOf = (work: () => unknown): unknown => {
  try {
    work()
  } catch (error) {
    if (error instanceof Problem) return [error.code, error.data]
    throw error
  }
  return null
}

describe('the applications of another backend', () => {
  it('are called by their appid, each with its own signature and flags', () => {
    const id = add()
    enter(id, 'mall', 'signature of the mall')
    enter(id, 'shop', 'signature of the shop')
    edit(id, 'shop', { appid: 'shop', tokenValidation: true, allowPasswordChange: false })
    expect(signatureFor(id, 'mall')).toBe('signature of the mall')
    expect(signatureFor(id, 'shop')).toBe('signature of the shop')
    expect(nobaseAccess(desk(), id, 'mall')).toMatchObject(unknown)
    expect(nobaseAccess(desk(), id, 'shop')).toMatchObject({
      appid: 'shop',
      tokenValidation: true,
      allowPasswordChange: false,
    })
    expect(codeOf(() => nobaseAccess(desk(), id, 'another'))).toEqual(['NOT_FOUND', { what: 'application' }])
    expect(codeOf(() => nobaseAccess(desk(), id, ''))).toEqual(['NOT_FOUND', { what: 'application' }])
  })

  it('are told with whether their signature is kept, and never with the signature', () => {
    const id = add()
    enter(id, 'mall', 'canary-signature')
    enter(id, 'shop')
    expect(detailOf(id)).toMatchObject({
      secretKinds: [],
      secrets: [],
      applications: [
        { appid: 'mall', ...unknown, signature: { usable: true } },
        { appid: 'shop', ...unknown, signature: null },
      ],
    })
    expect(JSON.stringify([detailOf(id), events()])).not.toContain('canary-signature')
  })

  it('are changed with events that name what differs alone, and none where nothing does', () => {
    const id = add()
    enter(id, 'mall', 'signature')
    enter(id, 'shop')
    const before = events().length
    const to = { appid: 'shop', tokenValidation: true, allowPasswordChange: null }
    edit(id, 'shop', to)
    edit(id, 'shop', to)
    expect(events().slice(before)).toMatchObject([
      { action: 'backend.changed', target: 'Mall', actor: 'ada' },
    ])
    expect(JSON.parse(events().at(-1)?.detail ?? '')).toEqual({
      id,
      before: '{"application shop":"tokenValidation null, allowPasswordChange null"}',
      after: '{"application shop":"tokenValidation true, allowPasswordChange null"}',
      secretsDropped: '',
      reason: 'as the console says',
    })
  })

  it('can be put back as they were by what a change gives, which is told too, with its own reason', () => {
    const id = add()
    enter(id, 'shop', 'of the shop')
    const before = { appid: 'shop', ...unknown }
    const after = { appid: 'store', tokenValidation: true, allowPasswordChange: false }
    const changed = edit(id, 'shop', after)
    expect(changed).toEqual({ before, after })
    expect(edit(id, changed.after.appid, changed.before, 'typed by mistake')).toEqual({
      before: after,
      after: before,
    })
    expect(detailOf(id).applications).toMatchObject([{ ...before, signature: { usable: true } }])
    expect(signatureFor(id, 'shop')).toBe('of the shop')
    expect(JSON.parse(events().at(-1)?.detail ?? '')).toMatchObject({
      before: JSON.stringify({
        'application store': 'tokenValidation true, allowPasswordChange false',
      }),
      after: JSON.stringify({ 'application shop': 'tokenValidation null, allowPasswordChange null' }),
      reason: 'typed by mistake',
    })
  })

  it('have each an appid of its own, and stand at nobase alone', () => {
    const id = add()
    enter(id, 'mall')
    enter(id, 'shop')
    const taken = ['ALREADY_THERE', { what: 'application' }]
    expect(
      codeOf(() => {
        enter(id, 'mall')
      }),
    ).toEqual(taken)
    const to = { appid: 'mall', ...unknown }
    expect(
      codeOf(() => {
        edit(id, 'shop', to)
      }),
    ).toEqual(taken)
    const { id: openim } = addBackend(desk(), ada, { system: 'openim', name: 'IM', ...where })
    expect(
      codeOf(() => {
        enter(openim, 'mall')
      }),
    ).toEqual(['BACKEND_SETTING_REFUSED', { rule: 'other-system' }])
    expect(
      codeOf(() => {
        enter('built-in', 'mall')
      }),
    ).toEqual(['BACKEND_SETTING_REFUSED', { rule: 'built-in' }])
  })

  it('take their signature along under another appid, and with them when they go', () => {
    const id = add()
    enter(id, 'mall', 'of the mall')
    enter(id, 'shop', 'of the shop')
    const to = { appid: 'store', ...unknown }
    edit(id, 'shop', to)
    expect(signatureFor(id, 'store')).toBe('of the shop')
    removeRemoteApplication(desk(), ada, { backendId: id, appid: 'store' })
    expect(keptSecrets(id)).toEqual([['signature', 'mall']])
    expect(JSON.parse(events().at(-1)?.detail ?? '')).toMatchObject({ secretsDropped: 'signature of store' })
    // Entered anew under the same name, it must not find what was taken away.
    enter(id, 'store')
    expect(signatureFor(id, 'store')).toBe('')
  })

  it('lose their signatures when the backend is led elsewhere', () => {
    const id = add()
    enter(id, 'mall', 'of the mall')
    enter(id, 'shop', 'of the shop')
    editBackend(desk(), ada, { backendId: id, url: 'https://elsewhere.example' })
    expect(keptSecrets(id)).toEqual([])
    expect(JSON.parse(events().at(-1)?.detail ?? '')).toMatchObject({
      secretsDropped: 'signature of mall, signature of shop',
    })
  })

  it('do not open each other’s signature where rows were exchanged in the file', () => {
    const id = add()
    enter(id, 'mall', 'of the mall')
    enter(id, 'shop', 'of the shop')
    const rows = backendSecretRows(desk().store)
    const [mall, shop] = rows.list(id)
    if (mall === undefined || shop === undefined) throw new Error('a signature is missing')
    rows.save({ ...mall, sealed: shop.sealed })
    expect(codeOf(() => nobaseAccess(desk(), id, 'mall'))).toEqual([
      'BACKEND_SECRET_ELSEWHERE',
      { backend: 'Mall', kind: 'signature' },
    ])
    expect(signatureFor(id, 'shop')).toBe('of the shop')
  })

  it('take no credential but a signature, and a backend takes none without naming one', () => {
    const id = add()
    enter(id, 'mall')
    const refused = ['BACKEND_SETTING_REFUSED', { rule: 'no-credential' }]
    const set = (kind: 'signature' | 'token', appid?: string) => () => {
      setBackendSecret(desk(), ada, { backendId: id, kind, appid, secret: 'x' })
    }
    expect(codeOf(set('token', 'mall'))).toEqual(refused)
    expect(codeOf(set('signature'))).toEqual(refused)
    expect(codeOf(set('signature', 'shop'))).toEqual(['NOT_FOUND', { what: 'application' }])
    expect(keptSecrets(id)).toEqual([])
  })
})
