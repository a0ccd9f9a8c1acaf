import { openLossyWay, type LossyWay } from '../support/lossy-way.ts'
import type { TestDesk } from '../support/test-desk.ts'
import { importDirectory } from '../systems/kept-rows.ts'
import { startYunhuBackend, type YunhuBackend } from '../systems/yunhu/yunhu-backend.ts'

const signKey = 'the key that shuidi was given'

/** Carries a backend with users of shuidi and yunhu, and the way to it on which answers get lost. */
export interface RemoteCallers {
  remote: YunhuBackend
  way: LossyWay
  /** Enters the backend at a desk, as a shuidi in production; gives its id. */
  enterShuidi(at: TestDesk): string
  /** Opens a case of a user there, verifies the caller and has the code sent; gives the id of the case. */
  sendCode(at: TestDesk, backendId: string, user: { phone: string; uid: string }): Promise<string>
  end(): Promise<void>
}

/** Starts such a backend, whose clock stands at some time (ms). */
export async function startRemoteCallers(now: number): Promise<RemoteCallers> {
  const remote = await startYunhuBackend()
  remote.clock.set(now)
  importDirectory(remote, { shuidi: { signKey } })
  const way = await openLossyWay(remote.url)
  return {
    remote,
    way,
    enterShuidi({ desk, ada }) {
      const { id } = desk.backends.add(ada, {
        name: '水滴',
        system: 'shuidi',
        url: way.url,
        environment: 'production',
      })
      desk.backends.setSecret(ada, { backendId: id, kind: 'sign-key', secret: signKey })
      return id
    },
    async sendCode({ desk, ada }, backendId, user) {
      const asked = { backendId, system: 'shuidi', caller: '', reason: '', ticket: 'T-7' } as const
      const { id } = desk.resetDesk.open(ada, { ...asked, user })
      desk.resetDesk.verifyCaller(ada, { id, checks: ['called-back'] })
      await desk.resetDesk.sendCode(ada, { id, answer: '' })
      return id
    },
    async end() {
      await way.close()
      await remote.stop()
    },
  }
}
