import type { Messages } from '../messages.ts'

/** Holds the closed vocabularies of outcomes, changes and what they do to sessions. */
export const outcomeWords: Pick<
  Messages['words'],
  'outcome' | 'reason' | 'changeState' | 'changeDecided' | 'sessions' | 'probeResult'
> = {
  outcome: {
    change: {
      succeeded: {
        heading: '密码已修改',
        what: '后端接受了新密码并予以确认。',
        changed: '新密码已生效并存入密码库。',
        next: '如果该账号由他人使用，请把新密码交给本人。',
      },
      rejected: {
        heading: '后端拒绝了本次改密',
        what: '后端返回了文档载明的拒绝。',
        changed: '没有改变，原密码仍然有效。',
        next: '请按后端指出的原因处理后重试。',
      },
      refused: {
        heading: '已在发送前拦下',
        what: 'Latchkey 按文档规则自查，未予放行。',
        changed: '没有改变，没有任何数据离开本机。',
        next: '请按规则要求修改后重试。',
      },
      unreachable: {
        heading: '无法连接后端',
        what: '连接未能建立，请求不可能送达。',
        changed: '没有改变，原密码仍然有效。',
        next: '请确认后端在运行且地址正确，然后重试；重试是安全的。',
      },
      unknown: {
        heading: '无法确定密码是否已修改',
        what: '请求已发出，但没有收到可信的应答。',
        changed: '新旧密码都可能有效。两者都保存在密码库中，不会丢失。',
        next: '请勿再次发送。请在该账号所在行核实这次改密的结果：Latchkey 会登录查明哪个密码有效。查明之前，此账号不能再次改密。',
      },
    },
    signIn: {
      failed: {
        heading: '登录失败，改密请求未发送',
        what: 'Latchkey 未能登录后端，因此没有发送改密请求。',
        changed: '没有改变，原密码仍然有效。',
        next: '请先了解后端的运行情况，然后重试；重试是安全的。',
      },
      refused: {
        heading: '登录被拒，改密请求未发送',
        what: '后端在登录时拒绝了当前密码，改密请求本身没有发送。',
        changed: '没有改变，此前有效的密码依旧有效。',
        next: '请输入正确的当前密码。若取自密码库，说明已在别处被修改，请查明是谁所改。',
      },
    },
    verify: {
      succeeded: {
        heading: '密码库中的密码有效',
        what: '后端接受了用它发起的登录。',
        changed: '没有改变，仅在后端新建了一个会话。',
        next: '无需处理。',
      },
      rejected: {
        heading: '后端拒绝了登录',
        what: '后端返回了文档载明的拒绝。',
        changed: '没有改变。',
        next: '密码可能已在别处被修改。请查明是谁所改，再手动输入当前密码在此改密。',
      },
      refused: {
        heading: '已在发送前拦下',
        what: 'Latchkey 按文档规则自查，未予放行。',
        changed: '没有改变，没有任何数据离开本机。',
        next: '请按规则要求修改后重试。',
      },
      unreachable: {
        heading: '无法连接后端',
        what: '连接未能建立。',
        changed: '没有改变。',
        next: '请确认后端在运行且地址正确，然后重试。',
      },
      unknown: {
        heading: '登录未能得出结论',
        what: '请求已发出，但没有收到可信的应答。',
        changed: '没有影响：登录不会改变密码。',
        next: '请稍后再试。',
      },
    },
  },
  reason: {
    'missing-parameter': { what: '缺少必填参数。', next: '请补全后重试。' },
    'malformed-parameter': { what: '参数格式与文档不符。', next: '请对照规则修改后重试。' },
    'same-password': { what: '新密码与当前密码相同。', next: '请换一个，或自动生成。' },
    'password-format': {
      what: '新密码不符合后端的格式要求。',
      next: '请自动生成，生成的密码符合此后端的规则。',
    },
    'wrong-credentials': {
      what: '当前密码不正确。',
      next: '请输入正确的当前密码。若取自密码库，说明已在别处被修改，请查明是谁所改。',
    },
    'account-not-found': { what: '后端没有此账号。', next: '请核对后端与 ID；账号可能已在后端删除。' },
    'account-disabled': { what: '账号在后端已被禁用。', next: '请先在后端启用。' },
    'token-invalid': {
      what: '后端不接受调用方的令牌：已过期、已吊销或不存在。',
      next: '请重试，Latchkey 会重新获取令牌；若仍失败，请检查此后端的调用管理员。',
    },
    'token-missing': { what: '请求未携带令牌。', next: '请为此后端设定调用管理员。' },
    'signature-invalid': { what: '后端不接受请求的签名。', next: '请核对此后端的密钥以及两台机器的时钟。' },
    'code-invalid': { what: '验证码错误或已使用。', next: '请重新获取验证码。' },
    'code-expired': { what: '验证码已过期。', next: '请重新获取验证码。' },
    'captcha-invalid': { what: '图形验证码错误。', next: '请按新图片重新输入。' },
    'change-not-allowed': { what: '该应用不允许用户修改密码。', next: '如确有需要，请在应用中开启。' },
    'application-unavailable': { what: '应用不存在、审核中或已停用。', next: '请在后端检查该应用。' },
    'developer-overdue': { what: '应用的开发者账号已逾期。', next: '需先缴费。' },
    'shop-unavailable': { what: '店铺已打烊、未上线或已到期。', next: '请在后端检查该店铺。' },
    'rate-limited': { what: '后端暂不接受更多尝试。', next: '请稍候再试。' },
    'not-permitted': { what: '调用方在后端无此权限。', next: '请设定有权限的调用管理员。' },
    'storage-failure': { what: '后端写入自身数据库失败。', next: '请通知后端运维人员，然后重试。' },
    'protocol-mismatch': { what: '应答不符合文档。', next: '请查看通信详情：该地址上可能是别的程序。' },
    timeout: { what: '未在时限内收到应答。', next: '请先了解后端的运行情况。' },
    'connection-failed': { what: '连接失败。', next: '请确认后端在运行且地址正确。' },
    'server-error': { what: '后端报告了自身错误。', next: '请通知后端运维人员，通信详情可供参考。' },
    other: { what: '后端以文档未载明的原因拒绝。', next: '后端原文见通信详情。' },
  },
  changeState: {
    planned: { label: '已计划', meaning: '尚未发送。' },
    staged: { label: '已暂存', meaning: '新密码已存入密码库，尚未发送。' },
    sending: { label: '发送中', meaning: '请求正在进行。' },
    confirmed: { label: '已修改', meaning: '后端已确认新密码。' },
    rejected: { label: '被拒绝', meaning: '后端拒绝，原密码仍然有效。' },
    'not-sent': { label: '未发送', meaning: '改密请求没有发送，没有改变。' },
    unknown: { label: '未知', meaning: '已发出但没有可信的应答，新旧密码均已保存。' },
    verified: { label: '已验证', meaning: '登录证实新密码有效。' },
    'not-applied': { label: '未生效', meaning: '登录证实原密码仍然有效。' },
    'needs-operator': { label: '待处理', meaning: '新旧密码均无法证实，需人工查看后端。' },
  },
  changeDecided: {
    verified: { label: '认定已生效', meaning: '{name} 在没有证据的情况下认定新密码有效。' },
    'not-applied': { label: '认定未生效', meaning: '{name} 在没有证据的情况下认定原密码有效。' },
  },
  sessions: {
    'sessions-stay':
      '已有会话不会断开：此后端改密后不结束会话，令牌最长 90 天有效。若旧密码可能泄露，请到后端结束这些会话。',
    'sessions-ended': '已有会话均已结束。',
    'nothing-changed': '已有会话不受影响。',
    'not-known': '已有会话是否仍然有效尚不清楚。',
  },
  probeResult: {
    accepted: '登录成功',
    refused: '被拒绝',
    'locked-out': '被拒绝，且有锁定迹象',
    unclear: '应答不能证明什么',
    'not-reached': '未能连接后端，不计次数',
    unanswered: '应答之前 Latchkey 被关闭',
  },
}
