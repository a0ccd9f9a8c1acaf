import { computed, type Ref } from 'vue'
import type { User } from '../../../shared/contract/users.ts'
import type { ResetSystem } from '../../../shared/model/reset-case.ts'
import { useDesk } from '../../composables/desk.ts'
import { useHeldStill } from '../../composables/hold-still.ts'
import { useTopics } from '../../composables/live.ts'
import { useQuery } from '../../composables/use-query.ts'
import { useText } from '../../composables/use-text.ts'

const needsPhone = (way: ResetSystem): boolean => way !== 'nobase'

/** Tells the ways that a request can go: whom each is for, what it needs, and why it cannot be gone for this user now. */
export const useWays = (systems: Readonly<Ref<readonly ResetSystem[]>>, user: Readonly<Ref<User | null>>) => {
  const { desk, live } = useDesk()
  const { t } = useText()
  const withoutCode = useQuery(
    async (signal) =>
      user.value === null ? null : desk.resetDesk.withoutCode({ num: user.value.num }, { signal }),
    user,
  )
  // Whoever may turn a flag on does so elsewhere, while the caller is on the line.
  useTopics(live, ['directory'], () => void withoutCode.read())

  const troubleOf = (way: ResetSystem): string | null => {
    if (user.value === null) return null
    if (needsPhone(way)) {
      return user.value.phone === '' ? t('resets.new.trouble.phone', { account: user.value.account }) : null
    }
    const read = withoutCode.data.value
    if (read?.num !== user.value.num || read.obstacle === null) return null
    return t(`resets.new.trouble.${read.obstacle}`, { appid: read.appid })
  }
  const ways = computed(() =>
    systems.value.map((value) => ({
      value,
      text: t(`resets.new.ways.${value}`),
      note: t(`resets.new.wayFor.${value}`),
      trouble: troubleOf(value),
    })),
  )
  useHeldStill(() => ways.value.map(({ trouble }) => trouble ?? '').join('') || null)
  return { ways, error: withoutCode.error, read: withoutCode.read }
}
