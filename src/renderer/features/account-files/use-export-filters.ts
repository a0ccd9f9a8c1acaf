import { computed } from 'vue'
import { useRoute } from 'vue-router'
import type { AccountFileKind } from '../../../shared/model/account-file.ts'
import { userStandings } from '../../../shared/model/listed-users.ts'
import { useDesk } from '../../composables/desk.ts'
import { useBackendName } from '../../composables/use-backend-name.ts'
import { useChangeFilterText } from '../../composables/use-change-filter-text.ts'
import { useQuery } from '../../composables/use-query.ts'
import { useText } from '../../composables/use-text.ts'
import { adminFindings, changeFilters } from '../../locales/vocabulary.ts'
import type { AccountExport } from './use-account-export.ts'

/** Reads the filters of the table that led here out of the URL: what they let through, and how to call them. */
export const useExportFilters = (kind: AccountFileKind) => {
  const route = useRoute()
  const { t, words } = useText()
  const changeText = useChangeFilterText()
  const nameOf = useBackendName()
  const { desk } = useDesk()
  const given = (name: string): string => {
    const value = route.query[name]
    return typeof value === 'string' ? value : ''
  }
  const search = computed(() => (given('q') === '' ? {} : { search: given('q') }))
  const finding = computed(() => adminFindings.find((one) => one === given('finding')))
  const state = computed(() => changeFilters.find((one) => one === given('state')))
  const standing = computed(() => userStandings.find((one) => one === given('standing')))
  const place = computed(() => given(kind === 'admins' ? 'backend' : 'application'))
  const backends = useQuery(async (signal) =>
    kind === 'users' || place.value === ''
      ? []
      : (await desk.admins.list({ sort: 'backend', limit: 1 }, { signal })).backends,
  )
  const placeText = (): string => {
    const name = t(kind === 'admins' ? 'admins.filter.backend' : 'users.application')
    if (kind === 'users') return t('base.pair', { name, value: place.value })
    const backend = backends.data.value?.find(({ id }) => id === place.value)
    return backend === undefined ? name : t('base.pair', { name, value: nameOf(backend) })
  }

  const all = computed<AccountExport>(() => ({ kind }))
  const filtered = computed<AccountExport>(() =>
    kind === 'users'
      ? {
          kind,
          ...search.value,
          ...(place.value !== '' && { appid: place.value }),
          ...(standing.value !== undefined && { standing: standing.value }),
        }
      : {
          kind,
          ...search.value,
          ...(place.value !== '' && { backendId: place.value }),
          ...(finding.value !== undefined && { finding: finding.value }),
          ...(state.value !== undefined && { state: state.value }),
        },
  )
  const names = computed(() =>
    [
      given('q') === '' ? '' : `“${given('q')}”`,
      place.value === '' ? '' : placeText(),
      kind === 'admins' || standing.value === undefined ? '' : words.value.userStanding[standing.value],
      kind === 'users' || finding.value === undefined ? '' : words.value.finding[finding.value].label,
      kind === 'users' || state.value === undefined ? '' : changeText(state.value),
    ].filter((name) => name !== ''),
  )
  return { all, filtered, names }
}
