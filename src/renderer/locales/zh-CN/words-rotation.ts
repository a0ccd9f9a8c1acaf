import type { Messages } from '../messages.ts'

type Tables = Pick<Messages['words'], 'rotationState' | 'rotationRow' | 'rotationStop' | 'rotationRefusal'>

/** Holds the closed vocabularies of bulk rotation. */
export const rotationWords: Tables = {
  rotationState: {
    planned: '已计划',
    first: '正在修改第一个',
    'first-done': '第一个已修改',
    rest: '进行中',
    stopping: '正在停止',
    stopped: '已停止',
    ended: '已结束',
  },
  rotationRow: {
    waiting: { label: '等待', meaning: '尚未改动。' },
    refused: { label: '未放行', meaning: 'Latchkey 未为其发送任何内容。' },
    changing: { label: '修改中', meaning: '请求正在进行。' },
    confirmed: { label: '已修改', meaning: '新密码已生效并存入密码库。' },
    rejected: { label: '被拒绝', meaning: '后端拒绝，原密码仍然有效。' },
    'not-sent': { label: '未发送', meaning: '改密请求没有发送，没有改变。' },
    'not-applied': { label: '未生效', meaning: '改密结果一度未知，后经登录证实原密码仍然有效。' },
    decided: { label: '人工认定', meaning: '操作员在没有证据的情况下认定了哪个密码有效。' },
    unknown: { label: '未知', meaning: '已发出但没有可信的应答，新旧密码均已保存。' },
    skipped: { label: '已跳过', meaning: '轮到它之前轮换已结束，没有发送任何内容。' },
  },
  rotationStop: {
    'first-failed': {
      what: '第一个账号的改密未获确认，因此没有开始其余账号。',
      next: '请查看该行的原因并处理，然后另作计划。',
    },
    'three-failures': { what: '连续三个账号的改密未获确认。', next: '请先了解后端的运行情况，再继续。' },
    'backend-signal': {
      what: '后端示意不宜继续：尝试过多，或调用方无权操作。',
      next: '请查看最后一行的原因和后端的设置，再继续。',
    },
    'backend-unusable': {
      what: '后端不可用，或其设置在此期间有变。',
      next: '请到“后端”页面核对，确认仍是目标后端后再继续。',
    },
    asked: { what: '管理员要求停止。', next: '可随时继续，或到此结束。' },
    abandoned: { what: '管理员结束了轮换。', next: '如有需要，请为跳过的账号另作计划。' },
    'desk-ended': {
      what: '轮换进行中 Latchkey 被关闭。',
      next: '已发送过的不会再次发送：可随时继续，或到此结束。',
    },
    'desk-failed': {
      what: 'Latchkey 自身出错。',
      next: '请查看最后一行；继续时，已发送过的不会再次发送。',
    },
    'operator-gone': {
      what: '发起此次轮换的管理员已被停用或变更角色。',
      next: '已发送过的不会再次发送：可由您继续，或到此结束。',
    },
  },
  rotationRefusal: {
    'password-not-known': {
      what: '密码库中没有其当前密码。',
      next: '请先手动输入当前密码，单独改一次。',
    },
    'change-open': { what: '此前的一次改密结果尚未核实。', next: '请先核实那一次的结果。' },
    'admin-gone': { what: '后端已没有此账号。', next: '无需处理。' },
    'sealed-value-damaged': {
      what: '密码库中的密码无法打开。',
      next: '请恢复备份，或手动输入当前密码单独改一次。',
    },
    'request-refused': { what: '无法为其生成请求。', next: '在“管理员密码”中试运行可查看原因。' },
    'userid-present': { what: '缺少 ID。', next: '请补上 ID 重新录入该账号。' },
    'current-present': { what: '当前密码为空。', next: '请手动输入当前密码，单独改一次。' },
    'new-present': { what: '新密码为空。', next: '请换一个长度重新计划。' },
    'differs-from-current': { what: '新密码与当前密码相同。', next: '请重新计划。' },
    'length-at-most-1024': { what: '密码超过 1,024 个字符。', next: '请单独手动修改。' },
  },
}
