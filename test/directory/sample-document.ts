/** Gives a document of every section, with a secret of its own in each place that can hold one. */
export function sampleDocument() {
  return {
    latchkeyDirectory: 1,
    applications: [
      {
        appid: 'app-1001',
        name: 'Mall',
        signature: 'sig-1001-of-the-mall',
        status: 'normal',
        developerStatus: 'overdue',
        developerOverdueDays: 12,
        allowPasswordChange: false,
        tokenValidation: true,
        accountLength: { min: 6, max: 18 },
        passwordLength: { min: 8, max: 16 },
      },
      { appid: 'app-1002' },
    ],
    admins: [
      {
        userID: '1000000001',
        account: 'chatAdmin',
        nickname: 'Root',
        level: 100,
        password: 'OpenIM@123',
        passwordChangedAt: '2026-01-01T00:00:00.000Z',
      },
    ],
    users: [
      {
        appid: 'app-1001',
        uid: 15629,
        account: '13800138000',
        phone: '13800138000',
        email: 'a@example.com',
        nickname: '明记',
        password: 'OldPass456',
        status: 'normal',
        signText: 'hello',
      },
      { appid: 'app-1002', account: '13900139000', password: 'OtherPass1' },
    ],
    tokens: [
      {
        kind: 'user',
        account: '13800138000',
        appid: 'app-1001',
        token: 'valid_user_token',
        userkey: 'ed0113fe20eda14cd178dcceb986e932',
        expiresAt: '2030-01-01T00:00:00.000Z',
      },
      { kind: 'admin', account: 'chatAdmin', token: 'valid_admin_token' },
    ],
    codes: [
      {
        channel: 'sms',
        to: '13800138000',
        purpose: 'reset',
        codeid: 7,
        code: '4119',
        expiresAt: '2030-01-01T00:00:00.000Z',
      },
    ],
    shuidi: { signKey: 'the-key-of-shuidi' },
    yunhu: {
      companyId: '10002',
      accountSet: 'sa2022_2',
      shop: { shopid: 3, shopname: 'Shop', status: 'closed' },
    },
  }
}

/** Writes a document as the bytes that are imported. */
export function bytesOf(document: unknown): Buffer {
  return Buffer.from(JSON.stringify(document), 'utf8')
}
