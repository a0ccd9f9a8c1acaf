import { describe, expect, it } from 'vitest'
import { editBackend } from '../../../src/main/desk/backends/backend-changes.ts'
import { sealedRow } from '../../../src/main/desk/backends/backend-row.ts'
import {
  backendSecret,
  keepBackendSecret,
  setBackendSecret,
} from '../../../src/main/desk/backends/backend-secrets.ts'
import { removeRemoteApplication } from '../../../src/main/desk/backends/remote-application-changes.ts'
import { nobaseAccess } from '../../../src/main/desk/backends/reset-access.ts'
import { backendRows } from '../../../src/main/store/backends/backends.ts'
import { Secret } from '../../../src/shared/model/secret.ts'
import { ada, nobaseDeskOfTest, where } from './nobase-desk.ts'

const { desk, add, enter, edit, detailOf, signatureFor, events, keptSecrets } = nobaseDeskOfTest()

describe('a backend from when it had one application', () => {
  /** Writes a backend's row and its signature as they were kept before there could be several. */
  const former = (appid: string): string => {
    const id = add()
    const { mac: _, ...row } = backendRows(desk().store).get(id) ?? { mac: null }
    if (!('options' in row)) throw new Error('there is no backend')
    const options = JSON.stringify({
      allowHttp: false,
      authorities: [],
      proxy: null,
      appid,
      tokenValidation: true,
      allowPasswordChange: null,
    })
    backendRows(desk().store).update(sealedRow(desk(), { ...row, options }))
    keepBackendSecret(desk(), row, 'signature', new Secret('kept before'))
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
    expect(nobaseAccess(desk(), id, 'mall')).toMatchObject(mall)
    expect(signatureFor(id, 'mall')).toBe('kept before')
    const before = events().length
    editBackend(desk(), ada, { backendId: id, name: 'Mall' })
    expect(events()).toHaveLength(before)
    setBackendSecret(desk(), ada, { backendId: id, kind: 'signature', appid: 'mall', secret: 'entered anew' })
    expect(signatureFor(id, 'mall')).toBe('entered anew')
    expect(keptSecrets(id)).toEqual([['signature', '']])
  })

  it.each([
    [
      'renamed',
      (id: string) => {
        editBackend(desk(), ada, { backendId: id, name: 'Mall 2' })
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
    expect(backendSecret(desk(), { id, built_in: 0, url: where.url }, 'signature')).toBeNull()
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
    removeRemoteApplication(desk(), ada, { backendId: id, appid: 'mall' })
    expect([detailOf(id).applications, keptSecrets(id)]).toEqual([[], []])
  })
})
