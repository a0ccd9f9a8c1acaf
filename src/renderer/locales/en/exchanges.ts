import type { ExchangePurpose } from '../../../shared/model/exchange-purpose.ts'
import type { OutcomeStatus } from '../../../shared/model/outcome.ts'

const status: Record<OutcomeStatus, string> = {
  succeeded: 'Succeeded',
  rejected: 'Rejected',
  refused: 'Not sent',
  unreachable: 'Not reached',
  unknown: 'Unknown',
}

const purpose: Record<ExchangePurpose, string> = {
  change: 'Change of an admin password',
  'sign-in': 'Sign-in before a change',
  verify: 'Verification by sign-in',
  probe: 'Probe of an unknown change',
  reset: 'Reset of a user password',
  test: 'Test of a backend',
}

/** Holds the words of the record of what was sent. */
export const exchanges = {
  title: 'Exchanges',
  lead: 'Every request that left this desk. Secrets were masked before anything was stored.',
  caption: 'Requests that were sent',
  unsorted:
    'There are too many requests here to be sorted: the newest come first. Narrow them down to have them in another order.',
  search: 'Search the account or user it was about',
  searchHint: 'Account or user',
  filter: {
    backend: 'Backend',
    status: 'Outcome',
    operation: 'Operation',
    purpose: 'Purpose',
    span: 'When',
    change: 'One change only',
  },
  span: {
    any: 'Any time',
    hour: 'Last hour',
    day: 'Last 24 hours',
    week: 'Last 7 days',
    month: 'Last 30 days',
  },
  column: {
    at: 'When',
    operation: 'Operation',
    target: 'About',
    backend: 'Backend',
    status: 'Outcome',
    durationMs: 'Duration',
  },
  status,
  purpose,
  ms: '{n} ms',
  http: 'HTTP {status}',
  noAnswer: 'no answer',
  open: 'Show exchange {id}: {operation}',
  newest: 'Newest',
  newer: 'Newer',
  older: 'Older',
  empty: 'No request has been sent yet.',
  emptyNext:
    'Change a password, verify one or test a backend: each request then stands here with its answer.',
  filtered: 'No exchange fits these filters.',
  detail: {
    title: 'Exchange {id}',
    when: 'Sent',
    operator: 'By',
    desk: 'Latchkey itself',
    purpose: 'What for',
    target: 'About',
    backend: 'Backend',
    outcome: 'Outcome',
    duration: 'Duration',
    change: 'Part of',
    changeAll: 'every request of this change',
    failure: 'Failure',
  },
  sign: {
    title: 'Signature explained',
    fixed:
      'The parameter {name} is a fixed secret: the application’s signature, copied from the console. It is the same in every request and covers nothing of it. If it is refused, compare it with the console.',
    carrier: 'Goes in',
    rule: 'Rule',
    assumed: 'assumption',
    assumedWhy:
      'No document says how this signature is made. The rule is Latchkey’s assumption; the vendor’s own goes into the settings of the backend.',
    upper: 'MD5, written in upper-case hex',
    lower: 'MD5, written in lower-case hex',
    algorithm: 'Digest by',
    preImage: 'What was signed',
    digest: 'Digest',
    digestHidden:
      'Not kept: a password, a code or a key could be found from it by trying. Compare what was signed instead.',
    refused:
      'The backend did not accept it. Compare the rule and the order of the parts with what the backend signs, then the key, then both clocks.',
  },
  contradictions: {
    title: 'Contradictions met',
    lead: 'The documents contradict each other here.',
  },
}
