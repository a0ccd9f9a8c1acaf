import { placesOf } from '../../composables/places.ts'
import type { MessageKey } from '../../locales/messages.ts'

/** Names the pages that no side bar lists, because they are opened from another one. */
const within: Record<string, MessageKey> = {
  'admin-files': 'accountFiles.admins.title',
  'user-files': 'accountFiles.users.title',
  'rotation-plan': 'rotation.choose.title',
  rotation: 'shell.nav.rotations',
}

/** Gives the text that names the page of a route; null where none is known. */
export const pageName = (route: string): MessageKey | null =>
  within[route] ?? placesOf('administrator').find(({ name }) => name === route)?.text ?? null
