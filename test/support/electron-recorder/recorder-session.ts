import type { Protocol, Session, WebContents } from 'electron'
import { closed } from './closed.ts'
import { devices, permissions } from './probes.ts'
import type { RecordedSession } from './recording.ts'

/** Answers a request of the page. */
export type PageHandler = (request: Request) => Response | Promise<Response>

const nobody: unknown = {}

/** Stands in for one session of Electron: keeps its handlers, and lets them be asked. */
export class RecorderSession implements Pick<
  Session,
  'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
> {
  #request: Parameters<Session['setPermissionRequestHandler']>[0] = null
  #check: Parameters<Session['setPermissionCheckHandler']>[0] = null
  #device: Parameters<Session['setDevicePermissionHandler']>[0] = null
  readonly handlers = new Map<string, PageHandler>()

  readonly protocol = closed('protocol', {
    handle: (scheme: string, handler: PageHandler) => {
      this.handlers.set(scheme, handler)
    },
  } satisfies Pick<Protocol, 'handle'>)

  setPermissionRequestHandler(handler: Parameters<Session['setPermissionRequestHandler']>[0]): void {
    this.#request = handler
  }

  setPermissionCheckHandler(handler: Parameters<Session['setPermissionCheckHandler']>[0]): void {
    this.#check = handler
  }

  setDevicePermissionHandler(handler: Parameters<Session['setDevicePermissionHandler']>[0]): void {
    this.#device = handler
  }

  /** Asks the handlers for everything; where there is none, Electron grants. */
  probe(): RecordedSession {
    const [request, check, device] = [this.#request, this.#check, this.#device]
    const asked = { requests: {}, checks: {}, devices: {} } as RecordedSession
    for (const permission of permissions) {
      asked.requests[permission] = request === null
      request?.(
        nobody as WebContents,
        permission,
        (granted) => (asked.requests[permission] = granted),
        {} as Parameters<typeof request>[3],
      )
      asked.checks[permission] =
        check === null || check(null, permission, 'app://desk', {} as Parameters<typeof check>[3])
    }
    for (const deviceType of devices) {
      asked.devices[deviceType] = device === null || device({ deviceType } as Parameters<typeof device>[0])
    }
    return { ...asked, schemes: [...this.handlers.keys()] }
  }
}
