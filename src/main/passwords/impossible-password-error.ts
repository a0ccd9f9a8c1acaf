/** Says that no password was made, because none has this length with at least one character of each of so many classes. */
export class ImpossiblePasswordError extends Error {
  readonly length: number
  readonly classes: number

  constructor(length: number, classes: number) {
    super(`no password of ${String(length)} characters has one of each of ${String(classes)} classes`)
    this.name = 'ImpossiblePasswordError'
    this.length = length
    this.classes = classes
  }
}
