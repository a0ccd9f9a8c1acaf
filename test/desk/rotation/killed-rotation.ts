import { createDesk } from '../../../src/main/desk.ts'
import { sourceResources } from '../../support/source-resources.ts'
import { administrator } from '../../support/test-desk.ts'

// Rotates five admins of a backend that falls silent at the third, until it is killed.
const [storePath = '', url = ''] = process.argv.slice(2)
const desk = createDesk({
  storePath,
  door: 'command',
  version: '0',
  resources: sourceResources,
  hashingCost: 4,
  builtInStarts: 'when-asked',
})
await desk.start()
const operator = await desk.signIn('child', administrator)
const name = 'silent at three'
const { id: backendId } = desk.backends.add(operator, {
  system: 'openim',
  name,
  url,
  environment: 'staging',
  passwordEncoding: 'plain',
})
for (const userID of ['1', '2', '3', '4', '5']) {
  const admin = { userID, account: `admin-${userID}`, nickname: '', currentPassword: 'OpenIM@123' }
  desk.admins.add(operator, { backendId, ...admin })
}
const { id } = await desk.rotations.plan(operator, { backendId, accounts: 'all', passwordLength: 20 })
desk.rotations.start(operator, { rotationId: id, confirmation: name })
await desk.rotations.settled(id)
desk.rotations.continueWithRest(operator, id)
await desk.rotations.settled(id)
