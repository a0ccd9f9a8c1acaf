/** Names a language that a walk goes in. */
type Walked = 'en' | 'zh-CN'

/** Gives the languages of a walk: one of them in the usual run, which has to stay short, and both in the long one. */
export function walkedLanguages(usual: Walked): Walked[] {
  return process.env['LATCHKEY_SOAK'] === undefined ? [usual] : ['en', 'zh-CN']
}
