import { Tinypool } from 'tinypool'
import type { Secret } from '../../shared/model/secret.ts'

/** Carries how strong a password is: a zxcvbn score from 0 to 4, and whether it is a common one. */
export interface Strength {
  score: number
  common: boolean
}

/** Judges passwords on a worker thread; `about` lists what an attacker would try first: names, accounts. */
export interface StrengthJudge {
  judge(password: Secret, about?: readonly string[]): Promise<Strength>
  close(): Promise<void>
}

/** Starts the judge; `worker` is the place of the built `strength-worker`. */
export function createStrengthJudge(worker: URL): StrengthJudge {
  const pool = new Tinypool({ filename: worker.href, minThreads: 0, maxThreads: 1, idleTimeout: 120_000 })
  return {
    judge: (password, about = []) =>
      pool.run({ password: password.reveal(), about: [...about] }, { name: 'judge' }) as Promise<Strength>,
    close: () => pool.destroy(),
  }
}
