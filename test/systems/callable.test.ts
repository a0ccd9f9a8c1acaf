import { expect, test } from 'vitest'
import { samples } from '../../scripts/protocols/samples.ts'
import { calls } from '../../src/main/systems/calls.ts'
import { operations } from '../../src/shared/model/systems.ts'

test('every operation of every document can be called by name', () => {
  expect(Object.keys(calls).sort()).toEqual([...operations].sort())
})

test.each(operations)('%s is prepared from the wire’s own names, and sends nothing by that', (operation) => {
  const { params, credentials, baseUrl } = samples[operation]
  for (const method of calls[operation].methods) {
    const ready = calls[operation].ready({ params, credentials, method })
    if (Array.isArray(ready)) throw new Error(ready.map(({ message }) => message).join())
    const { request } = ready.prepare({ baseUrl, allowHttp: false })
    expect(request?.method).toBe(method)
  }
})

test.each(operations)(
  '%s says of a name that it does not take, and of nothing else, that it is wrong',
  (operation) => {
    const { params, credentials } = samples[operation]
    const [method] = calls[operation].methods
    const mistakes = calls[operation].ready({ params: { ...params, mistyped: 1 }, credentials, method })
    expect(mistakes).toMatchObject([
      { part: 'params', message: expect.stringContaining('mistyped') as string },
    ])
    const given = calls[operation].ready({ params, credentials: { ...credentials, mistyped: 1 }, method })
    expect(given).toMatchObject([
      { part: 'credentials', message: expect.stringContaining('mistyped') as string },
    ])
  },
)

test.each([
  ['openim.changePassword', 'userID'],
  ['openim.changePassword', 'newPassword'],
  ['nobase.newPass', 'user'],
  ['shuidi.findPassword', 'phone'],
  ['yunhu.resetPassword', 'mbphone'],
] as const)('%s takes no number for %s, which is text on the wire, and names it', (operation, name) => {
  const { params, credentials } = samples[operation]
  const [method] = calls[operation].methods
  expect(calls[operation].ready({ params: { ...params, [name]: 13800138000 }, credentials, method })).toEqual(
    [{ part: 'params', message: `${name} has to be text` }],
  )
})

test.each([
  ['yunhu.getCaptcha', { actionName: 'getcode' }],
  ['shuidi.sendCode', { phone: '18616503617', action: 'get_verification_code', type: '10004' }],
] as const)('%s takes a document’s sample with what never changes in it', (operation, params) => {
  const { credentials } = samples[operation]
  const [method] = calls[operation].methods
  expect(calls[operation].ready({ params, credentials, method })).not.toBeInstanceOf(Array)
  const wrong = Object.fromEntries(Object.keys(params).map((name) => [name, 'another']))
  expect(calls[operation].ready({ params: wrong, credentials, method })).toBeInstanceOf(Array)
})
