import type { RouteLocationRaw } from 'vue-router'
import type { Role } from '../../../shared/model/roles.ts'
import type { IconName } from '../../components/icon-paths.ts'
import type { MessageKey } from '../../locales/messages.ts'

/** Describes what can be begun from any page: by the palette, and by `g` and its letter where it has one. */
export interface Errand {
  id: string
  icon: IconName
  text: MessageKey
  letter: string | null
  to: RouteLocationRaw
  roles: readonly Role[]
}

const errands: readonly Errand[] = [
  {
    id: 'new-request',
    icon: 'phone',
    text: 'palette.action.newRequest',
    letter: 'n',
    to: { name: 'resets', params: { id: 'new' } },
    roles: ['administrator', 'support'],
  },
  {
    id: 'new-rotation',
    icon: 'cycle',
    text: 'palette.action.newRotation',
    letter: null,
    to: { name: 'rotation-plan' },
    roles: ['administrator'],
  },
  {
    id: 'take-copy',
    icon: 'download',
    text: 'palette.action.takeCopy',
    letter: null,
    to: { name: 'audit', query: { tab: 'take' } },
    roles: ['administrator', 'auditor'],
  },
  {
    id: 'verify-copy',
    icon: 'list',
    text: 'palette.action.verifyCopy',
    letter: null,
    to: { name: 'audit', query: { tab: 'copy' } },
    roles: ['administrator', 'support', 'auditor'],
  },
  {
    id: 'backup',
    icon: 'gear',
    text: 'palette.action.backup',
    letter: null,
    to: { name: 'settings', hash: '#backup' },
    roles: ['administrator'],
  },
  {
    id: 'own-password',
    icon: 'gear',
    text: 'palette.action.ownPassword',
    letter: null,
    to: { name: 'settings', hash: '#password' },
    roles: ['administrator', 'support', 'auditor'],
  },
  {
    id: 'recovery-key',
    icon: 'gear',
    text: 'palette.action.recoveryKey',
    letter: null,
    to: { name: 'settings', hash: '#recovery' },
    roles: ['administrator'],
  },
]

/** Gives what a role can begin from anywhere. */
export const errandsOf = (role: Role | null): readonly Errand[] =>
  role === null ? [] : errands.filter(({ roles }) => roles.includes(role))
