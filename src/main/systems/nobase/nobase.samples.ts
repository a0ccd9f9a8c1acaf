import { shellQuoted } from '../curl.ts'
import { shellCommand, shellVariables, type SampleClient, type SampleValues } from '../sample-client.ts'
import { paths } from './wire.ts'

const sign = { kind: 'fixed', name: 'signature' } as const
const variableOf = {
  appid: 'APPID',
  signature: 'SIGNATURE',
  user: 'ACCOUNT',
  pass: 'PASS',
  newpass: 'NEWPASS',
  newsign: 'NEWSIGN',
} as const

/** Gives the sample clients of nobase, for an application whose users give account and password. */
export function nobaseSamples({ url, nobase }: SampleValues): SampleClient[] {
  const known = { ...nobase, newpass: 'NewPass789', newsign: 'Out until Monday' }
  const sample = (operation: SampleClient['operation'], path: string, names: (keyof typeof known)[]) => ({
    operation,
    sign,
    script: [
      ...shellVariables(Object.fromEntries(names.map((name) => [variableOf[name], known[name]]))),
      shellCommand(
        `curl --request POST --url ${shellQuoted(url + path)}`,
        ...names.map((name) => `--data-urlencode "${name}=$${variableOf[name]}"`),
      ),
    ].join('\n'),
  })
  const account = ['appid', 'signature', 'user', 'pass'] as const
  return [
    sample('nobase.newPass', paths.newPass, [...account, 'newpass']),
    sample('nobase.updateSign', paths.updateSign, [...account, 'newsign']),
    sample('nobase.login', paths.login, [...account]),
  ]
}
