import type { Messages } from '../messages.ts'

/** Holds the words of the backends and of entering their admins. */
export const backends: Messages['backends'] = {
  title: '后端',
  lead: '在此修改其管理员密码的服务器。',
  count: '没有后端 | 共 {n} 个后端',
  column: { name: '名称', environment: '环境', system: '系统', url: '地址', actions: '操作' },
  own: 'Latchkey 内置',
  damaged: '被外部改动',
  damagedNext:
    '此条目被 Latchkey 以外的程序改动，不会再向它发送任何内容。请先校验审计链，再以另一名称重新添加此后端，或从备份恢复。',
  damagedOwn: '此条目被 Latchkey 以外的程序改动，不会再向它发送任何内容。请校验审计链，并从备份恢复。',
  builtIn: '内置后端',
  add: '添加后端',
  addAdmin: '录入管理员账号…',
  addAdminTo: '录入 {name} 的管理员账号',
  form: {
    name: '名称',
    nameHint: '团队惯用的叫法，例如「上海 IM」。',
    url: '地址',
    urlHint: '仅含协议、主机和端口，例如 https://im.example.com:10009。',
    environment: '环境',
    environmentHint: '凡出现此后端之处都会以颜色标示。',
    encoding: '密码传输形式',
    plain: '原样',
    'md5-hex': 'MD5 十六进制',
    encodingHint: '文档示例为原样传输；厂商自己的网页端发送 MD5 十六进制值。',
    consent: '输入 {host}，同意以明文向其发送密码',
    consentHint: '使用 http:// 时，沿途任何人都能读到密码。您的同意会记入审计。',
    submit: '添加',
  },
  admin: {
    userID: '用户 ID',
    userIDHint: '后端中的 userID，不是账号名。',
    account: '账号',
    nickname: '昵称',
    password: '当前密码',
    passwordHint: '加密存入密码库；留空则改密时手动输入。',
    submit: '录入',
  },
}
