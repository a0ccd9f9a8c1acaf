import { shellQuoted } from '../curl.ts'
import {
  shellCommand,
  shellDigest,
  shellVariables,
  type SampleClient,
  type SampleValues,
} from '../sample-client.ts'
import { actionNames, pathRoot } from './wire.ts'

const sign = {
  kind: 'digest',
  name: 'sign',
  letters: 'upper',
  rule: 'json={body}',
  assumed: false,
} as const

/** Gives the sample clients of yunhu, which sign the very bytes of each body as it is before a sign-in. */
export function yunhuSamples({
  url,
  yunhu: { companyId, accountSet, phone, password },
}: SampleValues): SampleClient[] {
  const address = `${url}${pathRoot}/${encodeURIComponent(companyId)}/${encodeURIComponent(accountSet)}`
  const sample = (operation: SampleClient['operation'], body: object): SampleClient => ({
    operation,
    sign,
    script: [
      ...shellVariables({ BODY: JSON.stringify(body) }),
      `SIGN=${shellDigest('json=$BODY', 'upper')}`,
      shellCommand(
        `curl --request POST --url ${shellQuoted(address)}`,
        `--header 'Content-Type: application/json'`,
        `--header 'token;'`,
        '--header "sign: $SIGN"',
        '--data-raw "$BODY"',
      ),
    ].join('\n'),
  })
  return [
    sample('yunhu.resetPassword', {
      actionName: actionNames.resetPassword,
      mbphone: phone,
      codeid: 1,
      msgcode: '123456',
      upw: 'NewPass789',
      resettype: 0,
    }),
    sample('yunhu.getCaptcha', { actionName: actionNames.getCaptcha }),
    sample('yunhu.sendCode', {
      actionName: actionNames.sendCode,
      mbphone: phone,
      codeid: 1,
      checkcode: 'abcd',
      msgfor: 0,
    }),
    sample('yunhu.login', {
      actionName: actionNames.login,
      logintype: 0,
      mbphone: phone,
      upw: password,
    }),
    sample('yunhu.getShop', { actionName: actionNames.getShop }),
  ]
}
