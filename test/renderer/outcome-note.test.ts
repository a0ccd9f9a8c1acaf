// @vitest-environment jsdom
import { afterEach, expect, it } from 'vitest'
import OutcomeNote from '../../src/renderer/features/resets/OutcomeNote.vue'
import { newPassRules } from '../../src/main/systems/nobase/new-pass-rules.ts'
import { deskOverRpc } from './support/desk-over-rpc.ts'
import { byTestId, mountWithDesk } from './support/mount-with-desk.ts'

const { desk } = deskOverRpc({})
let unmount = (): void => undefined
afterEach(() => {
  unmount()
})

it.each(
  newPassRules.filter(({ reason }) => reason === 'missing-parameter').map(({ id, source }) => [id, source]),
)(
  'only where an application asks for the old password does a refused reset lead to another way: %s',
  (id, rule) => {
    const outcome = {
      ...{ operation: 'nobase.newPass', status: 'refused', reason: 'missing-parameter' },
      ...{ wire: null, drift: [], rule, exchange: null },
    }
    unmount = mountWithDesk(OutcomeNote, { desk, props: { outcome, kind: 'password' } })
    const leadsOn = /asks for the old password.*by a phone code/s.test(byTestId('reset-outcome').textContent)
    expect(leadsOn).toBe(id === 'account-without-token-validation')
  },
)
