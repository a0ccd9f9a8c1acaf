import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { collectFigures } from '../../src/main/audit/report-figures.ts'
import { reportLanguages, type ReportLanguage } from '../../src/main/audit/report-words.ts'
import { auditActionWords } from '../../src/shared/model/audit-action-words.ts'
import { auditSettledWords } from '../../src/shared/model/audit-settled-words.ts'
import { startTestDesk, type TestDesk } from '../support/test-desk.ts'
import { withoutTriggers } from './without-triggers.ts'

const unknown = 'later.<b>thing</b>'

let at: TestDesk
beforeAll(async () => {
  at = await startTestDesk()
})
afterAll(() => at.end())

const reportIn = async (language: ReportLanguage): Promise<string> =>
  (await at.desk.audit.report(at.ada, language)).html
const texts = (html: string, tag: string): string[] =>
  [...html.matchAll(new RegExp(`<${tag}>(.*?)</${tag}>`, 'g'))].map(([, text]) => text ?? '')

describe.each(reportLanguages)('the report on an audit, in %s,', (language) => {
  it('tells each action in words, with its code beside them, and in no other language', async () => {
    const { actions } = collectFigures({ path: at.storePath, isForeign: false, now: Date.now() })
    const html = await reportIn(language)
    const other = auditActionWords[language === 'en' ? 'zh-CN' : 'en']
    expect(actions.map(({ label }) => label)).toContain('operator.signed-in')
    for (const { label } of actions) {
      const code = label as keyof typeof other
      const words = auditActionWords[language][code]
      expect(html).toContain(`<td>${words} <code><bdi>${label}</bdi></code></td>`)
      expect(html).not.toContain(other[code])
    }
    expect(html).not.toMatch(/<td>(<bdi>)?desk</)
  })

  it('has no heading twice, and none again as the head of a column', async () => {
    const html = await reportIn(language)
    const headings = [...texts(html, 'h1'), ...texts(html, 'h2'), ...texts(html, 'h3')]
    expect(headings.length).toBeGreaterThan(5)
    expect(new Set(headings).size).toBe(headings.length)
    expect(texts(html, 'th').filter((head) => headings.includes(head))).toEqual([])
  })
})

it('tells an action that it has no words for by its code, as text', async () => {
  const db = new Database(at.storePath)
  withoutTriggers(db, () => {
    db.prepare(
      `UPDATE audit_event_fields SET action = ? WHERE seq = (SELECT seq FROM audit_event_fields WHERE action = 'operator.signed-in')`,
    ).run(unknown)
  })
  db.close()
  const html = await reportIn('en')
  expect(html).toContain('<td><code><bdi>later.&lt;b&gt;thing&lt;/b&gt;</bdi></code></td>')
  expect(html).not.toContain(unknown)
})

it.each(reportLanguages)('counts decisions apart from proofs: %s', async (language) => {
  const code = 'admin-password.change-verified'
  const db = new Database(at.storePath)
  withoutTriggers(db, () => {
    const change = db.prepare('UPDATE audit_event_fields SET action = ?, detail = ? WHERE seq = ?')
    for (const [seq, why] of ['operator', 'new-accepted', 'operator'].entries()) {
      change.run(code, JSON.stringify({ why }), seq + 1)
    }
    change.run(code, 'no JSON', 4)
  })
  db.close()
  const html = await reportIn(language)
  const { proved, decided } = auditSettledWords[language]
  for (const [words, count] of [
    [decided[code], 2],
    [proved[code], 1],
    [auditActionWords[language][code], 1],
  ] as const) {
    const cells = `<td>${words} <code><bdi>${code}</bdi></code></td><td>${String(count)}</td>`
    expect(html).toContain(cells)
  }
})
