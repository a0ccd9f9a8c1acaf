import { watchDebounced } from '@vueuse/core'
import { computed, inject, onScopeDispose, provide, reactive, shallowRef, type InjectionKey } from 'vue'
import type { AdminRow } from '../../../shared/contract/admins.ts'
import type { DeskClient } from '../../../shared/contract/index.ts'
import { useDesk } from '../../composables/desk.ts'
import { useAction } from '../../composables/use-action.ts'

/** Carries a generated password's place in the desk; the password itself stays there. */
export type Draft = Awaited<ReturnType<DeskClient['admins']['generate']>>

/** Carries what a dry run says. */
export type DryRun = Awaited<ReturnType<DeskClient['admins']['dryRun']>>

/** Carries what the desk says about a proposed change. */
export type RuleReport = Awaited<ReturnType<DeskClient['admins']['checkRules']>>

/** Holds a change while it is being proposed, and lets the desk judge it a moment after the last keystroke. */
const createProposal = (admin: AdminRow) => {
  const { desk } = useDesk()
  const form = reactive<ChangeFields>({
    currentFrom: admin.passwordKnown ? 'vault' : 'typed',
    current: '',
    next: '',
    length: 20,
  })
  const draft = shallowRef<Draft | null>(null)
  const report = shallowRef<RuleReport | null>(null)
  const judgedLacks = shallowRef({ current: true, next: true })
  let question: AbortController | null = null

  const input = computed(() => ({
    accountId: admin.id,
    current:
      form.currentFrom === 'vault'
        ? { from: 'vault' as const }
        : { from: 'typed' as const, password: form.current },
    next:
      draft.value === null
        ? { from: 'typed' as const, password: form.next }
        : { from: 'draft' as const, draftId: draft.value.draftId },
  }))

  const lacks = (): { current: boolean; next: boolean } => ({
    current: form.currentFrom === 'typed' && form.current === '',
    next: draft.value === null && form.next === '',
  })
  /** Says of which password there is nothing to judge yet. */
  const waiting = computed(() => {
    const now = lacks()
    return { current: now.current || judgedLacks.value.current, next: now.next || judgedLacks.value.next }
  })
  const isComplete = computed(() => Object.values(lacks()).every((lacking) => !lacking))

  const check = async (): Promise<void> => {
    question?.abort()
    const mine = new AbortController()
    question = mine
    const asked = lacks()
    const answer = await desk.admins.checkRules(input.value, { signal: mine.signal }).catch(() => null)
    if (mine.signal.aborted) return
    if (answer === null) return
    report.value = answer
    judgedLacks.value = asked
  }
  watchDebounced(input, check, { debounce: 250, immediate: true })

  const generating = useAction(() => desk.admins.generate({ accountId: admin.id, length: form.length }))
  const generate = async (): Promise<void> => {
    const made = await generating.run()
    if (made === undefined) return
    form.next = ''
    draft.value = made
  }
  const typeInstead = (): void => {
    draft.value = null
  }

  /** Forgets what was typed; a draft stays in the desk until its time is over. */
  const forget = (): void => {
    question?.abort()
    form.current = ''
    form.next = ''
  }
  onScopeDispose(forget)

  return { form, draft, report, input, waiting, isComplete, generating, generate, typeInstead, forget }
}

interface ChangeFields {
  currentFrom: 'vault' | 'typed'
  current: string
  next: string
  length: number
}

type Proposal = ReturnType<typeof createProposal>

const proposalKey: InjectionKey<Proposal> = Symbol('proposal')

/** Begins a proposal for an admin and hands it to the parts of the dialog. */
export const provideProposal = (admin: AdminRow): Proposal => {
  const proposal = createProposal(admin)
  provide(proposalKey, proposal)
  return proposal
}

/** Gives a part of the dialog the proposal that it stands in. */
export const useProposal = (): Proposal => {
  const proposal = inject(proposalKey)
  if (proposal === undefined) throw new Error('no proposal around this part')
  return proposal
}
