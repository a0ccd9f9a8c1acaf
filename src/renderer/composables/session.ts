import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { DeskClient } from '../../shared/contract/index.ts'
import type { Role } from '../../shared/model/roles.ts'
import { useDesk } from './desk.ts'
import { homeOf, type Gate } from './home.ts'

/** Carries what a page may know before anybody has signed in. */
export type Status = Awaited<ReturnType<DeskClient['session']['status']>>

/** Carries who is signed in. */
export type Operator = NonNullable<Status['operator']>

/** Names a page with what its path carries, without its query: that may hold what was looked for. */
export interface Place {
  name: string
  params: Readonly<Record<string, string | string[]>>
}

/** Names why the last session of this page ended. */
export type SessionEnd = 'by-hand' | 'idle' | 'elsewhere'

/** Holds who is signed in and how the page stands with its desk; the one store that outlives a lock. */
export const useSession = defineStore('session', () => {
  const { desk } = useDesk()
  const status = shallowRef<Status | null>(null)
  const operator = shallowRef<Operator | null>(null)
  const barred = ref<'link-spent' | 'desk-ended' | 'no-answer' | null>(null)
  const answering = ref(true)
  const end = ref<SessionEnd | null>(null)
  const lastOperator = ref('')
  const keyUnproven = ref(false)
  const lastRole = ref<Role | null>(null)
  const left = shallowRef<{ operator: string; role: Role | null; place: Place } | null>(null)

  const gate = computed<Gate>(() => {
    if (barred.value !== null) return barred.value
    if (status.value === null) return 'starting'
    if (operator.value !== null) return operator.value.mustChange ? 'own-password' : 'signed-in'
    const { state } = status.value.store
    if (state === 'unavailable' || state === 'restoring') return state
    return state === 'none' ? 'first-run' : 'signed-out'
  })
  const role = computed<Role | null>(() => operator.value?.role ?? null)

  const remember = (who: Operator): void => {
    lastOperator.value = who.name
    lastRole.value = who.role
  }

  const load = async (): Promise<void> => {
    try {
      const read = await desk.session.status()
      status.value = read
      operator.value = read.operator
      keyUnproven.value = read.recoveryKeyUnproven
      if (barred.value === 'no-answer') barred.value = null
      if (read.operator !== null) remember(read.operator)
    } catch {
      barred.value ??= 'no-answer'
    }
  }

  const began = (who: Operator): void => {
    end.value = null
    remember(who)
    operator.value = who
    if (status.value !== null) {
      const { path } = status.value.store
      status.value = { ...status.value, operator: who, store: { state: 'ready', path } }
    }
  }

  const ended = (how: SessionEnd): void => {
    if (operator.value === null) return
    end.value = how
    operator.value = null
    keyUnproven.value = false
  }

  const lock = async (how: SessionEnd): Promise<void> => {
    ended(how)
    await desk.session.lock().catch(() => undefined)
  }

  /** Remembers the page that is left, so that whoever left it comes back to it; what it showed is not remembered. */
  const leave = ({ name, params }: Place): void => {
    left.value = { operator: lastOperator.value, role: lastRole.value, place: { name, params } }
  }

  /** Gives the page to open after signing in: the one that was left, or home for anybody else and in another role. */
  const takeReturn = (): Place => {
    const back = left.value
    left.value = null
    const isTheirs = back?.operator === operator.value?.name && back?.role === role.value
    if (back !== null && isTheirs) return back.place
    return { name: homeOf({ gate: gate.value, role: role.value }), params: {} }
  }

  return {
    status,
    operator,
    role,
    barred,
    answering,
    end,
    lastOperator,
    keyUnproven,
    gate,
    load,
    began,
    ended,
    lock,
    leave,
    takeReturn,
  }
})
