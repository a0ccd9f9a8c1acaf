import { existsSync } from 'node:fs'
import { readSchemaVersion } from './header.ts'
import { schemaVersion } from '../migrations/index.ts'
import { StoreError } from '../store-error.ts'

/** Says how the schema of a store stands to this program, or why the file is none, without changing a byte of it. */
export function storeVersion(path: string): 'current' | 'older' | 'newer' | 'not-a-store' | 'unreadable' {
  if (!existsSync(path)) return 'unreadable'
  try {
    const version = readSchemaVersion(path)
    if (version > schemaVersion) return 'newer'
    return version === schemaVersion ? 'current' : 'older'
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    return error.problem === 'not-a-store' ? 'not-a-store' : 'unreadable'
  }
}
