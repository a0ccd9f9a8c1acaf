import type { RouteLocationRaw } from 'vue-router'
import type { Environment } from '../../../shared/model/systems.ts'
import type { MessageKey } from '../../locales/messages.ts'

/** Names how urgent a need is. */
export type Urgency = 'bad' | 'warn' | 'plain'

/** Describes one thing that needs somebody: what it is, why it matters, and where it is dealt with. */
export interface Need {
  id: string
  tone: Urgency
  what: string
  why: string
  /** Says since when (UTC); null where that does not matter. */
  since: string | null
  environment: Environment | null
  to: RouteLocationRaw
  open: MessageKey
}
