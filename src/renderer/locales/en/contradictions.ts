import type { ContradictionId } from '../../../shared/model/contradictions.ts'

const matter: Record<ContradictionId, string> = {
  'nobase-new-password-format': 'Code for a new password in the wrong format',
  'nobase-token-invalid': 'Code for an invalid token',
  'nobase-token-flag': 'What to send while tokens are validated',
  'yunhu-number-or-text': 'Numbers or text',
  'yunhu-codeid': 'Whose id codeid is',
  'shuidi-data': 'An object or a list in data',
  'shuidi-timestrap': 'timestrap, and the rule of sign_md5',
  'openim-data': 'Whether a success carries data',
  'openim-error-numbers': 'Error numbers that no document gives',
  'openim-password-encoding': 'Password as typed, or as its MD5',
  'openim-any-admin': 'Any admin may change any admin’s password',
}

/** Holds the words of the ledger of contradictions. */
export const contradictions = {
  title: 'Contradictions',
  lead: 'Where the documents contradict each other, themselves or the servers, how Latchkey decides, and which answers met it.',
  caption: 'Contradictions of the documents, those met last first',
  count: '{met} of {n} met',
  filter: { system: 'System', met: 'Met' },
  met: { yes: 'Met by an answer', no: 'Never met' },
  column: { matter: 'Matter', documents: 'Documents', times: 'Answers', last: 'Last met', where: 'Where' },
  open: 'Show the contradiction: {matter}',
  never: 'not met yet',
  more: '{first} and {n} more',
  filtered: 'No contradiction fits these filters.',
  detail: {
    says: 'What stands where',
    decision: 'How Latchkey decides',
    seen: 'Met at',
    none: 'No answer has met it yet.',
    invisible: 'No answer can show it; it is kept here because it matters for what you do.',
    first: 'First',
    last: 'Last',
    times: 'Answers',
    gone: 'removed backend',
    exchanges: 'Exchanges of {name}',
  },
  matter,
}
