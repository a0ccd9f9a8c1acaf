/**
 * Bounds what is typed, in characters. The contract takes no more, and the fields of the page let no more in, so that
 * nothing is typed to its end only to be refused.
 */
export const entryLimits = {
  /** Names that other systems give: accounts, user IDs, nicknames, appids. */
  name: 1024,
  backendName: 100,
  operatorName: 200,
  /** Passwords of operators. */
  password: 4096,
  /** Passwords and credentials of other systems. */
  secret: 8192,
  address: 2000,
  signRule: 2000,
  path: 4000,
  publicKey: 10_000,
  recoveryKey: 200,
  reason: 500,
  /** One line beside a case: its ticket, who called, the user's number. */
  line: 200,
  phone: 100,
  code: 64,
  search: 200,
} as const
