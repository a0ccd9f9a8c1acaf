/** Lists which characters a system takes in a user's password. */
export const userPasswordCharacters = ['printable-without-blanks', 'letters-and-digits'] as const

/** Names a rule for the password that a caller chooses. */
export type UserPasswordRule = (typeof userPasswordCharacters)[number] | 'length-between'

/** Says what a user's password has to be, where it is set for a caller. */
export interface UserPasswordForm {
  characters: (typeof userPasswordCharacters)[number]
  /** Gives how many characters it has at least, and at most. */
  min: number
  max: number
}

const alphabets = {
  'printable-without-blanks': /^[\x21-\x7e]*$/,
  'letters-and-digits': /^[A-Za-z0-9]*$/,
} as const

/** Judges a password by each rule of a form; nobody needs to send it to learn that it would be refused. */
export function judgeUserPassword(
  { characters, min, max }: UserPasswordForm,
  password: string,
): { rule: UserPasswordRule; ok: boolean }[] {
  return [
    { rule: characters, ok: alphabets[characters].test(password) },
    { rule: 'length-between', ok: password.length >= min && password.length <= max },
  ]
}
