import type { Messages } from '../messages.ts'

/** Holds the closed vocabularies around access: problems, rules, roles, doors. */
export const accessWords: Pick<
  Messages['words'],
  | 'problem'
  | 'probesSpent'
  | 'recoveryKeyWrong'
  | 'sampleRefused'
  | 'folderRefused'
  | 'store'
  | 'operatorRule'
  | 'nameReadsLike'
  | 'role'
  | 'roleOpens'
  | 'operatorState'
  | 'thing'
  | 'door'
> = {
  problem: {
    NO_STORE: { what: '尚未建立数据文件，未作任何改动。', next: '请重新加载页面进行初始化。' },
    STORE_UNAVAILABLE: { what: '数据文件无法使用，未作任何改动。', next: '请重新加载页面查看原因。' },
    STORE_WRITE_REFUSED: {
      what: '系统拒绝写入数据文件：此前已写入的内容保留，其余没有执行。',
      next: '请检查磁盘和文件权限，并运行 doctor。若正在改密，请先查看该账号的历史再重试：请求可能已经发出。',
    },
    ALREADY_SET_UP: {
      what: '此数据文件已有管理员，未作任何改动。',
      next: '请直接登录，或用恢复密钥设置新密码。',
    },
    NOT_SIGNED_IN: { what: '您已不在登录状态，未作任何改动。', next: '请重新登录。' },
    FORBIDDEN: { what: '您的角色无权执行此操作，未作任何改动。', next: '请联系具有“{roles}”角色的人员。' },
    STEP_UP_REQUIRED: { what: '此操作需要再次验证您的密码，未作任何改动。', next: '请重试并输入密码。' },
    PASSWORD_CHANGE_REQUIRED: {
      what: '您使用的是一次性密码，未作任何改动。',
      next: '请先设置您自己的密码。',
    },
    WRONG_PASSWORD: {
      what: '用户名与密码不匹配，未作任何改动。 | 用户名与密码不匹配，还可尝试 {n} 次，未作任何改动。',
      next: '请检查大写锁定和键盘布局；若忘记密码，请点“忘记密码？”。',
    },
    ONE_TIME_PASSWORD_EXPIRED: {
      what: '此一次性密码签发已超过三天，现已失效，未作任何改动。',
      next: '请联系管理员在“操作员”页面重新签发。',
    },
    CURRENT_PASSWORD_NEEDED: {
      what: '登录时输入的密码五分钟内有效，现已过时，未作任何改动。',
      next: '请再次输入登录时所用的密码，然后重试。',
    },
    LOCKED_OUT: {
      what: '密码错误次数过多，{until} 之前不再接受登录，未作任何改动。',
      next: '请等到该时刻；在此之前即使密码正确也无法登录。',
    },
    RECOVERY_KEY_WRONG: { what: '恢复密钥不正确，未作任何改动。', next: '请与您保存的那一份核对。' },
    OPERATOR_RULE: { what: '未作任何改动，以下要求尚未满足：{rules}', next: '请修改后重试。' },
    LAST_ADMINISTRATOR: {
      what: '这是最后一位可以登录的管理员，未作任何改动。',
      next: '请先让其他人成为管理员。',
    },
    OPERATOR_STATE: { what: '该操作员已处于“{state}”状态，未作任何改动。', next: '请刷新列表。' },
    NOT_FOUND: {
      what: '该{what}已不存在，未作任何改动。',
      next: '它可能已被他人删除。请返回上一页重新选择。',
    },
    CHANGE_OPEN: {
      what: '此账号先前的一次改密结果尚未核实：{state}。本次没有发送任何内容。',
      next: '在查明哪个密码有效之前，此账号不能再次改密；新旧密码都已保存。请先在该账号所在行或其历史中核实那次改密的结果。',
    },
    SETTLE_TIME: {
      what: '现在还不能下结论：在 {until} 之前，先前的请求仍可能生效。没有发送任何内容。',
      next: '请过了该时刻再试；新旧密码都已保存。',
    },
    CHANGE_NOT_OPEN: {
      what: '这次改密无需再查明：{state}。没有发送任何内容。',
      next: '请刷新列表。',
    },
    PROBES_USED_UP: {
      what: '不再尝试登录：次数过多可能锁定账号。没有发送任何内容。',
      next: '请另行查明哪个密码有效后作出决定，或稍后再试：{until}。',
    },
    CODE_USED: { what: '此验证码已发送过，视为已用。没有发送任何内容。', next: '请获取新的验证码。' },
    PASSWORD_FORM: {
      what: '新密码不符合规则，后端会拒绝。没有发送任何内容，验证码也未使用。',
      next: '请按规则列表更正，或改为自动生成。',
    },
    PASSWORD_NOT_KNOWN: {
      what: '密码库中没有此账号的密码，没有发送任何内容。',
      next: '请改为手动输入当前密码。',
    },
    CONFIRMATION_DIFFERS: {
      what: '输入的名称不是“{expected}”，没有发送任何内容。',
      next: '请按显示的名称原样输入。',
    },
    ALREADY_THERE: { what: '同名的{what}已存在，未作任何改动。', next: '请换一个名称，或使用已有的那一个。' },
    BACKEND_MOVED: {
      what: '自此次重置开始以来，后端的地址已更改，没有发送任何内容。',
      next: '请向原地址核实重置结果，再行判定。',
    },
    ADMIN_IN_USE: {
      what: '此管理员账号曾在此改过密码，或已列入批量轮换，未作任何改动。',
      next: '过往的记录须可查阅，请保留该账号。',
    },
    ADDRESS_REFUSED: { what: '此地址不可用：{rule}未作任何改动。', next: '请修改地址后重试。' },
    DRAFT_GONE: { what: '生成的密码只保留十分钟，现已失效，没有发送任何内容。', next: '请重新生成。' },
    FILE_GONE: {
      what: '文件已不再保留，未作任何改动。',
      next: '请重新选择文件：文件最多保留半小时，锁定后即清除。',
    },
    FILE_TOO_BIG: {
      what: '文件过大，最多 {most} 字节，未作任何改动。',
      next: '请拆分文件；目录文档不论大小，均可用 import 命令导入。',
    },
    PLAN_OUTDATED: {
      what: '预览之后账号数据已有变化，未作任何改动。',
      next: '请重新查看预览，再行导入。',
    },
    READING_SUPERSEDED: {
      what: '其间又发起了新的查询，本次读取已中止。未作任何改动。',
      next: '请重新读取此页。',
    },
    ROTATION_RUNNING: {
      what: '{backend} 上正在进行另一次轮换，没有发送任何内容。',
      next: '请等它结束，或先停止它。',
    },
    ROTATION_STATE: {
      what: '这次轮换的状态已经变化，现在不能执行此操作，未作任何改动。',
      next: '请刷新后查看当前状态。',
    },
    ROTATION_EMPTY: {
      what: '这次轮换中没有等待处理的账号，没有发送任何内容。',
      next: '请查看各账号旁的原因，然后另作计划。',
    },
    RESET_STATE: {
      what: '该请求的进度已变化，此步骤现在无法执行。未发送任何内容。',
      next: '请刷新后查看最新进度。',
    },
    RESET_OPEN: {
      what: '该用户已有一个处理中的请求：#{number}。未重复受理。',
      next: '请继续处理原请求；同时处理两个会使彼此的验证码失效。',
    },
    RESEND_TOO_SOON: {
      what: '距上次发送验证码不足一分钟。未发送任何内容。',
      next: '请在 {until} 之后再发送。',
    },
    CAPTCHA_GONE: {
      what: '图形验证码已过期或尚未填写。未发送任何内容。',
      next: '请换一张图片并输入其中的字符。',
    },
    HANDED_OVER: {
      what: '新密码已显示过一次，不会再次显示。未作任何改动。',
      next: '如来电人没有记下，请关闭本请求并重新受理。',
    },
    CHECKS_MISSING: {
      what: '来电人身份核实不足：需要通过 {needed} 项。未作任何更改。',
      next: '请再核实一项，或以“拒绝”关闭请求。',
    },
    NO_PHONE: {
      what: '该用户未登记手机号，而此方式凭手机号查找用户并发送验证码。未受理。',
      next: '请改选不用验证码的方式，或请管理员通过导入用户文件补录手机号。',
    },
    REASON_MISSING: { what: '重置需要填写原因或工单号。未受理。', next: '请至少填写其中一项。' },
    SAMPLE_REFUSED: { what: '示例数据保持原样，未作任何改动。', next: '请刷新页面。' },
    BACKEND_DOWN: { what: '内置后端未运行，没有发送任何内容。', next: '请在“内置后端”页面启动后重试。' },
    BACKEND_SETTING_REFUSED: { what: '此设置不可用：{rule}未作任何改动。', next: '请修改后重试。' },
    BACKEND_IN_USE: {
      what: '此后端不能删除：有 {admins} 个管理员账号和 {changes} 次改密与之相关。未作任何改动。',
      next: '过往的改密记录须可查阅；若不再使用，请改名以示区别。',
    },
    BACKEND_SECRET_ELSEWHERE: {
      what: '{backend} 的一项凭据（{kind}）是为另一个地址录入的，没有发送任何内容。',
      next: '请核对后端地址，然后重新录入该凭据。',
    },
    FOLDER_REFUSED: { what: '此文件夹不可用：{folder}，未作任何改动。', next: '请另选一个。' },
    BACKUP_FAILED: { what: '没有在 {place} 建立备份，未作任何改动。', next: '请另选位置。' },
    RESTORE_REFUSED: {
      what: '没有用该备份替换数据文件：{place}，未作任何改动。',
      next: '请另选一份备份。',
    },
    RESTORING: { what: '正在用备份替换数据文件，没有执行任何操作。', next: '请等其结束，然后登录。' },
    SEALED_VALUE_DAMAGED: {
      what: '有一项加密内容无法打开（{place}）：文件被外部改动或已损坏。需要该内容的操作没有执行。',
      next: '请停止使用此数据文件，校验审计链，并从备份恢复。',
    },
  },
  probesSpent: {
    what: '不再为这次改密尝试登录：次数过多可能锁定账号。没有发送任何内容。',
    next: '请另行查明哪个密码有效，然后作出决定。',
  },
  recoveryKeyWrong: {
    format: { what: '这不是一把完整的恢复密钥，未作任何改动。', next: '请检查是否漏输或重复了某一组。' },
    checksum: { what: '密钥有误：校验位不符。未作任何改动。', next: '请与您保存的那一份逐组核对。' },
    'not-this-store': {
      what: '密钥格式正确，但不属于此数据文件。未作任何改动。',
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
  folderRefused: {
    'not-absolute': {
      what: '文件夹路径不完整：{folder}，未作任何改动。',
      next: '请写出从磁盘根目录开始的完整路径。',
    },
    'not-a-folder': {
      what: '{folder} 处没有文件夹，也没有可供新建的上级文件夹，未作任何改动。',
      next: '请先建立该文件夹，或选择已有的文件夹。',
    },
    'not-writable': {
      what: '操作系统不允许 Latchkey 写入 {folder}，未作任何改动。',
      next: '请为自己开通写权限，或另选文件夹。',
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
    'no-space': {
      title: '磁盘已满',
      what: '打开数据文件需要写日志，而磁盘空间不足。这并不表示数据文件已损坏。',
      next: '请在其所在磁盘上腾出空间后重试。',
    },
    linked: {
      title: '数据文件有第二个名称',
      what: '另有硬链接指向同一文件。若以两个名称各开一个 Latchkey，彼此互不知晓，密码会丢失。',
      next: '请只保留一个名称，删除另一个；如需第二份数据文件，请将备份恢复到单独的位置。',
    },
  },
  operatorRule: {
    'name-format': "用户名为 2 到 64 个字母或数字，或 . _ - {'@'}",
    'name-one-script': '用户名只用一种通行文字（汉字可与拉丁字母并用）',
    'name-taken': '用户名尚未被使用',
    'name-alike': '用户名不与已有的用户名形近',
    'password-short': '密码至少 12 个字符',
    'password-long': '密码不超过 1024 个字符',
    'password-common': '密码不在常用密码名单中',
    'password-has-name': '密码不包含用户名',
    'password-same': '密码与之前的不同',
  },
  nameReadsLike: '用户名不与已有的“{like}”形近',
  role: { administrator: '管理员', support: '客服', auditor: '审计员' },
  roleOpens: {
    administrator: '可打开全部内容。',
    support: '可打开重置所需内容，不含管理员密码。',
    auditor: '仅可查看审计。',
  },
  operatorState: { enabled: '启用', disabled: '停用' },
  thing: {
    admin: '管理员账号',
    backend: '后端',
    operator: '操作员',
    change: '改密',
    user: '用户',
    application: '应用',
    message: '消息',
    exchange: '请求',
    rotation: '批量轮换',
    reset: '重置请求',
  },
  door: { window: '窗口', browser: '浏览器页面' },
}
