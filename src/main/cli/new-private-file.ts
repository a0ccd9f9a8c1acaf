import { closeSync, fchmodSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { CommandError } from './command.ts'

/** Stands for a file that a command makes for its user alone; what is not kept is taken away again. */
export interface NewPrivateFile {
  write: (text: string) => void
  /** Makes what was written durable, so that it stays. */
  keep: () => void
  /** Closes the file, and takes it away where it was not kept. */
  close: () => void
}

/** Makes a new file that only its owner may read (0600), under any umask; fails where one is there already. */
export function openNewPrivateFile(path: string): NewPrivateFile {
  let file: number
  try {
    file = openSync(path, 'wx', 0o600)
    fchmodSync(file, 0o600)
  } catch {
    throw new CommandError(`${path} is there already, or cannot be made. Nothing was done.`)
  }
  let kept = false
  return {
    write(text) {
      writeSync(file, text)
    },
    keep() {
      fsyncSync(file)
      kept = true
    },
    close() {
      closeSync(file)
      if (!kept) rmSync(path, { force: true })
    },
  }
}
