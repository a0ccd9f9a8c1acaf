import type { CanaryDocument } from './canary-document.ts'
import type { CanaryFlock } from './canary-flock.ts'

type Fields = Record<string, string>

/** Calls the built-in backend as its callers do, with right secrets and wrong ones, by form, JSON and address. */
export async function askBuiltIn(
  url: string,
  flock: CanaryFlock,
  { signature, admins, users }: CanaryDocument,
): Promise<void> {
  const ask = async (path: string, init?: RequestInit): Promise<string> =>
    (await fetch(url + path, init)).text()
  const json = (path: string, fields: Fields, headers: Fields = {}) =>
    ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', operationID: crypto.randomUUID(), ...headers },
      body: JSON.stringify(fields),
    })
  const inAddress = (path: string, fields: Fields) => ask(`${path}?${new URLSearchParams(fields).toString()}`)
  const asForm = (path: string, fields: Fields) =>
    ask(path, { method: 'POST', body: new URLSearchParams(fields) })
  const heard = async (what: string, answer: Promise<string>): Promise<string> => {
    const text = await answer
    flock.hear(`the answer to ${what}`, text)
    return text
  }

  for (const { userID, account, password } of admins.slice(0, 2)) {
    const wrong = flock.make('wrong password of an admin')
    await heard('a wrong sign-in', json('/account/login', { account, password: wrong, version: '1' }))
    // Who signs in is handed a token: that is what the answer is for.
    const signedIn = JSON.parse(await json('/account/login', { account, password, version: '1' })) as {
      data: Record<string, unknown>
    }
    const token = flock.watch('token of an admin', String(signedIn.data['adminToken']))
    const next = flock.brief('new password of an admin')
    const change = { userID, currentPassword: wrong, newPassword: next }
    await heard('a refused change', json('/account/change_password', change, { token }))
    const right = { ...change, currentPassword: password }
    const done = await heard('a change', json('/account/change_password', right, { token }))
    if (!done.includes('"errCode":0')) throw new Error(`the change did not succeed: ${done}`)
  }
  for (const [index, { account, password, token }] of users.slice(0, 4).entries()) {
    const newpass = flock.plain('new password of a user')
    const wrong = flock.make('wrong signature')
    const proof: Fields = index % 2 === 0 ? { user: account, pass: password } : { token }
    const fields = { appid: 'app-1001', newpass, signature, ...proof }
    await heard('a wrong signature', inAddress('/api/user/new_pass', { ...fields, signature: wrong }))
    const send = index < 2 ? inAddress : asForm
    await heard('a new password', send('/api/user/new_pass', fields))
    const pass = flock.make('wrong password of a user')
    await heard('a wrong sign-in', asForm('/api/user/login', { ...fields, user: account, pass }))
  }
  // What nobody serves is kept in the list of requests too.
  const stray = flock.make('password sent to no route')
  await heard('a stray request', json('/account/nothing', { password: stray, newPassword: stray }))
  await heard(
    'a stray address',
    inAddress('/api/user/nothing', { pass: stray, newpass: stray, token: stray }),
  )
  const broken = flock.make('password in a body that is broken')
  const body = `{"account":"admin-1","password":${JSON.stringify(broken)}`
  await heard('a broken body', ask('/account/login', { method: 'POST', body }))
}
