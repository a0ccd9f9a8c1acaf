import type { AuditEvent } from '../../../shared/contract/audit.ts'
import type { PageText } from '../../composables/use-text.ts'
import { messages, type Language } from '../../locales/i18n.ts'
import { actorText, backendText } from './event-names.ts'

/** Carries one line of an event’s detail: its name as it is written, and both parts in words. */
export interface DetailLine {
  name: string
  label: string
  value: string
}

/** Holds what it takes to put the detail of an event into words. */
interface Telling extends Pick<PageText, 't' | 'language'> {
  /** Writes a moment in words. */
  time: (iso: string) => string
}

type Table = Readonly<Record<string, unknown>>
type Value = AuditEvent['detail'][string]

const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/
const ofApplication = 'application '
const lists = ['changed', 'checks', 'secretsDropped']

/** Puts the detail of an event into words; what nobody knows stands as it is written. */
export const detailLines = (
  { action, detail }: Pick<AuditEvent, 'action' | 'detail'>,
  telling: Telling,
): readonly DetailLine[] =>
  Object.entries(detail).map(([name, value]) => {
    const meaning = meaningOf(action, name)
    return { name, label: labelOf(meaning, telling), value: valueOf(meaning, value, telling) }
  })

/** Tells names apart that mean one thing in one event and another in the next. */
const meaningOf = (action: string, name: string): string => {
  if (name === 'before' && action.endsWith('.purged')) return 'olderThan'
  if (name === 'from' && (action === 'audit.exported' || action === 'audit.unsigned-found')) return 'since'
  if (name === 'by' && action === 'directory.user-password-changed') return 'proof'
  return name
}

const labelOf = (name: string, { language }: Telling): string => {
  const { words, applications } = messages[language.value]
  if (name.startsWith(ofApplication))
    return `${words.eventField.application} ${name.slice(ofApplication.length)}`
  return wordIn([words.eventField, applications.field, words.rotationRow], name) ?? name
}

const valueOf = (name: string, value: Value, telling: Telling): string => {
  const { t } = telling
  if (value === null || value === '') return '–'
  if (typeof value === 'boolean') return t(value ? 'audit.detail.yes' : 'audit.detail.no')
  if (typeof value === 'number') return String(value)
  const word = wordIn(tablesOf(name, telling.language.value), value)
  if (word !== null) return word
  if (name === 'actor' || name === 'by') return actorText(value, telling)
  if (name === 'backend') return backendText(value, telling)
  if (moment.test(value)) return telling.time(value)
  if (name === 'before' || name === 'after') return settingText(value, telling)
  if (lists.includes(name)) return listText(name, value, telling)
  if (name.startsWith(ofApplication)) return flagsText(value, telling)
  const [before, after, more] = value.split(' → ')
  return before !== undefined && after !== undefined && more === undefined
    ? `${partText(name, before, telling)} → ${partText(name, after, telling)}`
    : value
}

/** Lists the tables in which the word for a value may stand, by the name that it stands under. */
const tablesOf = (name: string, language: Language): readonly Table[] => {
  const { words, exchanges, backends } = messages[language]
  const own = Object.entries(words.eventValue).flatMap(([field, table]) => (field === name ? [table] : []))
  const others: Partial<Record<string, readonly Table[]>> = {
    action: [words.auditAction],
    changed: [words.eventField],
    checks: [words.callerCheck],
    decision: [words.resetDecision],
    developerStatus: [words.developerStatus],
    environment: [words.environment],
    finding: [words.finding],
    kind: [backends.secret],
    outcome: [words.resetClosing],
    reason: [words.reason, words.rotationStop],
    result: [words.auditResult, words.probeResult],
    role: [words.role],
    secretsDropped: [backends.secret],
    state: [words.changeState],
    status: [exchanges.status, words.applicationStatus],
  }
  return Object.hasOwn(others, name) ? [...own, ...(others[name] ?? [])] : own
}

/** Finds a word by what an event carries, which may be anything; the tables hold texts, or texts with an explanation. */
const wordIn = (tables: readonly Table[], key: string): string | null => {
  const found = tables.find((table) => Object.hasOwn(table, key))?.[key]
  if (typeof found === 'string') return found
  if (typeof found !== 'object' || found === null) return null
  const { label, what } = found as { label?: unknown; what?: unknown }
  return typeof label === 'string' ? label : typeof what === 'string' ? what : null
}

const partText = (name: string, part: string, { t, language }: Telling): string => {
  if (part === 'true' || part === 'false') return t(part === 'true' ? 'audit.detail.yes' : 'audit.detail.no')
  if (part === 'null') return t('base.notKnown')
  return wordIn(tablesOf(name, language.value), part) ?? part
}

const listText = (name: string, value: string, telling: Telling): string =>
  joined(
    value.split(', ').map((part) => partText(name, part, telling)),
    telling,
  )

/** Says what is recorded of an application of another backend, flag by flag. */
const flagsText = (value: string, telling: Telling): string =>
  joined(
    value.split(', ').map((flag) => {
      const [name = '', set = ''] = flag.split(' ')
      return pairText(name, partText(name, set, telling), telling)
    }),
    telling,
  )

/** Says what a setting or the entry of a backend was, name by name; it is kept as JSON. */
const settingText = (value: string, telling: Telling): string => {
  const kept = parsed(value)
  if (kept === null) return '–'
  if (typeof kept !== 'object') return typeof kept === 'string' ? kept : value
  const parts = Object.entries(kept)
  // Nothing that Latchkey writes lies deeper; a file that was changed may hold anything.
  return parts.some(([, part]) => typeof part === 'object' && part !== null)
    ? value
    : joined(
        parts.map(([name, part]) => pairText(name, valueOf(name, part as Value, telling), telling)),
        telling,
      )
}

const pairText = (name: string, value: string, telling: Telling): string =>
  telling.t('base.pair', { name: labelOf(name, telling), value })

const joined = (parts: readonly string[], { language }: Telling): string =>
  parts.join(language.value === 'zh-CN' ? '；' : '; ')

const parsed = (value: string): unknown => {
  try {
    return JSON.parse(value) as unknown
  } catch {
    return value
  }
}
