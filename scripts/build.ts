import { join } from 'node:path'
import { buildStale } from './build-stale.ts'

await buildStale({ root: join(import.meta.dirname, '..'), announce: console.log })
