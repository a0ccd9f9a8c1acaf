import { InvalidArgumentError } from 'commander'
import { operationSchema } from '../../shared/model/systems.ts'
import type { Callable, RequestMethod } from '../systems/callable.ts'
import { authorityRuleSources, readAuthorityFile } from '../systems/authority-file.ts'
import { calls } from '../systems/calls.ts'
import { CommandError, type CommandContext, type CommandDefinition } from './command.ts'
import { readJsonArgument, readTextArgument } from './json-argument.ts'
import { printOutcome } from './print-outcome.ts'

interface CallOptions {
  baseUrl: string
  params: string
  credentials: string
  method?: string
  timeout?: number
  allowHttp: boolean
  caFile?: string
  proxy?: string
}

/** Adds `call`: one operation through the client, whose outcome is printed as JSON. */
export const defineCall: CommandDefinition = (program, context, ends) => {
  program
    .command('call')
    .description(
      'carry out one operation at a backend; exit 0 succeeded, 1 rejected or refused, 3 unreachable or unknown',
    )
    .argument('<operation>', Object.keys(calls).join(', '))
    .requiredOption('--base-url <url>', 'the backend; for yunhu with its path /ErpServer/h5api/<cmid>/<acdb>')
    .requiredOption('--params <json>', 'the parameters by the wire’s own names: JSON, @FILE, or @-')
    .option('--credentials <json>', 'the credentials: JSON, @FILE, or @-', '{}')
    .option('--method <method>', 'GET or POST, where the document gives both; GET shows secrets in the URL')
    .option('--timeout <ms>', 'the longest the whole call may take', milliseconds)
    .option('--allow-http', 'consent to http:// beyond this machine, which carries passwords in clear', false)
    .option('--ca-file <file>', 'verify the server against the authorities of this PEM file, and no other')
    .option('--proxy <url>', 'go through this HTTP proxy, http://host:port; the environment names none')
    .action((operation: string, options: CallOptions) => ends(runCall(context, operation, options)))
}

/** Carries one operation out and gives the exit code of its outcome. */
export async function runCall(
  context: CommandContext,
  operation: string,
  options: CallOptions,
): Promise<number> {
  const callable = callableOf(operation)
  const method = methodOf(operation, callable, options.method)
  if (options.params === '@-' && options.credentials === '@-') {
    throw new CommandError('Standard input can hold --params or --credentials, not both.')
  }
  const params = await readJsonArgument(context, '--params', options.params)
  const credentials = await readJsonArgument(context, '--credentials', options.credentials)
  const ready = callable.ready({ params, credentials, method })
  if (Array.isArray(ready)) {
    throw new CommandError(
      ready.map(({ part, message }) => `${operation}: --${part}: ${message}.`).join('\n'),
    )
  }
  const { baseUrl, allowHttp, timeout: total, caFile, proxy } = options
  const authorities = caFile === undefined ? undefined : authoritiesOf(caFile)
  const limits = total === undefined ? undefined : { total }
  const outcome = await ready.run({ baseUrl, allowHttp, authorities, proxy, limits }, {})
  return printOutcome(context, outcome)
}

function callableOf(operation: string): Callable {
  const known = operationSchema.safeParse(operation)
  if (known.success) return calls[known.data]
  throw new CommandError(`There is no such operation. There are: ${Object.keys(calls).join(', ')}.`)
}

function methodOf(operation: string, { methods }: Callable, asked: string | undefined): RequestMethod {
  const [first] = methods
  const method = asked === undefined ? first : methods.find((one) => one === asked.toUpperCase())
  if (method !== undefined) return method
  throw new CommandError(`${operation} is sent by ${methods.join(' or ')}.`)
}

function authoritiesOf(path: string): string[] {
  const read = readAuthorityFile(readTextArgument('--ca-file', path))
  if ('authorities' in read) return read.authorities
  const { rule, document, section } = authorityRuleSources[read.broken]
  throw new CommandError(`--ca-file: ${rule} (${document}, ${section})`)
}

function milliseconds(value: string): number {
  const time = Number(value)
  if (!Number.isInteger(time) || time < 1 || time > 2 ** 31 - 1) {
    throw new InvalidArgumentError('not a time in milliseconds')
  }
  return time
}
