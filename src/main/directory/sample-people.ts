const day = 24 * 60 * 60 * 1000

/** Lists the sample admins; `passwordAge` in milliseconds. All have the vendor's default password. */
export const sampleAdmins = [
  { userID: '1000000001', account: 'chatAdmin', nickname: 'Root', level: 100, passwordAge: 0 },
  { userID: '1000000002', account: 'opsAdmin', nickname: 'Ops', level: 50, passwordAge: 0 },
  { userID: '1000000003', account: 'nightAdmin', nickname: 'Night', level: 50, passwordAge: 400 * day },
] as const

/** Gives the password that all sample admins have: the one that the vendor ships. */
export const sampleAdminPassword = 'OpenIM@123'

/** Lists the sample applications: one where users give account and password, one where they give a token. */
export const sampleApplications = [
  { appid: 'app-1001', name: 'Mall', signature: 'sig-1001', tokenValidation: false },
  { appid: 'app-1002', name: 'Courier', signature: 'sig-1002', tokenValidation: true },
] as const

/** Lists the sample users; the account is the phone number. */
export const sampleUsers = [
  {
    appid: 'app-1001',
    uid: 15629,
    phone: '18616503617',
    nickname: 'Wei',
    password: 'OldPass456',
    status: 'normal',
  },
  {
    appid: 'app-1001',
    uid: 15630,
    phone: '13800138000',
    nickname: 'Ming',
    password: 'OldPass456',
    status: 'normal',
  },
  {
    appid: 'app-1001',
    uid: 15631,
    phone: '13900139000',
    nickname: 'Hua',
    password: 'OldPass456',
    status: 'normal',
  },
  {
    appid: 'app-1002',
    uid: 20001,
    phone: '18062639596',
    nickname: '明记',
    password: 'Courier123',
    status: 'normal',
  },
  {
    appid: 'app-1002',
    uid: 20002,
    phone: '13700137000',
    nickname: 'Lan',
    password: 'Courier123',
    status: 'normal',
  },
  {
    appid: 'app-1002',
    uid: 20003,
    phone: '13600136000',
    nickname: 'Jun',
    password: 'Courier123',
    status: 'disabled',
  },
] as const
