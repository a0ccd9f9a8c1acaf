import type { Role } from '../../shared/model/roles.ts'
import type { IconName } from '../components/icon-paths.ts'
import type { MessageKey } from '../locales/messages.ts'

/** Describes a page that is always within reach: by the side bar, by the palette, and by `g` and then its letter. */
export interface Place {
  /** Names the route. */
  name: string
  icon: IconName
  text: MessageKey
  letter: string
  roles: readonly Role[]
}

const all: readonly Role[] = ['administrator', 'support', 'auditor']
const callersSide: readonly Role[] = ['administrator', 'support']
const administrators: readonly Role[] = ['administrator']

const places: readonly Place[] = [
  { name: 'overview', icon: 'bars', text: 'shell.nav.overview', letter: 'o', roles: all },
  { name: 'admins', icon: 'key', text: 'shell.nav.admins', letter: 'p', roles: administrators },
  { name: 'rotations', icon: 'cycle', text: 'shell.nav.rotations', letter: 'r', roles: administrators },
  { name: 'resets', icon: 'phone', text: 'shell.nav.resets', letter: 'q', roles: callersSide },
  { name: 'users', icon: 'person', text: 'shell.nav.users', letter: 'u', roles: callersSide },
  { name: 'applications', icon: 'grid', text: 'shell.nav.applications', letter: 'a', roles: administrators },
  { name: 'audit', icon: 'list', text: 'shell.nav.audit', letter: 'l', roles: all },
  { name: 'backends', icon: 'globe', text: 'shell.nav.backends', letter: 'b', roles: administrators },
  { name: 'exchanges', icon: 'exchange', text: 'shell.nav.exchanges', letter: 'e', roles: administrators },
  {
    name: 'contradictions',
    icon: 'differs',
    text: 'shell.nav.contradictions',
    letter: 'd',
    roles: administrators,
  },
  { name: 'built-in', icon: 'server', text: 'shell.nav.builtIn', letter: 'i', roles: administrators },
  { name: 'operators', icon: 'people', text: 'shell.nav.operators', letter: 'm', roles: administrators },
  { name: 'settings', icon: 'gear', text: 'shell.nav.settings', letter: 's', roles: all },
]

/** Gives the pages of a role, in the order in which the side bar shows them. */
export const placesOf = (role: Role | null): readonly Place[] =>
  role === null ? [] : places.filter(({ roles }) => roles.includes(role))
