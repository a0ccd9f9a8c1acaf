/** Carries what a request asks for, read off the wire of whichever system it is in. */
export type Asked =
  | { kind: 'sign-in'; name: string; password: string; speaks: System }
  | { kind: 'change'; name: string; current: string | null; next: string; speaks: System }

/** Names a system as it is spoken on the wire. */
export type System = 'openim' | 'nobase' | 'shuidi' | 'yunhu'

/** Says how a request ended, as the documents word it. */
export type Ending = 'done' | 'wrong' | 'locked'

/** Reads a request of any of the four systems. */
export function readAsked(url: string, body: string): Asked {
  const text = (value: unknown): string => (typeof value === 'string' ? value : '')
  if (url === '/account/login' || url === '/account/change_password') {
    const given = JSON.parse(body) as Record<string, unknown>
    return url.endsWith('login')
      ? { kind: 'sign-in', name: text(given['account']), password: text(given['password']), speaks: 'openim' }
      : {
          kind: 'change',
          name: text(given['userID']),
          current: text(given['currentPassword']),
          next: text(given['newPassword']),
          speaks: 'openim',
        }
  }
  if (url.startsWith('/api/user/')) {
    const form = new URLSearchParams(body)
    const by = { name: form.get('user') ?? form.get('token') ?? '', speaks: 'nobase' } as const
    return url.endsWith('login')
      ? { kind: 'sign-in', password: form.get('pass') ?? '', ...by }
      : { kind: 'change', current: form.get('pass'), next: form.get('newpass') ?? '', ...by }
  }
  if (url.startsWith('/user?')) {
    const form = new URLSearchParams(body)
    const name = form.get('phone') ?? ''
    return { kind: 'change', name, current: null, next: form.get('new_password') ?? '', speaks: 'shuidi' }
  }
  const given = JSON.parse(body) as Record<string, unknown>
  const by = { name: text(given['mbphone']), speaks: 'yunhu' } as const
  return given['actionName'] === 'login'
    ? { kind: 'sign-in', password: text(given['upw']), ...by }
    : { kind: 'change', current: null, next: text(given['upw']), ...by }
}

/** Gives the documented answer to a request. */
export function answerTo({ kind, speaks }: Asked, ending: Ending): unknown {
  switch (speaks) {
    case 'openim':
      return openim(kind, ending)
    case 'nobase': {
      if (ending === 'done') {
        return {
          code: 200,
          msg: 'success',
          data: kind === 'change' ? '更新成功' : { token: 't', token_dead: 1 },
        }
      }
      return { code: 404, msg: 'fail', data: ending === 'wrong' ? '用户账号密码错误!' : '用户账号已被禁用!' }
    }
    case 'shuidi':
      return ending === 'done'
        ? { status: 0, message: '您的密码已经更改', data: { msg: '您已成功退出登陆' } }
        : { status: 15010, message: '验证码错误!', data: [] }
    case 'yunhu': {
      const actionName = kind === 'change' ? 'resetpwd' : 'login'
      if (ending === 'done')
        return { actionName, code: 1, msg: '', data: { token: 'tok-1', userkey: 'key-1' } }
      const wrong = kind === 'change' ? '验证码错误!' : '手机号或密码错误!'
      return { actionName, code: 0, msg: ending === 'wrong' ? wrong : '账号已被禁用!', data: {} }
    }
  }
}

function openim(kind: Asked['kind'], ending: Ending): unknown {
  const fail = (errCode: number, errMsg: string, errDlt: string) => ({ errCode, errMsg, errDlt })
  if (ending === 'done') {
    return { errCode: 0, errMsg: '', errDlt: '', data: { adminToken: 'a-token', adminUserID: '1' } }
  }
  if (kind === 'change') return fail(500, 'ServerInternalError', 'password error')
  return ending === 'wrong' ? fail(20001, 'PasswordError', '') : fail(20001, 'AccountLocked', '')
}
