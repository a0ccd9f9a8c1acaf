const minute = 60_000
const day = 24 * 60 * minute

/** Holds every limit of time and size that the product judges by, in one table; times in milliseconds. */
export const thresholds = {
  stalePasswordAge: 90 * day,
  weakBelowScore: 3,
  openimTokenLife: 90 * day,
  nobaseTokenLife: 7 * day,
  yunhuTokenLife: 7 * day,
  ownTokenLife: 5 * minute,
  idleLock: 10 * minute,
  clipboardLife: 30_000,
  stepUpLife: 5 * minute,
  exchangeLife: 90 * day,
  checkpointEvery: minute,
  checkpointEvents: 1000,
  operatorPasswordMin: 12,
  passwordMax: 1024,
  signInFailures: 5,
  signInWindow: 15 * minute,
  secretFailures: 5,
  secretWindow: 15 * minute,
  codeLife: 10 * minute,
  codeTries: 5,
  codeEvery: minute,
  codesAnHour: 5,
  captchaLife: 5 * minute,
  captchaTries: 5,
  requestsKept: 2000,
  messagesKept: 1000,
} as const
