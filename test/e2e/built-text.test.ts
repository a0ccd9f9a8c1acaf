import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const built = join(import.meta.dirname, '../../out/main')

it('keeps every built file of the main process in Latin-1: one character beyond it doubles the room of all', () => {
  const files = readdirSync(built, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.js'),
  )
  expect(files).toContain('cli.js')
  const isWide = (path: string): boolean => /[^\0-\u00ff]/.test(readFileSync(join(built, path), 'utf8'))
  expect(files.filter(isWide)).toEqual([])
})
