import { expect, it } from 'vitest'
import { actorText } from '../../src/renderer/features/audit/event-names.ts'
import { createTranslator } from '../../src/renderer/locales/i18n.ts'

it.each([
  ['en', 'user app-1001/13800138000'],
  ['zh-CN', '用户 app-1001/13800138000'],
] as const)('a user who called the built-in backend is called one: %s', (language, name) => {
  const { t } = createTranslator(language).global
  expect(actorText('user:app-1001/13800138000', { t })).toBe(name)
  expect(actorText('user', { t })).toBe('user')
})
