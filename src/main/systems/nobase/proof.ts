/** Says which of the parameters that can prove a user are there. */
export interface Presented {
  token: boolean
  user: boolean
  pass: boolean
}

/** Reads the flag as `newPass` means it: on, a token *or* account and password; off, the latter alone. */
export function newPassProof(
  { token, user, pass }: Presented,
  tokenValidation: boolean,
): 'token' | 'account' | 'accountMissing' {
  if (tokenValidation && token) return 'token'
  return user && pass ? 'account' : 'accountMissing'
}

/** Reads the flag as `updateSign` means it: on, a token alone; off, account and password, and no token beside them. */
export function updateSignProof(
  { token, user, pass }: Presented,
  tokenValidation: boolean,
): 'token' | 'account' | 'tokenMissing' | 'accountMissing' | 'tokenWithAccount' {
  if (tokenValidation) return token ? 'token' : 'tokenMissing'
  if (token && (user || pass)) return 'tokenWithAccount'
  return user && pass ? 'account' : 'accountMissing'
}
