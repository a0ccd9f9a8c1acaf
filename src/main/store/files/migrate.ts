import { closeSync, fsyncSync, openSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type Database from 'better-sqlite3'
import { migrations as shipped } from '../migrations/index.ts'
import type { Migration } from '../migrations/migration.ts'
import { createPrivateFile, syncFolder } from './private-files.ts'

/**
 * Brings a store to the newest schema, each step in a transaction of its own, after a backup beside the store
 * where it holds data; gives the numbers of the steps that ran.
 */
export function migrate(db: Database.Database, migrations: readonly Migration[] = shipped): number[] {
  const from = Number(db.pragma('user_version', { simple: true }))
  const pending = migrations.filter((step) => step.number > from)
  if (pending.length > 0 && from > 0) backUpBeside(db, from)
  for (const step of pending) {
    db.transaction(() => {
      db.exec(step.statements)
      db.pragma(`user_version = ${String(step.number)}`)
    }).immediate()
  }
  return pending.map((step) => step.number)
}

function backUpBeside(db: Database.Database, version: number): void {
  const path = `${db.name}.v${String(version)}.bak`
  rmSync(path, { force: true })
  createPrivateFile(path)
  db.prepare('VACUUM INTO ?').run(path)
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  syncFolder(dirname(path))
}
