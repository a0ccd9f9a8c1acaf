import type { Messages } from '../messages.ts'

/** Holds the closed vocabularies around access: problems, rules, roles, doors. */
export const accessWords: Pick<
  Messages['words'],
  | 'problem'
  | 'recoveryKeyWrong'
  | 'sampleRefused'
  | 'store'
  | 'operatorRule'
  | 'role'
  | 'roleOpens'
  | 'thing'
  | 'door'
> = {
  problem: {
    NO_STORE: { what: '尚未建立数据文件。', next: '请重新加载页面进行初始化。' },
    STORE_UNAVAILABLE: { what: '数据文件无法使用。', next: '请重新加载页面查看原因。' },
    ALREADY_SET_UP: { what: '此数据文件已有管理员。', next: '请直接登录，或用恢复密钥设置新密码。' },
    NOT_SIGNED_IN: { what: '您已不在登录状态，未作任何改动。', next: '请重新登录。' },
    FORBIDDEN: { what: '您的角色无权执行此操作，未作任何改动。', next: '请联系具有「{roles}」角色的人员。' },
    STEP_UP_REQUIRED: { what: '此操作需要再次验证您的密码。', next: '请重试并输入密码。' },
    WRONG_PASSWORD: {
      what: '用户名与密码不匹配。 | 用户名与密码不匹配，还可尝试 {n} 次。',
      next: '请检查大写锁定和键盘布局；也可用恢复密钥设置新密码。',
    },
    LOCKED_OUT: {
      what: '密码错误次数过多，{until} 之前不再接受登录。',
      next: '请等到该时刻；在此之前即使密码正确也无法登录。',
    },
    RECOVERY_KEY_WRONG: { what: '恢复密钥不正确。', next: '请与您保存的那一份核对。' },
    OPERATOR_RULE: { what: '输入不符合要求：{rules}', next: '请修改后重试。' },
    NOT_FOUND: { what: '该项已不存在（{what}）。', next: '请刷新列表。' },
    CHANGE_OPEN: {
      what: '此账号先前的一次改密尚未了结：{state}。本次没有发送任何内容。',
      next: '在查明哪个密码有效之前，此账号不能再次改密；新旧密码都已保存。「登录验证」可查明密码库中的密码是否有效。',
    },
    PASSWORD_NOT_KNOWN: {
      what: '密码库中没有此账号的密码，没有发送任何内容。',
      next: '请改为手动输入当前密码。',
    },
    CONFIRMATION_DIFFERS: {
      what: '输入的名称不是「{expected}」，没有发送任何内容。',
      next: '请按显示的名称原样输入。',
    },
    ALREADY_THERE: { what: '同名的{what}已存在，未作任何改动。', next: '请换一个名称，或使用已有的那一个。' },
    ADDRESS_REFUSED: { what: '此地址不可用：{rule} 未作任何改动。', next: '请修改地址后重试。' },
    DRAFT_GONE: { what: '生成的密码只保留十分钟，现已失效，没有发送任何内容。', next: '请重新生成。' },
    SAMPLE_REFUSED: { what: '示例数据未作改动。', next: '请刷新页面。' },
    BACKEND_DOWN: { what: '内置后端未运行，没有发送任何内容。', next: '请在「内置后端」页面启动后重试。' },
    SEALED_VALUE_DAMAGED: {
      what: '有一项加密内容无法打开（{place}）：文件被外部改动或已损坏。',
      next: '请停止使用此数据文件，校验审计链，并从备份恢复。',
    },
  },
  recoveryKeyWrong: {
    format: { what: '这不是一把完整的恢复密钥。', next: '请检查是否漏输或重复了某一组。' },
    checksum: { what: '密钥有误：校验位不符。', next: '请与您保存的那一份逐组核对。' },
    'not-this-store': {
      what: '密钥格式正确，但不属于此数据文件。',
      next: '它可能属于另一份数据，或在上次使用后已被替换。',
    },
  },
  sampleRefused: {
    'not-empty': { what: '目录不为空，未加载示例数据，也未作任何改动。', next: '示例数据只能加载到空目录。' },
    'not-sample': {
      what: '目录中没有示例数据，或其后另有添加，未作任何改动。',
      next: '请刷新页面查看现状。',
    },
  },
  store: {
    held: {
      title: '数据文件正被占用',
      what: '同一份数据同一时间只能由一个 Latchkey 打开。',
      next: '请关闭另一个程序后重试；若它已退出，占用会自动解除。',
    },
    newer: {
      title: '数据文件来自更新的版本',
      what: '当前版本不认识其格式，也不会贸然打开。',
      next: '请用更新的版本打开。',
    },
    'not-a-store': {
      title: '这不是 Latchkey 的数据文件',
      what: '该位置已有一个由其他程序写入的文件。',
      next: '请用正确的文件启动 Latchkey，或换一个尚无文件的位置。',
    },
    damaged: {
      title: '数据文件已损坏',
      what: '文件没有通过打开前的例行检查。',
      next: '请先复制该文件及其所在文件夹，再把最近的备份恢复到别处。',
    },
    unreadable: {
      title: '数据文件无法读取',
      what: '操作系统不允许 Latchkey 读写该文件。',
      next: '请检查文件及所在文件夹的属主和权限，以及磁盘状态。',
    },
    'not-writable': {
      title: '数据文件无法写入',
      what: '操作系统不允许 Latchkey 在该位置写入。没有创建或更改任何内容。',
      next: '请换一个属于您的位置启动：npm start -- --store 文件。',
    },
  },
  operatorRule: {
    'name-format': "用户名为 2 到 64 个字母或数字，或 . _ - {'@'}",
    'name-taken': '用户名尚未被使用',
    'password-short': '密码至少 12 个字符',
    'password-long': '密码不超过 1024 个字符',
    'password-common': '密码不在常用密码名单中',
    'password-has-name': '密码不包含用户名',
    'password-same': '密码与之前的不同',
  },
  role: { administrator: '管理员', support: '客服', auditor: '审计员' },
  roleOpens: {
    administrator: '可打开全部内容。',
    support: '可打开重置所需内容，不含管理员密码。',
    auditor: '仅可查看审计。',
  },
  thing: {
    admin: '管理员账号',
    backend: '后端',
    operator: '操作员',
    change: '改密',
    user: '用户',
    application: '应用',
    message: '消息',
  },
  door: { window: '窗口', browser: '浏览器页面' },
}
