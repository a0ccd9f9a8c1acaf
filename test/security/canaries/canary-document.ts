import type { CanaryFlock } from './canary-flock.ts'

/** Carries a directory document with a secret of its own in each place, and those that are used afterwards. */
export interface CanaryDocument {
  text: string
  signature: string
  admins: { userID: string; account: string; password: string }[]
  users: { account: string; password: string; token: string; code: string }[]
}

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index)

/** Makes a document of eight admins and twenty users of one application. */
export function canaryDocument(flock: CanaryFlock): CanaryDocument {
  const signature = flock.make('signature of an application')
  const admins = range(8).map((index) => ({
    userID: String(2_000_000_000 + index),
    account: `admin-${String(index)}`,
    password: flock.brief('imported password of an admin'),
  }))
  const users = range(20).map((index) => ({
    account: String(13_800_138_000 + index),
    password: flock.brief('imported password of a user'),
    token: flock.plain('imported token'),
    code: flock.digits('imported code'),
  }))
  const document = {
    latchkeyDirectory: 1,
    applications: [
      { appid: 'app-1001', name: 'Mall', signature, allowPasswordChange: true },
      { appid: 'app-1002', name: 'Stall', signature: flock.make('signature of an application') },
    ],
    admins: admins.map((admin) => ({ ...admin, level: 100 })),
    users: users.map(({ account, password }, index) => ({
      appid: 'app-1001',
      uid: 1000 + index,
      account,
      phone: account,
      password,
    })),
    tokens: users.flatMap(({ account, token }) =>
      [token, flock.plain('imported token'), flock.plain('imported token')].map((one) => ({
        kind: 'user',
        account,
        appid: 'app-1001',
        token: one,
        userkey: flock.plain('imported userkey'),
        expiresAt: '2099-01-01T00:00:00.000Z',
      })),
    ),
    codes: users.map(({ account, code }, index) => ({
      channel: 'sms',
      to: account,
      purpose: 'reset',
      codeid: index + 1,
      code,
      expiresAt: '2099-01-01T00:00:00.000Z',
    })),
    shuidi: { signKey: flock.make('sign key of shuidi') },
  }
  return { text: JSON.stringify(document), signature, admins, users }
}
