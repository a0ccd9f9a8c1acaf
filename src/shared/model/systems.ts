import { z } from 'zod'

/** Lists the systems whose documents Latchkey speaks. */
export const systems = ['nobase', 'shuidi', 'openim', 'yunhu'] as const

/** Names one documented system. */
export type System = (typeof systems)[number]

/** Checks the name of a system. */
export const systemSchema = z.enum(systems)

/** Lists every operation of every system, as `system.operation`; a system's main operations come first. */
export const operations = [
  'nobase.newPass',
  'nobase.updateSign',
  'nobase.login',
  'shuidi.findPassword',
  'shuidi.sendCode',
  'openim.changePassword',
  'openim.login',
  'yunhu.resetPassword',
  'yunhu.getCaptcha',
  'yunhu.sendCode',
  'yunhu.login',
  'yunhu.getShop',
] as const

/** Names one operation of one system. */
export type Operation = (typeof operations)[number]

/** Checks the name of an operation. */
export const operationSchema = z.enum(operations)

/** Lists how serious a backend is; the page colours it everywhere it appears. */
export const environments = ['production', 'staging', 'sandbox'] as const

/** Names the environment of a backend. */
export type Environment = (typeof environments)[number]

/** Checks the name of an environment. */
export const environmentSchema = z.enum(environments)
