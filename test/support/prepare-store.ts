import { join } from 'node:path'
import { createDesk } from '../../src/main/desk.ts'
import { systemClock } from '../../src/main/platform/system-clock.ts'
import { administrator } from './administrator.ts'
import { putFirstStore } from './first-store.ts'
import { waitUntilHashed } from './hashed-directory.ts'
import { sourceResources } from './source-resources.ts'
import { page } from './test-desk.ts'

/** Names the people that a prepared store holds: those of the sample data, or nobody. */
export type People = 'sample' | 'nobody'

/** Makes the store of a desk whose administrator has typed the recovery key back, in a folder; gives that key. */
export async function prepareStore(folder: string, people: People): Promise<string> {
  const storePath = join(folder, 'store', 'desk.latchkey')
  const recoveryKey = await putFirstStore(storePath, {
    founder: administrator,
    clock: systemClock,
    time: 'now',
  })
  const desk = createDesk({
    storePath,
    door: 'command',
    version: '0',
    resources: sourceResources,
    hashingCost: 4,
    builtInStarts: 'when-asked',
  })
  await desk.start()
  const operator = await desk.signIn(page, administrator)
  await desk.confirmRecoveryKey(operator, recoveryKey)
  if (people === 'sample') desk.directory.loadSample(operator)
  // A walk that lets people in itself is not about how long their passwords take to hash.
  else desk.settings.update(operator, { hashingCost: 10 })
  await waitUntilHashed(storePath)
  await desk.close()
  return recoveryKey
}
