import { createDesk } from '../../../src/main/desk.ts'
import { sourceResources } from '../../support/source-resources.ts'
import { administrator } from '../../support/test-desk.ts'

// Changes a password at a backend that never answers, until it is killed: the desk in the test of the crash.
const [storePath = '', url = ''] = process.argv.slice(2)
const desk = createDesk({
  storePath,
  door: 'command',
  version: '0',
  resources: sourceResources,
  hashingCost: 4,
})
await desk.start()
const operator = await desk.signIn('child', administrator)
const { id } = desk.backends.add(operator, {
  name: 'silent',
  url,
  environment: 'staging',
  passwordEncoding: 'plain',
})
const { accountId } = desk.admins.add(operator, {
  backendId: id,
  userID: '7',
  account: 'remote',
  nickname: '',
  currentPassword: 'OpenIM@123',
})
await desk.admins.change(operator, {
  accountId,
  current: { from: 'vault' },
  next: { from: 'typed', password: 'Quiet-harbour_7-long' },
  confirmation: 'remote',
})
