import { z } from 'zod'
import type { BackendSettingRule } from '../../../shared/model/backend-rules.ts'
import { Problem } from '../../../shared/model/problems.ts'
import type { System } from '../../../shared/model/systems.ts'
import { readAuthorityFile } from '../../systems/authority-file.ts'
import { passwordEncodings, type PasswordEncoding } from '../../systems/openim/wire.ts'
import { brokenProxyRule } from '../../systems/proxy-address.ts'
import { signTemplate } from '../../systems/shuidi/sign.ts'

const flag = z.boolean().nullable().default(null)
const applicationSchema = z.object({
  appid: z.string(),
  tokenValidation: flag,
  allowPasswordChange: flag,
})

/** Carries an application of nobase with what its console's flags are set to; null where nobody knows. */
export type RecordedApplication = z.infer<typeof applicationSchema>

const optionsSchema = z.object({
  allowHttp: z.boolean().default(false),
  authorities: z.array(z.string()).default([]),
  proxy: z.string().nullable().default(null),
  passwordEncoding: z.enum(passwordEncodings).default('plain'),
  callingAdmin: z.string().default(''),
  applications: z.array(applicationSchema).default([]),
  signTemplate: z.string().default(''),
})

/** Carries what a backend's row says beside its address, each with its default where the row is silent. */
export type BackendOptions = z.infer<typeof optionsSchema>

/** Carries the settings of a backend as they are given; what is not named stays, null takes away. */
export interface GivenSettings {
  passwordEncoding?: PasswordEncoding | undefined
  /** Names the account that signs in for every change. */
  callingAdmin?: string | undefined
  applications?: readonly RecordedApplication[] | undefined
  signTemplate?: string | undefined
  /** Holds a CA file (PEM). */
  authorities?: string | null | undefined
  proxy?: string | null | undefined
}

const settingsOf = {
  nobase: ['applications'],
  shuidi: ['signTemplate'],
  openim: ['passwordEncoding', 'callingAdmin'],
  yunhu: [],
} as const satisfies Record<System, readonly (keyof GivenSettings)[]>
const ofEverySystem = ['allowHttp', 'authorities', 'proxy'] as const

/** Reads the options of a backend's row. */
export function backendOptions(row: { options: string }): BackendOptions {
  const kept: unknown = JSON.parse(row.options)
  const options = optionsSchema.parse(kept)
  const sole = soleApplication(kept)
  return sole === null ? options : { ...options, applications: [sole] }
}

/**
 * Says whether a row is from when a backend had one application, whose flags stood among the options and whose
 * signature was kept for the backend as a whole.
 */
export function hasSoleApplication(row: { options: string }): boolean {
  return soleApplication(JSON.parse(row.options)) !== null
}

function soleApplication(kept: unknown): RecordedApplication | null {
  return applicationSchema.safeParse(kept).data ?? null
}

/** Gives the options of a system as its rows keep them. */
export function keptOptions(system: System, options: BackendOptions): Partial<BackendOptions> {
  const names = [...ofEverySystem, ...settingsOf[system]]
  return Object.fromEntries(names.map((name) => [name, options[name]]))
}

/** Puts given settings in place of those before; fails with `BACKEND_SETTING_REFUSED` and the rule that one breaks. */
export function withSettings(system: System, before: BackendOptions, given: GivenSettings): BackendOptions {
  const refuse = (rule: BackendSettingRule): never => {
    throw new Problem('BACKEND_SETTING_REFUSED', { rule })
  }
  const { authorities, proxy, ...own } = given
  const known: readonly string[] = settingsOf[system]
  const after = { ...before }
  for (const [name, value] of Object.entries(own)) {
    if (value === undefined) continue
    if (!known.includes(name)) refuse('other-system')
    Object.assign(after, { [name]: value })
  }
  if (signTemplate(after.signTemplate) === null) refuse('sign-template')
  if (proxy !== undefined) {
    const broken = proxy === null ? null : brokenProxyRule(proxy)
    if (broken !== null) refuse(broken)
    after.proxy = proxy
  }
  if (authorities === null) after.authorities = []
  if (typeof authorities === 'string') {
    const read = readAuthorityFile(authorities)
    if ('broken' in read) return refuse(read.broken)
    after.authorities = read.authorities
  }
  return after
}
