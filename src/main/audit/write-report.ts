import { createHash } from 'node:crypto'
import type { AuditReport } from '../../shared/contract/audit.ts'
import { auditActionWords } from '../../shared/model/audit-action-words.ts'
import { auditSettledWords, isSettledAction } from '../../shared/model/audit-settled-words.ts'
import { passwordFindings } from '../../shared/model/password-findings.ts'
import { barPicture, type Bar } from './bar-picture.ts'
import { HtmlText, markup, outside } from './markup.ts'
import { ages, collectFigures, type ReportFigures } from './report-figures.ts'
import { reportWords, type ReportLanguage, type ReportWords } from './report-words.ts'

/** Says which store is reported on, what its verification found, in which language, and when (milliseconds). */
export interface ReportTask {
  path: string
  /** Says that anybody may have written the file, so that what it holds of accounts is looked at before it is read. */
  isForeign: boolean
  verification: AuditReport
  language: ReportLanguage
  now: number
}

/**
 * Writes the report on a store's audit: one page of HTML with its pictures in it, which loads and runs nothing. Fails
 * with a `StoreError`.
 */
export function writeAuditReport({ path, isForeign, verification, language, now }: ReportTask): string {
  const figures = collectFigures({ path, isForeign, now })
  const words = reportWords[language]
  const made = new Date(now).toISOString()
  const page = markup`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${new HtmlText(`'${styleHash}'`)}; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.title}</title>
<style>${new HtmlText(style)}</style>
</head>
<body>
<h1>${words.title}</h1>
<p>${words.store}${words.colon}${outside(figures.storeId)}${words.stop}${words.made}${words.colon}${made}${words.stop}${words.utc}</p>
${chainPart(verification, words)}
${activityPart(figures, language)}
${passwordsPart(figures, words)}
</body>
</html>
`
  return page.html
}

function chainPart(report: AuditReport, words: ReportWords): HtmlText {
  const facts: [string, string][] = [
    [words.events, String(report.events)],
    [words.checkpoints, String(report.checkpoints)],
    [words.tail, String(report.unsignedTail)],
    [words.anchor, report.newestAnchorAt ?? words.none],
    [words.rows, words.rowMacs[report.rowMacs]],
  ]
  const bad = report.bad.map(
    ({ from, to, reason }) => markup`<li>${words.range(from, to)}${words.colon}${words.reason[reason]}</li>`,
  )
  const unproven = report.unproven.map(({ from, to }) => markup`<li>${words.range(from, to)}</li>`)
  const structure = report.structure.map(
    ({ object, fault }) => markup`<li>${outside(object)}${words.colon}${words.structureFault[fault]}</li>`,
  )
  const rows = report.badRows.map(
    ({ table, row, fault }) =>
      markup`<li>${outside(`${table} / ${row}`)}${words.colon}${words.rowFault[fault]}</li>`,
  )
  return markup`<section>
<h2>${words.chain}</h2>
<p class="${report.verdict}">${words.verdict[report.verdict]}</p>
<dl>${facts.map(([name, value]) => markup`<dt>${name}</dt><dd>${outside(value)}</dd>`)}</dl>
${faultList(words.bad, bad)}${faultList(words.unproven, unproven)}${faultList(words.structure, structure)}${faultList(words.rows, rows)}
</section>`
}

function faultList(title: string, faults: readonly HtmlText[]): HtmlText | string {
  return faults.length === 0 ? '' : markup`<h3>${title}</h3><ul class="tampered">${faults}</ul>`
}

function activityPart(figures: ReportFigures, language: ReportLanguage): HtmlText {
  const words = reportWords[language]
  const results = Object.entries(figures.results).map(([name, value]) => ({
    label: words.result[name as keyof ReportWords['result']],
    value,
  }))
  const met = results.filter(({ value }) => value > 0)
  return markup`<section>
${picture(words.byDay, figures.days)}
${picture(words.byHour, figures.hours)}
${picture(words.results, met)}
${countTable(words.actions, [words.action, words.events], actionRows(figures.actions, language))}
${countTable(words.actors, [words.actor, words.events], actorRows(figures.actors, words))}
</section>`
}

function passwordsPart(figures: ReportFigures, words: ReportWords): HtmlText {
  const { accounts, accountsFound, findings } = figures
  const byAge = ages.map((age) => ({ label: words.age[age], value: figures.ages[age] }))
  const counts = [
    ...passwordFindings.map((name) => ({ label: words.finding[name], value: findings[name] })),
    { label: words.notJudged, value: findings.notJudged },
  ]
  const title = words.findings(findings.accounts)
  const more = words.shown(accounts.length, accountsFound)
  return markup`<section>
${picture(words.ages, byAge)}
${picture(title, counts)}
${accounts.length === 0 ? '' : accountTable(figures, words)}
${accountsFound > accounts.length ? markup`<p>${more}</p>` : ''}
</section>`
}

function accountTable({ accounts }: ReportFigures, words: ReportWords): HtmlText {
  const rows = accounts.map((row) => {
    const where = row.application === null ? row.backend : `${row.backend} / ${row.application}`
    const cells = [outside(row.account), outside(row.userID), outside(where)]
    const found = row.findings.map((name) => words.finding[name]).join(words.comma)
    return markup`<tr>${cells.map((cell) => markup`<td>${cell}</td>`)}<td>${found}</td><td>${row.passwordChangedAt ?? ''}</td></tr>
`
  })
  const heads = [words.account, 'ID', words.where, words.found, words.changed]
  return markup`<table><thead><tr>${heads.map((head) => markup`<th>${head}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table>`
}

function picture(title: string, bars: readonly Bar[]): HtmlText {
  return markup`<h2>${title}</h2>
${barPicture(title, bars)}`
}

function countTable(title: string, heads: readonly string[], rows: readonly HtmlText[]): HtmlText {
  return markup`<h2>${title}</h2>
<table><thead><tr>${heads.map((head) => markup`<th>${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table>`
}

/** An action that a later program records has no words here: it is told by its code alone. */
function actionRows(counts: ReportFigures['actions'], language: ReportLanguage): HtmlText[] {
  const words: Readonly<Record<string, string>> = auditActionWords[language]
  return counts.map(({ label: code, value, settledBy }) => {
    const settled =
      settledBy !== null && isSettledAction(code) ? auditSettledWords[language][settledBy][code] : null
    const known = Object.hasOwn(words, code) ? markup`${settled ?? words[code] ?? ''} ` : ''
    return markup`<tr><td>${known}<code>${outside(code)}</code></td><td>${value}</td></tr>
`
  })
}

function actorRows(counts: readonly Bar[], words: ReportWords): HtmlText[] {
  return counts.map(({ label: name, value }) => {
    const actor = name === 'desk' ? words.desk : outside(name)
    return markup`<tr><td>${actor}</td><td>${value}</td></tr>
`
  })
}

const style = `
body { font: 14px/1.5 system-ui, "Noto Sans", "Noto Sans CJK SC", sans-serif; color: #1a1d21; max-width: 760px; margin: 24px auto; padding: 0 16px; }
h1 { font-size: 22px; } h2 { font-size: 16px; margin-top: 28px; } h3 { font-size: 14px; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; } dd { margin: 0; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; border-bottom: 1px solid #d5d9de; padding: 3px 8px; overflow-wrap: anywhere; }
td:nth-child(-n+2) { min-width: 12ch; }
code { font-size: 12px; color: #4d5560; }
svg { width: 100%; height: auto; } svg rect { fill: #2f6f6a; } svg text { font-size: 10px; fill: #4d5560; } svg line { stroke: #9aa3ad; }
.verified { color: #1c6b3c; font-weight: 600; } .consistent { font-weight: 600; }
.tampered, .unreadable { color: #a1261d; font-weight: 600; }
svg, tr { break-inside: avoid; }
@media print { body { margin: 0; max-width: none; } }
`
const styleHash = `sha256-${createHash('sha256').update(style).digest('base64')}`
