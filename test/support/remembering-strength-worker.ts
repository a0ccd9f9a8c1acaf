import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { judge as judgeAnew } from '../../src/main/passwords/strength-worker.ts'

type Judged = ReturnType<typeof judgeAnew>

/**
 * Judges a password as the desk's own worker does, but only once in a run of the tests: what was said of it before is
 * read from the run's folder. The worker's dictionaries, which take half a second, are loaded for a new one only.
 */
export async function judge(task: Parameters<typeof judgeAnew>[0]): Promise<Judged> {
  const asked = createHash('sha256')
    .update(JSON.stringify([task.password, task.about]))
    .digest('hex')
  const path = join(process.env['LATCHKEY_RUN'] ?? '', 'judged-passwords', asked)
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as Judged
  const worker = await import('../../src/main/passwords/strength-worker.ts')
  const judged = worker.judge(task)
  const own = `${path}.${randomUUID()}`
  writeFileSync(own, JSON.stringify(judged))
  renameSync(own, path)
  return judged
}
