import type { Operation } from '../../src/shared/model/systems.ts'

/** Carries values with which an operation is shown. */
export interface Sample {
  baseUrl: string
  params: Record<string, string | number>
  credentials: Record<string, string | number | boolean>
}

const nobase = {
  baseUrl: 'https://nobase.example',
  credentials: { appid: 'app-1001', signature: 'sig-1001' },
}
const shuidi = { baseUrl: 'https://shuidi.example', credentials: { key: 'the signing key' } }
const openim = { baseUrl: 'https://openim.example' }
const yunhu = {
  baseUrl: 'https://yunhu.example/ErpServer/h5api/10001/sa2022_1',
  credentials: { token: 'token-of-a-user', userkey: 'key-of-that-user' },
}

/** Holds values for every operation, by the wire's own names. */
export const samples: Record<Operation, Sample> = {
  'nobase.newPass': { ...nobase, params: { newpass: 'NewPass123', user: '13800138000', pass: 'OldPass456' } },
  'nobase.updateSign': { ...nobase, params: { newsign: '个人签名更新', token: 'valid_user_token' } },
  'nobase.login': { ...nobase, params: { user: '13800138000', pass: 'OldPass456' } },
  'shuidi.findPassword': {
    ...shuidi,
    params: { phone: '18616503617', code: '411900', uid: '15629', new_password: 'NewPass123' },
  },
  'shuidi.sendCode': { ...shuidi, params: { phone: '18616503617' } },
  'openim.changePassword': {
    ...openim,
    params: { userID: '1000000001', currentPassword: 'OpenIM@123', newPassword: 'OpenIM@456' },
    credentials: { token: 'token-of-an-admin' },
  },
  'openim.login': {
    ...openim,
    params: { account: 'chatAdmin', password: 'OpenIM@123' },
    credentials: {},
  },
  'yunhu.resetPassword': {
    ...yunhu,
    params: { mbphone: '18062639596', codeid: 1, msgcode: '123456', upw: 'NewPass123', resettype: 0 },
  },
  'yunhu.getCaptcha': { ...yunhu, params: {} },
  'yunhu.sendCode': {
    ...yunhu,
    params: { mbphone: '18062639596', codeid: 1, checkcode: '12345678', msgfor: 0 },
  },
  'yunhu.login': { ...yunhu, params: { logintype: 0, mbphone: '18062639596', upw: 'OldPass456' } },
  'yunhu.getShop': { ...yunhu, params: {} },
}
