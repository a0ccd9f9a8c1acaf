import { startBuiltInServer } from '../../src/main/systems/built-in-server.ts'
import type { ServedRequest } from '../../src/main/systems/record-served.ts'
import { createBuiltInService } from '../../src/main/systems/service.ts'
import type { Secret } from '../../src/shared/model/secret.ts'
import { openRealDirectory, type RealDirectory } from '../directory/real-directory.ts'

/** Holds the built-in backend as it runs: real store, real directory, real HTTP. */
export interface BuiltInBackend extends RealDirectory {
  url: string
  served: ServedRequest[]
  failures: unknown[]
  /** Issues a token to an admin of the directory. */
  tokenOf(userID: string, life?: number): Secret
  stop(): Promise<void>
}

/** Starts the built-in backend on a free port, with the sample people in its directory. */
export async function startBuiltInBackend(
  options: Parameters<typeof openRealDirectory>[0] & {
    allowBrowserCallers?: () => boolean
    patience?: number
  } = {},
): Promise<BuiltInBackend> {
  const real = openRealDirectory(options)
  const served: ServedRequest[] = []
  const failures: unknown[] = []
  const server = await startBuiltInServer({
    answer: createBuiltInService({
      directory: real.directory,
      clock: real.clock,
      allowBrowserCallers: options.allowBrowserCallers ?? (() => false),
      onRequest: (request) => served.push(request),
      onFailure: (error) => failures.push(error),
    }),
    port: 0,
    ...(options.patience === undefined ? {} : { patience: options.patience }),
  })
  return {
    ...real,
    url: server.url,
    served,
    failures,
    tokenOf(userID, life = 60_000) {
      const admin = real.directory.admins.byUserID(userID)
      if (admin === null) throw new Error(`no admin ${userID}`)
      return real.directory.tokens.issueToAdmin(admin, life).token
    },
    async stop() {
      await server.close()
      real.close()
    },
  }
}
