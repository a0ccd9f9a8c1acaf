/** Holds the headers that every answer of both hosts carries, page file or call, granted or refused. */
export const answerHeaders = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const

/** Puts the headers of every answer on this one. */
export function withAnswerHeaders(answer: Response): Response {
  for (const [name, value] of Object.entries(answerHeaders)) answer.headers.set(name, value)
  return answer
}

/** Answers with a JSON value and the headers of every answer. */
export function answerJson(value: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return withAnswerHeaders(
    new Response(JSON.stringify(value), {
      status,
      headers: { ...headers, 'content-type': 'application/json' },
    }),
  )
}

/** Refuses with a status and a code; oRPC's client reads the same code from `json`. */
export function refuse(status: number, code: string, headers: Record<string, string> = {}): Response {
  const json = { defined: false, code, status, message: code }
  return answerJson({ code, json }, status, headers)
}
