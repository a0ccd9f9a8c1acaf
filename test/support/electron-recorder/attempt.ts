/** Is an event that a listener can keep from happening. */
export class Attempt {
  readonly url: string
  prevented = false

  constructor(url: string) {
    this.url = url
  }

  preventDefault(): void {
    this.prevented = true
  }
}
