import type { RouteLocationRaw } from 'vue-router'
import type { SearchResult } from '../../../shared/contract/search.ts'
import type { Environment } from '../../../shared/model/systems.ts'
import type { IconName } from '../../components/icon-paths.ts'
import type { PageText } from '../../composables/use-text.ts'

/** Names a kind of what the palette offers. */
export type ItemGroup = 'places' | 'admins' | 'users' | 'applications' | 'resets' | 'actions'

/** Describes one thing that the palette offers: a page to go to, or an action to take. */
export interface PaletteItem {
  id: string
  group: ItemGroup
  icon: IconName
  text: string
  detail: string
  environment: Environment | null
  keys: string
  does: { to: RouteLocationRaw } | { run: () => void }
}

type T = PageText['t']
const plain = { detail: '', environment: null, keys: '' }

const more = (
  group: Exclude<ItemGroup, 'places' | 'actions'>,
  route: string,
  { hasMore }: { hasMore: boolean },
  { t, text }: { t: T; text: string },
): PaletteItem[] =>
  hasMore
    ? [
        {
          ...plain,
          id: `all-${group}`,
          group,
          icon: 'search',
          text: t(`palette.all.${group}`, { text }),
          does: { to: { name: route, query: { q: text } } },
        },
      ]
    : []

const moreOf = (...kinds: readonly { hasMore: boolean }[]): { hasMore: boolean } => ({
  hasMore: kinds.some(({ hasMore }) => hasMore),
})

/** Puts what the desk found for a text into items, each leading to the page where it is worked on. */
export const foundItems = (found: SearchResult, t: T, text: string): PaletteItem[] => [
  ...found.admins.rows.map(({ id, account, userID, nickname, backend }): PaletteItem => ({
    id: `admin-${id}`,
    group: 'admins',
    icon: 'key',
    text: account,
    detail: [userID, nickname, backend.name].filter((part) => part !== '').join(' · '),
    environment: backend.environment,
    keys: '',
    does: { to: { name: 'admins', query: { q: userID } } },
  })),
  ...more('admins', 'admins', found.admins, { t, text }),
  ...found.users.rows.map(({ num, account, nickname, phone, appid }): PaletteItem => ({
    ...plain,
    id: `user-${String(num)}`,
    group: 'users',
    icon: 'person',
    text: account,
    detail: [nickname, phone === account ? '' : phone, appid].filter((part) => part !== '').join(' · '),
    does: { to: { name: 'users', query: { q: account, user: String(num) } } },
  })),
  ...more('users', 'users', found.users, { t, text }),
  ...found.applications.rows.map(({ appid, name }): PaletteItem => ({
    ...plain,
    id: `application-${appid}`,
    group: 'applications',
    icon: 'grid',
    text: name,
    detail: name === appid ? '' : appid,
    does: { to: { name: 'applications', query: { q: appid } } },
  })),
  ...found.remoteApplications.rows.map(({ appid, backendId, backend, environment }): PaletteItem => ({
    id: `application-${backendId}-${appid}`,
    group: 'applications',
    icon: 'grid',
    text: appid === '' ? t('applications.remote.noAppid') : appid,
    detail: backend,
    environment,
    keys: '',
    does: { to: { name: 'backends', query: { backend: backendId } } },
  })),
  ...more('applications', 'applications', moreOf(found.applications, found.remoteApplications), { t, text }),
  ...found.resets.rows.map(({ id, number, account, ticket, isOpen, backend }): PaletteItem => ({
    id: `reset-${id}`,
    group: 'resets',
    icon: 'clock',
    text: t('palette.request', { number, account }),
    detail: [ticket, t(isOpen ? 'palette.requestOpen' : 'palette.requestClosed'), backend.name]
      .filter((part) => part !== '')
      .join(' · '),
    environment: backend.environment,
    keys: '',
    does: { to: { name: 'resets', params: { id } } },
  })),
  ...more('resets', 'resets', found.resets, { t, text }),
]
