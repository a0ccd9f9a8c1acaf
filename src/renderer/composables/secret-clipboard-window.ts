import type { DeskClient } from '../../shared/contract/index.ts'
import type { SecretHolder } from './secret-holder.ts'

/** Has the desk of the window put secrets into the clipboard and take them out: it may look, and needs no focus. */
export const createWindowHolder = ({ clipboard }: Pick<DeskClient, 'clipboard'>): SecretHolder => {
  const takeOut = async () => {
    try {
      return (await clipboard.takeOut()) ?? 'left'
    } catch {
      return 'left'
    }
  }
  return {
    async put(secret) {
      const held = await clipboard.copy({ secret })
      if (held === null) throw new Error('the desk reaches no clipboard')
      return { life: held.life, compares: true }
    },
    takeOut,
    empty: takeOut,
    onceReachable: () => undefined,
  }
}
