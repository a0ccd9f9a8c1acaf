import { watchDebounced } from '@vueuse/core'
import { computed, shallowRef, type ComputedRef, type Ref } from 'vue'
import type { OperatorRule } from '../../shared/model/problems.ts'
import { useDesk } from './desk.ts'

/** Carries a rule with how it stands: kept, broken, or open while there is nothing to judge. */
export interface OperatorRuleState {
  rule: OperatorRule
  state: 'kept' | 'broken' | 'open'
  /** Names the one that the name reads like, where that is what breaks the rule. */
  like?: string | undefined
}

/** Follows a name and a password and lets the desk judge them, a moment after the last keystroke. */
export const useOperatorRules = (
  name: Ref<string>,
  password: Ref<string>,
): {
  rules: ComputedRef<readonly OperatorRuleState[]>
  allKept: ComputedRef<boolean>
  /** Says that what is there now was judged, and breaks a rule. */
  isBroken: ComputedRef<boolean>
} => {
  const { desk } = useDesk()
  const judged = shallowRef<readonly { rule: OperatorRule; ok: boolean; like?: string | undefined }[]>([])
  const judgedInput = shallowRef({ name: '', password: '' })
  let question = 0

  const judge = async (): Promise<void> => {
    const mine = ++question
    const input = { name: name.value.trim(), password: password.value }
    const answer = await desk.session.checkOperatorRules(input).catch(() => null)
    if (mine !== question || answer === null) return
    judged.value = answer
    judgedInput.value = input
  }
  watchDebounced([name, password], judge, { debounce: 200 })
  void judge()

  const lacks = (what: 'name' | 'password'): boolean =>
    judgedInput.value[what] === '' || (what === 'name' ? name : password).value === ''
  const isOpen = (rule: OperatorRule): boolean => {
    if (rule.startsWith('name')) return lacks('name')
    return lacks('password') || (rule === 'password-has-name' && lacks('name'))
  }
  const rules = computed(() =>
    judged.value.map(({ rule, ok, like }) => ({
      rule,
      like,
      state: isOpen(rule) ? ('open' as const) : ok ? ('kept' as const) : ('broken' as const),
    })),
  )
  const isCurrent = (): boolean =>
    judgedInput.value.name === name.value.trim() && judgedInput.value.password === password.value
  return {
    rules,
    allKept: computed(() => judged.value.length > 0 && judged.value.every(({ ok }) => ok)),
    isBroken: computed(() => isCurrent() && rules.value.some(({ state }) => state === 'broken')),
  }
}
