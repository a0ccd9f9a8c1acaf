import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeTempFolder } from '../support/temp-folder.ts'

/** Makes a built page of three files, with two beside and among them that must never be served. */
export function makePageFolder(): { path: string; remove: () => void } {
  const { path, remove } = makeTempFolder('latchkey-page')
  const page = join(path, 'renderer')
  mkdirSync(join(page, 'assets'), { recursive: true })
  writeFileSync(join(page, 'index.html'), '<!doctype html><title>Page</title>')
  writeFileSync(join(page, 'assets', 'index-a1b2.js'), 'document.title')
  writeFileSync(join(page, 'assets', 'index-a1b2.css'), 'body{}')
  writeFileSync(join(page, 'assets', '.hidden.js'), 'hidden')
  writeFileSync(join(page, 'assets', 'index-a1b2.js.map'), 'map')
  writeFileSync(join(path, 'outside.json'), '"outside"')
  return { path: page, remove }
}
