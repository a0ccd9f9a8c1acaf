/** Holds the name and the password of a test desk's first administrator. */
export const administrator = { name: 'ada', password: 'quiet harbour, long winter' }
