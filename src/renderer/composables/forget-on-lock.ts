import type { Pinia, Store } from 'pinia'

const outlivesLock: readonly string[] = ['session', 'preferences', 'clipboard']

/** Follows every Pinia store of the page and drops all that hold data of the desk when the page locks. */
export const createDataDropper = (pinia: Pinia): (() => void) => {
  const alive = new Set<Store>()
  pinia.use(({ store }) => {
    if (!outlivesLock.includes(store.$id)) alive.add(store)
  })
  return () => {
    for (const store of alive) {
      store.$dispose()
      Reflect.deleteProperty(pinia.state.value, store.$id)
    }
    alive.clear()
  }
}
