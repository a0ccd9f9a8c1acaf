import type { Overview, PasswordCensus } from '../../../shared/contract/overview.ts'
import type { Role } from '../../../shared/model/roles.ts'
import type { PageText } from '../../composables/use-text.ts'
import type { Need, Urgency } from './need.ts'

interface Telling {
  t: PageText['t']
  words: PageText['words']['value']
  sentences: PageText['sentences']
  nameOf: (backend: { id: string; name: string }) => string
  age: (iso: string) => string
  clock: (iso: string) => string
  role: Role | null
  now: number
}

const signedWithin = 10 * 60_000
const findings = ['default', 'reused', 'weak', 'stale'] as const
const toneOfFinding = { default: 'bad', reused: 'warn', weak: 'warn', stale: 'plain' } as const
const urgency: Record<Urgency, number> = { bad: 0, warn: 1, plain: 2 }

/** Lists what needs somebody now, the most urgent first. */
export const needsOf = (
  overview: Overview,
  passwords: PasswordCensus | null,
  telling: Telling,
): readonly Need[] =>
  [
    ...changeNeeds(overview, telling),
    ...rotationNeeds(overview, telling),
    ...backendNeeds(overview, telling),
    ...flagNeeds(overview, telling),
    ...chainNeeds(overview, telling),
    ...backupNeeds(overview, telling),
    ...passwordNeeds(passwords, telling),
    ...firstNeeds(passwords, telling),
    ...lockOutNeeds(overview, telling),
  ].toSorted((one, other) => urgency[one.tone] - urgency[other.tone])

const plain = { since: null, environment: null }

const changeNeeds = ({ changes, resets }: Overview, { t }: Telling): Need[] => {
  const needs: Need[] = []
  const { admins = null, users = null } = changes ?? {}
  if (admins !== null && admins.count > 0)
    needs.push({
      ...plain,
      id: 'admin-changes',
      tone: 'bad',
      what: t('overview.needs.adminChanges', {}, admins.count),
      why: t('overview.needs.adminChangesDetail'),
      since: admins.oldestAt,
      to: { name: 'admins', query: { state: 'unsettled' } },
      open: 'overview.needs.open.settle',
    })
  if (users !== null && users.count > 0)
    needs.push({
      ...plain,
      id: 'user-changes',
      tone: 'bad',
      what: t('overview.needs.userChanges', {}, users.count),
      why: t('overview.needs.userChangesDetail'),
      since: users.oldestAt,
      to:
        users.resetId === null
          ? { name: 'resets', query: { show: 'unknown' } }
          : { name: 'resets', params: { id: users.resetId } },
      open: 'overview.needs.open.settle',
    })
  if (resets !== null && resets.count > 0)
    needs.push({
      ...plain,
      id: 'resets',
      tone: 'warn',
      what: t('overview.needs.resets', {}, resets.count),
      why: t('overview.needs.resetsDetail'),
      since: resets.oldestAt,
      to: { name: 'resets' },
      open: 'overview.needs.open.requests',
    })
  return needs
}

const rotationNeeds = ({ rotations }: Overview, { t, words, nameOf }: Telling): Need[] =>
  (rotations ?? []).map(({ id, backend, state, stopReason, counts: { waiting } }): Need => {
    const fillings = { name: nameOf(backend) }
    const isPaused = state === 'first-done'
    return {
      id: `rotation-${id}`,
      tone: 'warn',
      what: isPaused
        ? t('overview.needs.rotationPaused', fillings)
        : t('overview.needs.rotationStopped', fillings, waiting),
      why: isPaused
        ? t('overview.needs.rotationPausedDetail', {}, waiting)
        : words.rotationStop[stopReason ?? 'desk-failed'].what,
      since: null,
      environment: backend.environment,
      to: { name: 'rotation', params: { rotationId: id } },
      open: 'overview.needs.open.rotation',
    }
  })

const backendNeeds = ({ failing, damaged }: Overview, { t, words, sentences, nameOf }: Telling): Need[] => [
  ...(damaged ?? []).map(({ id, name }): Need => ({
    ...plain,
    id: `damaged-${id}`,
    tone: 'bad',
    what: t('overview.needs.damaged', { name: nameOf({ id, name }) }),
    why: t(id === 'built-in' ? 'backends.damagedOwn' : 'backends.damagedNext'),
    to: { name: 'backends' },
    open: 'overview.needs.open.backends',
  })),
  ...(failing ?? []).map(({ backend, at, status, reason }): Need => ({
    id: `failing-${backend.id}`,
    tone: 'bad',
    what: t('overview.needs.failing', { name: nameOf(backend) }),
    why: sentences([
      t(status === 'unreachable' ? 'overview.needs.failingUnreachable' : 'overview.needs.failingUnknown'),
      reason === null ? null : words.reason[reason].what,
    ]),
    since: at,
    environment: backend.environment,
    to: { name: 'exchanges', query: { backend: backend.id } },
    open: 'overview.needs.open.exchanges',
  })),
]

const flagNeeds = ({ differing }: Overview, { t }: Telling): Need[] =>
  (differing ?? []).map(({ backend, appid, flag, since }) => ({
    id: `flag-${flag}-${appid}-${backend.id}`,
    tone: 'warn',
    what: t('overview.needs.flag', {
      name: backend.name,
      appid,
      flag: t(`applications.field.${flag}`),
    }),
    why: t('overview.needs.flagDetail'),
    since,
    environment: backend.environment,
    to: { name: 'backends', query: { backend: backend.id } },
    open: 'overview.needs.open.backend',
  }))

const chainNeeds = ({ chain }: Overview, { t, now }: Telling): Need[] => {
  if (chain === null) return []
  const { verified, unsigned, unsignedSince } = chain
  const need = { ...plain, to: { name: 'audit' }, open: 'overview.needs.open.audit' as const }
  const needs: Need[] = []
  if (verified?.verdict === 'tampered' || verified?.verdict === 'unreadable')
    needs.push({
      ...need,
      id: 'chain-broken',
      tone: 'bad',
      what: t(`overview.needs.${verified.verdict}`),
      why: t('overview.needs.brokenDetail'),
      since: verified.at,
    })
  if (verified === null)
    needs.push({
      ...need,
      id: 'chain-unverified',
      tone: 'plain',
      what: t('overview.needs.neverVerified'),
      why: t('overview.needs.neverVerifiedDetail'),
    })
  // The desk signs every minute by itself: only what has waited for longer needs anybody.
  if (unsignedSince !== null && now - Date.parse(unsignedSince) > signedWithin)
    needs.push({
      ...need,
      id: 'chain-unsigned',
      tone: 'warn',
      what: t('overview.needs.unsigned', {}, unsigned),
      why: t('overview.needs.unsignedDetail'),
      since: unsignedSince,
    })
  return needs
}

const backupNeeds = ({ backup }: Overview, { t, age }: Telling): Need[] => {
  if (backup === null) return []
  const { madeAt, failedAt, isOld } = backup
  const need = {
    ...plain,
    to: { name: 'settings', hash: '#backup' },
    open: 'overview.needs.open.settings' as const,
  }
  const { what, why } =
    failedAt !== null
      ? { what: t('overview.needs.backupFailed'), why: t('overview.needs.backupFailedDetail') }
      : madeAt === null
        ? { what: t('overview.needs.noBackup'), why: t('overview.needs.noBackupDetail') }
        : {
            what: t('overview.needs.backupOld', { age: age(madeAt) }),
            why: t('overview.needs.backupOldDetail'),
          }
  if (failedAt === null && madeAt !== null && !isOld) return []
  return [{ ...need, id: 'backup', tone: failedAt === null ? 'warn' : 'bad', what, why, since: failedAt }]
}

const passwordNeeds = (passwords: PasswordCensus | null, { t, words, role }: Telling): Need[] =>
  findings.flatMap((finding) => {
    const count = passwords?.[finding] ?? 0
    if (count === 0) return []
    const isAuditor = role === 'auditor'
    return [
      {
        ...plain,
        id: `password-${finding}`,
        tone: toneOfFinding[finding],
        what: t(`overview.needs.${finding}`, {}, count),
        // What is meant by a default password is said in one place.
        why: finding === 'default' ? words.finding.default.why : t(`overview.needs.${finding}Detail`),
        to: isAuditor
          ? { name: 'audit', query: { tab: 'findings', finding, kind: 'admin' } }
          : { name: 'admins', query: { finding } },
        open: isAuditor ? 'overview.needs.open.findings' : 'overview.needs.open.admins',
      } satisfies Need,
    ]
  })

/** Leads whoever begins with an empty store to their first job. */
const firstNeeds = (passwords: PasswordCensus | null, { t, role }: Telling): Need[] => {
  if (passwords?.accounts !== 0 || role !== 'administrator') return []
  const [what, why] = [t('overview.needs.noAdmins'), t('overview.needs.noAdminsDetail')]
  return [
    {
      ...plain,
      id: 'no-admins',
      tone: 'plain',
      what,
      why,
      to: { name: 'backends' },
      open: 'overview.needs.open.backends',
    },
  ]
}

const lockOutNeeds = ({ lockedOut }: Overview, { t, clock }: Telling): Need[] =>
  (lockedOut ?? []).map(({ name, until }) => ({
    ...plain,
    id: `locked-out-${name}`,
    tone: 'warn',
    what: t('overview.needs.lockedOut', { name }),
    why: t('overview.needs.lockedOutDetail', { until: clock(until) }),
    to: { name: 'operators' },
    open: 'overview.needs.open.operators',
  }))
