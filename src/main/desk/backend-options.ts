import { z } from 'zod'
import { Problem } from '../../shared/model/problems.ts'
import type { System } from '../../shared/model/systems.ts'
import { readAuthorityFile } from '../systems/authority-file.ts'
import { passwordEncodings, type PasswordEncoding } from '../systems/openim/wire.ts'
import { brokenProxyRule } from '../systems/proxy-address.ts'
import { signTemplate } from '../systems/shuidi/sign.ts'

const optionsSchema = z.object({
  allowHttp: z.boolean().default(false),
  authorities: z.array(z.string()).default([]),
  proxy: z.string().nullable().default(null),
  passwordEncoding: z.enum(passwordEncodings).default('plain'),
  callingAdmin: z.string().default(''),
  appid: z.string().default(''),
  tokenValidation: z.boolean().nullable().default(null),
  allowPasswordChange: z.boolean().nullable().default(null),
  signTemplate: z.string().default(''),
})

/** Carries what a backend's row says beside its address, each with its default where the row is silent. */
export type BackendOptions = z.infer<typeof optionsSchema>

/** Carries the settings of a backend as they are given; what is not named stays, null takes away. */
export interface GivenSettings {
  passwordEncoding?: PasswordEncoding | undefined
  /** Names the account that signs in for every change. */
  callingAdmin?: string | undefined
  appid?: string | undefined
  /** Says what the console's flags are set to; null where nobody knows. */
  tokenValidation?: boolean | null | undefined
  allowPasswordChange?: boolean | null | undefined
  signTemplate?: string | undefined
  /** Holds a CA file (PEM). */
  authorities?: string | null | undefined
  proxy?: string | null | undefined
}

const settingsOf = {
  nobase: ['appid', 'tokenValidation', 'allowPasswordChange'],
  shuidi: ['signTemplate'],
  openim: ['passwordEncoding', 'callingAdmin'],
  yunhu: [],
} as const satisfies Record<System, readonly (keyof GivenSettings)[]>
const ofEverySystem = ['allowHttp', 'authorities', 'proxy'] as const

/** Reads the options of a backend's row. */
export function backendOptions(row: { options: string }): BackendOptions {
  return optionsSchema.parse(JSON.parse(row.options))
}

/** Gives the options of a system as its rows keep them. */
export function keptOptions(system: System, options: BackendOptions): Partial<BackendOptions> {
  const names = [...ofEverySystem, ...settingsOf[system]]
  return Object.fromEntries(names.map((name) => [name, options[name]]))
}

/** Puts given settings in place of those before; fails with `BACKEND_SETTING_REFUSED` and the rule that one breaks. */
export function withSettings(system: System, before: BackendOptions, given: GivenSettings): BackendOptions {
  const refuse = (rule: string): never => {
    throw new Problem('BACKEND_SETTING_REFUSED', { rule })
  }
  const { authorities, proxy, ...own } = given
  const known: readonly string[] = settingsOf[system]
  const after = { ...before }
  for (const [name, value] of Object.entries(own)) {
    if (value === undefined) continue
    if (!known.includes(name)) refuse(`${name} is no setting of ${system}.`)
    Object.assign(after, { [name]: value })
  }
  if (signTemplate(after.signTemplate) === null) refuse('A template names {key} and only what a request has.')
  if (proxy !== undefined) {
    const broken = proxy === null ? null : brokenProxyRule(proxy)
    if (broken !== null) refuse(broken.rule)
    after.proxy = proxy
  }
  if (authorities === null) after.authorities = []
  if (typeof authorities === 'string') {
    const read = readAuthorityFile(authorities)
    if ('rule' in read) return refuse(read.rule)
    after.authorities = read.authorities
  }
  return after
}
