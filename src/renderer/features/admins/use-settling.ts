import { shallowRef, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** Names the place in the query by which another page asks to settle a change here. */
const key = 'settle'

/** Holds which change is being settled; one that the URL asks for is forgotten there when its dialog closes. */
export const useSettling = (): {
  changeId: Readonly<Ref<string | null>>
  open(changeId: string): void
  close(): void
} => {
  const route = useRoute()
  const router = useRouter()
  const asked = route.query[key]
  const changeId = shallowRef(typeof asked === 'string' ? asked : null)
  return {
    changeId,
    open: (id) => {
      changeId.value = id
    },
    close: () => {
      changeId.value = null
      if (!(key in route.query)) return
      const { [key]: _, ...query } = route.query
      void router.replace({ query })
    },
  }
}
