import { foundation } from './0001-foundation.ts'
import { fiveOperations } from './0002-five-operations.ts'
import { credentialStore } from './0003-credential-store.ts'
import { resetDesk } from './0004-reset-desk.ts'
import type { Migration } from './migration.ts'

/** Lists every step of the schema in order; a step that has shipped is never edited. */
export const migrations: readonly Migration[] = [foundation, fiveOperations, credentialStore, resetDesk]

/** Gives the version of the schema that this program writes. */
export const schemaVersion = migrations.length
