import { describe, expect, it } from 'vitest'
import { computed } from 'vue'
import { detailLines } from '../../src/renderer/features/audit/event-detail.ts'
import { actorText, rowText, targetText } from '../../src/renderer/features/audit/event-names.ts'
import { createTranslator, messages, type Language } from '../../src/renderer/locales/i18n.ts'
import { isOwnBackendName } from '../../src/shared/model/own-backend.ts'
import { rotationRowStates } from '../../src/shared/model/rotation.ts'

const telling = (language: Language) => {
  const { t } = createTranslator(language).global
  return {
    t: (key: string, fillings = {}) => t(key, fillings),
    words: computed(() => messages[language].words),
    language: computed(() => language),
    time: (iso: string) => `at ${iso}`,
  }
}
type Detail = Parameters<typeof detailLines>[0]['detail']
const told = (action: string, detail: Detail, language: Language = 'zh-CN'): string[] =>
  detailLines({ action, detail }, telling(language)).map(({ label, value }) => `${label}=${value}`)

describe('the detail of an event, in Chinese,', () => {
  it.each<[action: string, detail: Detail, lines: string[]]>([
    ['operator.signed-in', { role: 'administrator' }, ['角色=管理员']],
    ['operator.locked', { why: 'idle' }, ['原因=长时间无人操作']],
    ['operator.sign-in-failed', { why: 'ONE_TIME_PASSWORD_EXPIRED' }, ['原因=一次性密码已过期']],
    [
      'audit.exported',
      { format: 'copy', from: '2026-01-01T00:00:00.000Z' },
      ['格式=审计副本', '起=at 2026-01-01T00:00:00.000Z'],
    ],
    ['audit.unsigned-found', { from: 3, to: 9 }, ['起=3', '止=9']],
    [
      'candidates.purged',
      { count: 2, before: '2026-01-01T00:00:00.000Z' },
      ['数量=2', '早于=at 2026-01-01T00:00:00.000Z'],
    ],
    [
      'settings.changed',
      { before: 'edited from outside', after: '{"everyHours":24,"folder":null,"keep":7}' },
      ['修改前=被外部改动', '修改后=间隔小时数：24；文件夹：–；保留份数：7'],
    ],
    [
      'backend.changed',
      { before: '{"environment":"staging","allowHttp":false}', secretsDropped: 'token, sign-key' },
      ['修改前=环境：预发布；允许未加密：否', '随之清除的凭据=令牌（token）；签名密钥'],
    ],
    [
      'backend.added',
      { 'application wx1': 'tokenValidation true, allowPasswordChange null' },
      ['应用 wx1=用户令牌校验：是；允许用户修改密码：未知'],
    ],
    [
      'application.changed',
      { reason: 'import', allowPasswordChange: 'false → true', status: 'normal → stopped' },
      ['原因=由文档导入', '允许用户修改密码=否 → 是', '状态=正常 → 已停用'],
    ],
    [
      'admin-password.rejected',
      { status: 'rejected', reason: 'wrong-credentials' },
      ['状态=被拒绝', `原因=${messages['zh-CN'].words.reason['wrong-credentials'].what}`],
    ],
    ['admin-password.probed', { kind: 'old', result: 'refused' }, ['类别=原密码', '结果=被拒绝']],
    [
      'reset-case.caller-verified',
      { number: 4, checks: 'called-back, vouched-for' },
      ['请求编号=4', '核实方式=已回拨登记的手机号；有同事或主管具名担保'],
    ],
    ['reset-case.closed', { outcome: 'untold' }, ['结果=未告知：密码已设置，但无人看过']],
    ['directory.user-password-changed', { by: 'token', tokensRevoked: 1 }, ['凭证=令牌', '吊销的令牌=1']],
    ['reset-case.opened', { backend: 'Built-in' }, ['后端=内置后端']],
    ['store.restored', { by: 'desk' }, ['操作人=Latchkey 自身']],
  ])('is in words: %s %j', (action, detail, lines) => {
    expect(told(action, detail)).toEqual(lines)
  })

  it('counts the accounts of a rotation by the names of their states', () => {
    const counts = Object.fromEntries(rotationRowStates.map((state) => [state, 1]))
    expect(told('rotation.ended', counts)).toEqual(
      rotationRowStates.map((state) => `${messages['zh-CN'].words.rotationRow[state].label}=1`),
    )
  })

  it('leaves what an operator typed as it was typed', () => {
    expect(told('user-password.staged', { why: 'phone lost' })).toEqual(['原因=phone lost'])
    expect(told('reset-case.closed', { note: 'a → b → c' })).toEqual(['备注=a → b → c'])
  })
})

describe.each(['en', 'zh-CN'] as const)('the detail of an event of a changed file, in %s,', (language) => {
  it.each(['__proto__', 'constructor', 'toString', 'none such'])('stands as it is written: %s', (name) => {
    const detail = JSON.parse(`{"${name}":"${name}"}`) as Detail
    expect(told('operator.dreamt', detail, language)).toEqual([`${name}=${name}`])
    expect(told('operator.locked', { why: name }, language)[0]).toMatch(new RegExp(`=${name}$`))
  })

  it.each(['[[1]]', '{"folder":{"a":1}}', '{', 'null', '7', `${'['.repeat(9999)}${']'.repeat(9999)}`])(
    'is shown whatever a setting was said to be: %#',
    (before) => {
      expect(told('settings.changed', { before }, language)).toHaveLength(1)
    },
  )
})

describe('whom and what an event names', () => {
  it.each([
    ['operator.locked', 'desk', 'Latchkey 自身'],
    ['candidates.purged', 'desk', 'Latchkey 自身'],
    ['directory.imported', 'directory', '目录'],
    ['accounts.exported', 'users', '用户'],
    ['settings.changed', 'retention', '保留期限'],
    ['operator.sign-in-failed', 'unknown operator', '不存在的用户名'],
    ['rotation.planned', 'Built-in', '内置后端'],
    // What can be entered, changed and removed is never the desk's own, whatever it is called.
    ['backend.added', 'Built-in', 'Built-in'],
    ['backend.changed', 'Built-in', 'Built-in'],
    ['backend.removed', 'Built-in', 'Built-in'],
    ['operator.added', 'desk', 'desk'],
    ['operator.added', 'Built-in', 'Built-in'],
  ])('has a word where it is no name: %s %s', (action, target, text) => {
    expect(targetText({ action, target }, telling('zh-CN'))).toBe(text)
  })

  it('has the name of the desk’s own backend for nobody else, in either language', () => {
    for (const { backends, shell } of Object.values(messages))
      for (const name of [backends.builtIn, shell.builtIn.title]) expect(isOwnBackendName(name)).toBe(true)
    for (const name of ['Built-in 2', 'IM Shanghai', '']) expect(isOwnBackendName(name)).toBe(false)
  })

  it('is nobody where a name was tried that no operator has', () => {
    expect(actorText('unknown operator', telling('zh-CN'))).toBe('不存在的用户名')
  })

  it.each([
    ['desk_settings', 'retention', '设置，行 保留期限'],
    ['backends', 'b1', '后端，行 b1'],
    ['sqlite_master', 'x', 'sqlite_master，行 x'],
  ])('is in words where rows do not hold: %s %s', (table, row, text) => {
    expect(rowText({ table, row }, telling('zh-CN'))).toBe(text)
  })
})
