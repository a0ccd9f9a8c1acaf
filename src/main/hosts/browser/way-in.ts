import { chmodSync, existsSync, mkdirSync, realpathSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname } from 'node:path'

/** Bounds the path of a socket in bytes, as the strictest system does; a longer one would be cut without a word. */
const longestPath = 100

/** Stands for the way in of a desk that nobody can press Enter for. */
interface WayIn {
  close(): Promise<void>
}

/** Gives where a desk listens for who wants another link to a store; null where this system has no such place. */
export function wayInPlace(storePath: string): string | null {
  if (process.platform === 'win32') return null
  const place = `${existsSync(storePath) ? realpathSync(storePath) : storePath}.way`
  return Buffer.byteLength(place) <= longestPath ? place : null
}

/**
 * Listens beside the store, where its owner alone gets, and answers whoever comes with the path of a new start file. No
 * code goes that way. Null where nothing can listen there: the desk then does without.
 */
export async function openWayIn(storePath: string, newFile: () => string): Promise<WayIn | null> {
  const place = wayInPlace(storePath)
  if (place === null) return null
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.end(newFile())
  })
  try {
    mkdirSync(dirname(place), { recursive: true, mode: 0o700 })
    // Who holds the store's lock left it behind when it was killed, or nobody did.
    rmSync(place, { force: true })
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(place, resolve)
    })
    chmodSync(place, 0o600)
  } catch {
    server.close()
    return null
  }
  return {
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      rmSync(place, { force: true })
      await closed
    },
  }
}
