import { ruleEndings, ruleTexts, type RuleText } from '../../shared/model/rule-texts.ts'
import type { PageText } from '../composables/use-text.ts'

/**
 * Says a rule in the language of the page, whatever language its document has; a rule of an older record that nobody
 * words any more stays as it is.
 */
export const ruleText = (
  rule: RuleText | (string & {}),
  { words, fill }: Pick<PageText, 'words' | 'fill'>,
): string => {
  const whole = ruleTexts.find((text) => text === rule)
  if (whole !== undefined) return fill(words.value.ruleText[whole])
  const ending = ruleEndings.find((text) => rule.endsWith(text))
  if (ending === undefined) return rule
  return fill(words.value.ruleEnding[ending], { name: rule.slice(0, -ending.length) })
}
