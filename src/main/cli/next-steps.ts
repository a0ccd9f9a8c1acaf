import type { AuditReport } from '../../shared/contract/audit.ts'

/** Says of a chain that is consistent only what would prove more of it, a line a cause; nothing of any other verdict. */
export function nextSteps({
  verdict,
  key,
  unsignedTail,
  newestAnchorAt,
}: Pick<AuditReport, 'verdict' | 'key' | 'unsignedTail' | 'newestAnchorAt'>): string[] {
  if (verdict !== 'consistent') return []
  const isKeyed = key === 'outside'
  const isOlder = newestAnchorAt !== null && isKeyed && unsignedTail === 0
  return [
    ...(isKeyed ? [] : [steps.key]),
    ...(unsignedTail > 0 ? [steps.tail] : []),
    ...(newestAnchorAt === null ? [steps.anchor] : []),
    ...(isOlder ? [steps.newerAnchor] : []),
  ].map((step) => `Next: ${step}`)
}

const steps = {
  key: 'name the public key with --public-key FILE. Where the desk runs, audit public-key prints it; it has to come by another way than this file.',
  tail: 'have the unsigned events signed. An administrator or a support operator signs in and locks the desk once, which an auditor’s keys cannot do; then verify the store again, or take a new copy with its anchors.',
  anchor:
    'name the anchors with --anchors FILE. They are in the folder “anchors” beside the store, and in the second folder of the settings.',
  newerAnchor:
    'name newer anchors with --anchors FILE: those at hand end before the last checkpoint does, and what came after them could have been written anew by whoever has the key.',
} as const
