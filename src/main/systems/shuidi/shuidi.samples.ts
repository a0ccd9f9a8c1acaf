import { shellQuoted } from '../curl.ts'
import {
  shellCommand,
  shellDigest,
  shellVariables,
  type SampleClient,
  type SampleValues,
} from '../sample-client.ts'
import { actions, ours, passwordRecovery, path } from './wire.ts'

const variableOf: Readonly<Record<string, string>> = {
  action: 'ACTION',
  phone: 'PHONE',
  code: 'CODE',
  uid: 'USERID',
  timestrap: 'TIMESTRAP',
  new_password: 'NEW_PASSWORD',
  key: 'KEY',
}

/** Gives the sample clients of shuidi, which sign each request by the template that is set. */
export function shuidiSamples({ url, shuidi: { phone, uid, template } }: SampleValues): SampleClient[] {
  const assumed = template === ours.signTemplate
  const sign = { kind: 'digest', name: 'sign_md5', letters: 'lower', rule: template, assumed } as const
  const sample = (
    operation: SampleClient['operation'],
    action: string,
    parameters: Readonly<Record<string, string>>,
    fixed: readonly string[] = [],
  ): SampleClient => {
    const names = Object.keys(parameters)
    const given = Object.fromEntries(names.map((name) => [variableOf[name] ?? name, parameters[name] ?? '']))
    return {
      operation,
      sign,
      script: [
        ...shellVariables({ KEY: 'the key of the built-in backend', ACTION: action, ...given }),
        'TIMESTRAP=$(date +%s)',
        `SIGN=${shellDigest(filledForShell(template), 'lower')}`,
        shellCommand(
          `curl --get --url ${shellQuoted(url + path)}`,
          '--data-urlencode "action=$ACTION"',
          '--data-urlencode "sign_md5=$SIGN"',
          '--data-urlencode "timestrap=$TIMESTRAP"',
          ...names.map((name) => `--data-urlencode "${name}=$${variableOf[name] ?? name}"`),
          ...fixed.map((pair) => `--data-urlencode "${pair}"`),
        ),
      ].join('\n'),
    }
  }
  return [
    sample('shuidi.findPassword', actions.findPassword, {
      phone,
      code: 'the code that was sent',
      uid,
      new_password: 'NewPass789',
    }),
    sample('shuidi.sendCode', actions.sendCode, { phone }, [`type=${passwordRecovery}`]),
  ]
}

/** Writes a template as text between double quotes, in which the shell fills the variables in. */
function filledForShell(template: string): string {
  return template
    .replace(/[\\"$`]/g, String.raw`\$&`)
    .replace(/\{([^{}]*)\}/g, (_, name: string) => `\${${variableOf[name] ?? name}:-}`)
}
