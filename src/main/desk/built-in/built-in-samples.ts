import {
  sampleAdminPassword,
  sampleAdmins,
  sampleApplications,
  sampleUsers,
} from '../../directory/sample-people.ts'
import type { SampleClient, SampleValues } from '../../systems/sample-client.ts'
import { sampleClients } from '../../systems/samples.ts'
import type { OpenDesk } from '../open-desk.ts'

/** Stands in the samples for the port of a backend that does not run: it takes another one at each start. */
const noAddress = 'http://127.0.0.1:PORT'

/**
 * Gives sample clients of the built-in backend, at its address of now. While the sample people are in the directory
 * they are filled with them, whose secrets are no secrets; else with words that say what belongs there.
 */
export function builtInSamples(desk: OpenDesk): { filled: boolean; samples: SampleClient[] } {
  const filled = desk.directory.summary().sample
  const { companyId, accountSet } = desk.directory.settings.yunhu()
  const values = filled ? samplePeople() : words
  return {
    filled,
    samples: sampleClients({
      url: desk.builtIn.state().url ?? noAddress,
      nobase: values.nobase,
      openim: values.openim,
      shuidi: { ...values.shuidi, template: desk.directory.settings.shuidi().template },
      yunhu: { ...values.yunhu, companyId, accountSet },
    }),
  }
}

interface Filling extends Pick<SampleValues, 'nobase' | 'openim'> {
  shuidi: Pick<SampleValues['shuidi'], 'phone' | 'uid'>
  yunhu: Pick<SampleValues['yunhu'], 'phone' | 'password'>
}

const words: Filling = {
  nobase: { appid: 'your appid', signature: 'its signature', user: '10000', pass: 'their password' },
  openim: { account: 'an account', userID: 'its userID', password: 'its password' },
  shuidi: { phone: '13800000000', uid: '10001' },
  yunhu: { phone: '13800000000', password: 'their password' },
}

function samplePeople(): Filling {
  const [application] = sampleApplications
  const [admin] = sampleAdmins
  const [first, second] = sampleUsers
  const courier = sampleUsers.find(({ appid, status }) => appid !== application.appid && status === 'normal')
  return {
    nobase: {
      appid: application.appid,
      signature: application.signature,
      user: second.phone,
      pass: second.password,
    },
    openim: { account: admin.account, userID: admin.userID, password: sampleAdminPassword },
    shuidi: { phone: first.phone, uid: String(first.uid) },
    yunhu: { phone: courier?.phone ?? first.phone, password: courier?.password ?? first.password },
  }
}
