import { getPriority, setPriority } from 'node:os'
import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common'
import { dictionary as english, translations } from '@zxcvbn-ts/language-en'
import { chineseWords } from './chinese-words.ts'
import { isWellKnownPassword } from './well-known-passwords.ts'

// What imports leave to judge may take long. On Linux the nice value belongs to the thread.
// Only root may lower it: a program that was started with a higher one stays there.
if (process.platform === 'linux' && getPriority() < 10) setPriority(10)

const estimator = new ZxcvbnFactory({
  dictionary: { ...common, ...english, chinese: [...chineseWords] },
  graphs: adjacencyGraphs,
  translations,
  maxLength: 256,
})

/** Judges a password: its zxcvbn score from 0 to 4, and whether it stands on the list of common passwords. */
export function judge(task: { password: string; about: string[] }): { score: number; common: boolean } {
  const { score } = estimator.check(task.password, task.about)
  return { score, common: isWellKnownPassword(task.password) }
}
