import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { addBackend, editBackend } from '../../src/main/desk/backend-changes.ts'
import { sealedRow } from '../../src/main/desk/backend-row.ts'
import { backendSecret, keepBackendSecret, setBackendSecret } from '../../src/main/desk/backend-secrets.ts'
import { backendsOf } from '../../src/main/desk/backends.ts'
import type { RecordedApplication } from '../../src/main/desk/backend-options.ts'
import type { OpenDesk } from '../../src/main/desk/open-desk.ts'
import type { Operator } from '../../src/main/desk/operator.ts'
import {
  addRemoteApplication,
  editRemoteApplication,
  removeRemoteApplication,
} from '../../src/main/desk/remote-application-changes.ts'
import { nobaseAccess } from '../../src/main/desk/reset-access.ts'
import { auditRows } from '../../src/main/store/audit-events.ts'
import { backendSecretRows } from '../../src/main/store/backend-secrets.ts'
import { backendRows } from '../../src/main/store/backends.ts'
import { Problem } from '../../src/shared/model/problems.ts'
import { Secret } from '../../src/shared/model/secret.ts'
import { createFixedClock } from '../support/fixed-clock.ts'
import { prepareKeylessDesks } from '../support/keyless-desk.ts'
import { tempFolder } from '../support/temp-folder.ts'

const ada: Operator = { id: 'op', name: 'ada', role: 'administrator' }
const unknown = { tokenValidation: null, allowPasswordChange: null }
const where = { url: 'https://mall.example', environment: 'staging' } as const

let desk: OpenDesk
beforeEach(() => {
  const desks = prepareKeylessDesks({ folder: tempFolder(), clock: createFixedClock(), settleMs: 1 })
  const assembly = desks.make()
  desk = assembly.desk
  onTestFinished(async () => {
    await assembly.close()
    await desks.close()
  })
})

const codeOf = (work: () => unknown): unknown => {
  try {
    work()
  } catch (error) {
    if (error instanceof Problem) return [error.code, error.data]
    throw error
  }
  return null
}
const add = (name = 'Mall'): string => addBackend(desk, ada, { system: 'nobase', name, ...where }).id
const enter = (backendId: string, appid: string, signature?: string): void => {
  addRemoteApplication(desk, ada, { backendId, appid, ...unknown, ...(signature && { signature }) })
}
const edit = (backendId: string, appid: string, to: RecordedApplication, reason = 'as the console says') =>
  editRemoteApplication(desk, ada, { backendId, appid, to, reason })
const detailOf = (id: string) => backendsOf(() => desk).get(id)
const signatureFor = (id: string, appid: string): string =>
  nobaseAccess(desk, id, appid).appSignature.reveal()
const events = () => auditRows(desk.store).list({}, undefined, 50).toReversed()
const keptSecrets = (id: string) =>
  backendSecretRows(desk.store)
    .list(id)
    .map(({ kind, application }) => [kind, application])

describe('the applications of another backend', () => {
  it('are called by their appid, each with its own signature and flags', () => {
    const id = add()
    enter(id, 'mall', 'signature of the mall')
    enter(id, 'shop', 'signature of the shop')
    edit(id, 'shop', { appid: 'shop', tokenValidation: true, allowPasswordChange: false })
    expect(signatureFor(id, 'mall')).toBe('signature of the mall')
    expect(signatureFor(id, 'shop')).toBe('signature of the shop')
    expect(nobaseAccess(desk, id, 'mall')).toMatchObject(unknown)
    expect(nobaseAccess(desk, id, 'shop')).toMatchObject({
      appid: 'shop',
      tokenValidation: true,
      allowPasswordChange: false,
    })
    expect(codeOf(() => nobaseAccess(desk, id, 'another'))).toEqual(['NOT_FOUND', { what: 'application' }])
    expect(codeOf(() => nobaseAccess(desk, id, ''))).toEqual(['NOT_FOUND', { what: 'application' }])
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
    const { id: openim } = addBackend(desk, ada, { system: 'openim', name: 'IM', ...where })
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
    removeRemoteApplication(desk, ada, { backendId: id, appid: 'store' })
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
    editBackend(desk, ada, { backendId: id, url: 'https://elsewhere.example' })
    expect(keptSecrets(id)).toEqual([])
    expect(JSON.parse(events().at(-1)?.detail ?? '')).toMatchObject({
      secretsDropped: 'signature of mall, signature of shop',
    })
  })

  it('do not open each other’s signature where rows were exchanged in the file', () => {
    const id = add()
    enter(id, 'mall', 'of the mall')
    enter(id, 'shop', 'of the shop')
    const rows = backendSecretRows(desk.store)
    const [mall, shop] = rows.list(id)
    if (mall === undefined || shop === undefined) throw new Error('a signature is missing')
    rows.save({ ...mall, sealed: shop.sealed })
    expect(codeOf(() => nobaseAccess(desk, id, 'mall'))).toEqual([
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
      setBackendSecret(desk, ada, { backendId: id, kind, appid, secret: 'x' })
    }
    expect(codeOf(set('token', 'mall'))).toEqual(refused)
    expect(codeOf(set('signature'))).toEqual(refused)
    expect(codeOf(set('signature', 'shop'))).toEqual(['NOT_FOUND', { what: 'application' }])
    expect(keptSecrets(id)).toEqual([])
  })
})

describe('a backend from when it had one application', () => {
  /** Writes a backend's row and its signature as they were kept before there could be several. */
  const former = (appid: string): string => {
    const id = add()
    const { mac: _, ...row } = backendRows(desk.store).get(id) ?? { mac: null }
    if (!('options' in row)) throw new Error('there is no backend')
    const options = JSON.stringify({
      allowHttp: false,
      authorities: [],
      proxy: null,
      appid,
      tokenValidation: true,
      allowPasswordChange: null,
    })
    backendRows(desk.store).update(sealedRow(desk, { ...row, options }))
    keepBackendSecret(desk, row, 'signature', new Secret('kept before'))
    return id
  }
  const mall = { appid: 'mall', tokenValidation: true, allowPasswordChange: null }

  it('is used as it is, without being written anew', () => {
    const id = former('mall')
    expect(detailOf(id)).toMatchObject({
      intact: true,
      secrets: [],
      applications: [{ ...mall, signature: { usable: true } }],
    })
    expect(nobaseAccess(desk, id, 'mall')).toMatchObject(mall)
    expect(signatureFor(id, 'mall')).toBe('kept before')
    const before = events().length
    editBackend(desk, ada, { backendId: id, name: 'Mall' })
    expect(events()).toHaveLength(before)
    setBackendSecret(desk, ada, { backendId: id, kind: 'signature', appid: 'mall', secret: 'entered anew' })
    expect(signatureFor(id, 'mall')).toBe('entered anew')
    expect(keptSecrets(id)).toEqual([['signature', '']])
  })

  it.each([
    [
      'renamed',
      (id: string) => {
        editBackend(desk, ada, { backendId: id, name: 'Mall 2' })
      },
    ],
    [
      'given a second one',
      (id: string) => {
        enter(id, 'shop', 'of the shop')
      },
    ],
    [
      'given other flags',
      (id: string) => {
        edit(id, 'mall', { ...mall, tokenValidation: false })
      },
    ],
  ])('keeps its signature for that one when it is %s', (_, change) => {
    const id = former('mall')
    change(id)
    expect(signatureFor(id, 'mall')).toBe('kept before')
    expect(keptSecrets(id)).toContainEqual(['signature', 'mall'])
    expect(backendSecret(desk, { id, built_in: 0, url: where.url }, 'signature')).toBeNull()
  })

  it('that named none keeps its signature until it is named', () => {
    const id = former('')
    expect(detailOf(id).applications).toMatchObject([{ appid: '', signature: { usable: true } }])
    edit(id, '', mall)
    expect(signatureFor(id, 'mall')).toBe('kept before')
    expect(keptSecrets(id)).toEqual([['signature', 'mall']])
  })

  it('leaves no signature behind when its application goes', () => {
    const id = former('mall')
    removeRemoteApplication(desk, ada, { backendId: id, appid: 'mall' })
    expect([detailOf(id).applications, keptSecrets(id)]).toEqual([[], []])
  })
})
