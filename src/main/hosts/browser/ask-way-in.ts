import { lstatSync } from 'node:fs'
import { createConnection } from 'node:net'
import { dirname } from 'node:path'
import { wayInPlace } from './way-in.ts'

const patience = 3000
const longestAnswer = 4096

/**
 * Asks the desk that has a store for a new start file, and gives its path; null where no desk of this user answers. What
 * answers is believed only where socket and file are this user's own and nobody else can get at them.
 */
export async function askWayIn(storePath: string): Promise<string | null> {
  const place = wayInPlace(storePath)
  if (place === null || !isOwn(place, 'socket')) return null
  const file = await answerFrom(place)
  return file !== null && isOwn(dirname(file), 'folder') && isOwn(file, 'file') ? file : null
}

function isOwn(path: string, kind: 'socket' | 'folder' | 'file'): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (found === undefined || found.uid !== process.getuid?.() || (found.mode & 0o077) !== 0) return false
  if (kind === 'socket') return found.isSocket()
  return kind === 'folder' ? found.isDirectory() : found.isFile()
}

function answerFrom(place: string): Promise<string | null> {
  return new Promise((resolve) => {
    let text = ''
    const socket = createConnection(place)
    const end = (answer: string | null): void => {
      socket.destroy()
      resolve(answer)
    }
    socket.setEncoding('utf8')
    socket.setTimeout(patience, () => {
      end(null)
    })
    socket.on('error', () => {
      end(null)
    })
    socket.on('data', (part) => {
      text += String(part)
      if (text.length > longestAnswer) end(null)
    })
    socket.on('end', () => {
      end(text === '' ? null : text)
    })
  })
}
