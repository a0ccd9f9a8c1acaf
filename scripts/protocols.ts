import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { renderProtocols } from './protocols/render.ts'

writeFileSync(join(import.meta.dirname, '..', 'docs', 'protocols.md'), await renderProtocols())
