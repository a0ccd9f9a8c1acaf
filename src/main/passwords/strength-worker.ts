import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common'
import { dictionary as english, translations } from '@zxcvbn-ts/language-en'
import { chineseWords } from './chinese-words.ts'

const estimator = new ZxcvbnFactory({
  dictionary: { ...common, ...english, chinese: [...chineseWords] },
  graphs: adjacencyGraphs,
  translations,
  maxLength: 256,
})

const blocked = new Set([...common['passwords-common'], ...chineseWords].map((word) => word.toLowerCase()))

/** Judges a password: its zxcvbn score from 0 to 4, and whether it stands on the list of common passwords. */
export function judge(task: { password: string; about: string[] }): { score: number; common: boolean } {
  const { score } = estimator.check(task.password, task.about)
  return { score, common: blocked.has(task.password.toLowerCase()) }
}
