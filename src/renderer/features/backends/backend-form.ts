import type { BackendDetail } from '../../../shared/contract/backends.ts'
import type { BackendSecretKind } from '../../../shared/model/backend-secret.ts'
import type { Environment, System } from '../../../shared/model/systems.ts'

/** Holds what the form for a backend shows; an empty CA file leaves the one that is kept. */
export interface BackendForm {
  system: System
  name: string
  url: string
  environment: Environment
  passwordEncoding: 'plain' | 'md5-hex'
  callingAdmin: string
  signTemplate: string
  authorities: string
  removesAuthorities: boolean
  proxy: string
}

/** Names a setting that only one system has. */
export type SystemSetting = 'passwordEncoding' | 'callingAdmin' | 'signTemplate'

/** Gives the settings that the form shows for each system; the desk refuses any other. */
export const settingsOfSystem: Readonly<Record<System, readonly SystemSetting[]>> = {
  nobase: [],
  shuidi: ['signTemplate'],
  openim: ['passwordEncoding', 'callingAdmin'],
  yunhu: [],
}

/** Gives the credentials that the form asks for with a new backend of each system; those of applications come after. */
export const credentialsOfSystem: Readonly<Record<System, readonly BackendSecretKind[]>> = {
  nobase: [],
  shuidi: ['sign-key'],
  openim: ['calling-password', 'token'],
  yunhu: ['token', 'userkey'],
}

/** Fills the form: with a backend as it is, or for a new one. */
export const formOf = (backend: BackendDetail | null): BackendForm => ({
  system: backend?.system ?? 'openim',
  name: backend?.name ?? '',
  url: backend?.url ?? '',
  environment: backend?.environment ?? 'production',
  passwordEncoding: backend?.passwordEncoding ?? 'plain',
  callingAdmin: backend?.callingAdmin ?? '',
  signTemplate: backend?.signTemplate ?? '',
  authorities: '',
  removesAuthorities: false,
  proxy: backend?.proxy ?? '',
})

/** Gives the settings as the desk takes them: those of the form's system, and the way there. */
export const settingsOfForm = (form: BackendForm) => {
  const { system, authorities, removesAuthorities, proxy } = form
  const own = Object.fromEntries(
    settingsOfSystem[system].map((name) => [name, form[name].trim()]),
  ) as Partial<Pick<BackendForm, SystemSetting>>
  return {
    name: form.name.trim(),
    url: form.url.trim(),
    environment: form.environment,
    ...own,
    proxy: proxy.trim() === '' ? null : proxy.trim(),
    ...(removesAuthorities ? { authorities: null } : authorities.trim() === '' ? {} : { authorities }),
  }
}

/** Says whether an address carries what could be a secret: a user, a query or a fragment. */
export const mayCarrySecret = (url: string): boolean => /^[^/]*\/\/[^/]*@|[?#]/.test(url.trim())

/** Says whether two addresses lead to different servers, so that credentials do not go along. */
export const isElsewhere = (before: string, after: string): boolean => {
  const [one, other] = [before, after].map((url) => URL.parse(url.trim())?.origin)
  return other !== undefined && one !== other
}
