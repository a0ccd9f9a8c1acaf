import { shellQuoted } from '../curl.ts'
import { shellCommand, shellVariables, type SampleClient, type SampleValues } from '../sample-client.ts'
import { ours, paths } from './wire.ts'

/** Gives the sample clients of openim; a change needs the token of a sign-in. */
export function openimSamples({ url, openim: { account, userID, password } }: SampleValues): SampleClient[] {
  const post = (path: string, body: object, ...headers: string[]): string =>
    shellCommand(
      `curl --request POST --url ${shellQuoted(url + path)}`,
      `--header 'Content-Type: application/json'`,
      `--header "operationID: sample-$(date +%s)"`,
      ...headers,
      `--data-raw ${shellQuoted(JSON.stringify(body))}`,
    )
  return [
    {
      operation: 'openim.changePassword',
      sign: null,
      script: [
        ...shellVariables({ TOKEN: 'adminToken of openim.login' }),
        post(
          paths.changePassword,
          { userID, currentPassword: password, newPassword: 'a new one 789' },
          '--header "token: $TOKEN"',
        ),
      ].join('\n'),
    },
    {
      operation: 'openim.login',
      sign: null,
      script: post(paths.login, { account, password, version: ours.version }),
    },
  ]
}
