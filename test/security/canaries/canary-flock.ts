import { randomBytes, randomInt } from 'node:crypto'
import { asCanary, findCanaries, makeCanary, type Canary, type CanarySighting } from '../../support/canary.ts'

/** Keeps every secret that was let loose, and what was said where anybody may read it. */
export interface CanaryFlock {
  readonly canaries: readonly Canary[]
  /** Makes a secret of letters, digits and marks. */
  make(label: string): string
  /** Makes a short one of the same, for passwords whose strength is judged: that takes longer the longer they are. */
  brief(label: string): string
  /** Makes one of letters and digits, for rules that take nothing else. */
  plain(label: string): string
  /** Makes one of digits, for codes. */
  digits(label: string): string
  /** Watches for a secret that the product chose. */
  watch(label: string, value: string): string
  /** Keeps what was printed or answered. */
  hear(where: string, said: string): void
  /** Gives what was heard last. */
  newest(): string
  /** Finds the secrets in all that was heard. */
  sightings(): CanarySighting[]
}

/** Starts with no secret. */
export function createCanaryFlock(): CanaryFlock {
  const canaries: Canary[] = []
  const heard: { where: string; said: string }[] = []
  const watch = (label: string, value: string): string => {
    canaries.push(asCanary(`${String(canaries.length)} ${label}`, value))
    return value
  }
  return {
    canaries,
    make: (label) => watch(label, makeCanary(label).value),
    brief: (label) => watch(label, `Cn"${randomBytes(4).toString('hex')}é/密`),
    plain: (label) => watch(label, `Cn${randomBytes(12).toString('hex')}`),
    digits: (label) => watch(label, Array.from({ length: 16 }, () => String(randomInt(10))).join('')),
    watch,
    hear(where, said) {
      heard.push({ where, said })
    },
    newest: () => heard.at(-1)?.said ?? '',
    sightings: () => heard.flatMap(({ where, said }) => findCanaries(where, said, canaries)),
  }
}
