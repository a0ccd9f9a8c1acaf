import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Holds a file that leads a browser to a link, so that the link's code shows in no process list. */
export interface StartFile {
  /** Writes the file for a link and gives its path; a file written before is gone. */
  write(link: string): string
  /** Removes the file, if there is one. */
  clear(): void
  /** Removes the folder with all that is in it. */
  remove(): void
}

/** Makes the folder (0700) for a start file (0600) under the system's temporary folder. */
export function createStartFile(): StartFile {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
  const file = join(folder, 'latchkey.html')
  const clear = (): void => {
    rmSync(file, { force: true })
  }
  return {
    write(link) {
      clear()
      writeFileSync(file, pageLeadingTo(link), { mode: 0o600, flag: 'wx' })
      return file
    },
    clear,
    remove() {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function pageLeadingTo(link: string): string {
  return [
    '<!doctype html><meta charset="utf-8"><title>Latchkey</title>',
    `<meta http-equiv="refresh" content="0; url=${link}">`,
    `<a href="${link}">Latchkey</a>\n`,
  ].join('')
}
