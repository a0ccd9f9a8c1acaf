/** Holds the words in which outcomes, rules and requests are shown, whatever was asked for. */
export const results = {
  outcome: {
    what: 'What happened',
    changed: 'What changed',
    next: 'What to do next',
    sessions: 'Sessions',
  },
  wire: {
    title: 'Wire details',
    http: 'HTTP status',
    code: 'Code',
    message: 'Text',
    noAnswer: 'No answer came.',
    nothingSent: 'Nothing was sent.',
    request: 'Request',
    answer: 'Answer',
    noBody: 'empty',
    curl: 'As cURL',
    took: '{n} ms',
    drift: 'Departs from the document',
    expected: 'document: {text}',
    got: 'answer: {text}',
    rule: 'Rule',
    ruleOf: '{rule} ({source})',
    masked: 'Secrets are masked.',
  },
  strength: {
    label: 'Strength',
    level: { s0: 'Guessed at once', s1: 'Very weak', s2: 'Weak', s3: 'Good', s4: 'Strong' },
  },
  rules: {
    title: 'Rules',
    waiting: 'Checking…',
    own: 'Latchkey’s own rule',
    sources: 'Where these rules stand',
  },
  confirm: {
    label: 'Type {name} to confirm',
    differs: 'This is another name. Capitals count.',
  },
}
