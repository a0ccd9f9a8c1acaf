import { z } from 'zod'
import { applicationSettingsSchema as settings } from '../model/application-settings.ts'
import { entryLimits } from '../model/entry-limits.ts'
import { applicationSorts } from '../model/listed-applications.ts'
import { outcomeReasons } from '../model/outcome.ts'
import { environmentSchema } from '../model/systems.ts'
import { forAdministrators, forSupport } from './base.ts'

const orderedLimits = settings.shape.accountLength.refine(({ min, max }) => min <= max, {
  error: 'min is over max',
})

/** Checks an application of the built-in directory with its flags; its signature is not in it. */
export const applicationSchema = settings.extend({ appid: z.string(), name: z.string() })

/** Carries an application of the built-in directory with its flags. */
export type Application = z.infer<typeof applicationSchema>

const names = z.object({ appid: z.string(), name: z.string() })

/** Checks an application in a list; of a damaged one, which was edited from outside, nothing else can be believed. */
export const listedApplicationSchema = z.discriminatedUnion('damaged', [
  applicationSchema.extend({ damaged: z.literal(false) }),
  names.extend({ damaged: z.literal(true) }),
])

/** Carries an application in a list. */
export type ListedApplication = z.infer<typeof listedApplicationSchema>

/** Checks what of an application is to change; what is not named stays. */
export const applicationChangesSchema = z.object({
  name: z.string().min(1).max(200).optional(),
  status: applicationSchema.shape.status.optional(),
  developerStatus: applicationSchema.shape.developerStatus.optional(),
  developerOverdueDays: z.int().min(0).max(36_500).optional(),
  allowPasswordChange: z.boolean().optional(),
  tokenValidation: z.boolean().optional(),
  accountLength: orderedLimits.optional(),
  passwordLength: orderedLimits.optional(),
})

/** Checks the application that another nobase backend is set up for, with what its console is recorded to be set to. */
export const remoteApplicationSchema = z.object({
  backendId: z.string(),
  backend: z.string(),
  environment: environmentSchema,
  appid: z.string(),
  /** Are null where nobody knows. */
  allowPasswordChange: z.boolean().nullable(),
  tokenValidation: z.boolean().nullable(),
  /** Lists the flags that answers show to be set otherwise, since when (UTC), and the newest exchange that shows it. */
  differs: z.array(
    z.object({
      flag: z.enum(['allowPasswordChange', 'tokenValidation']),
      since: z.string(),
      exchangeId: z.int(),
    }),
  ),
})

/** Carries the application that another nobase backend is set up for. */
export type RemoteApplication = z.infer<typeof remoteApplicationSchema>

const endingSchema = z.object({
  code: z.int(),
  /** Holds the text of the answer; empty where it has none. */
  text: z.string(),
  /** Says why it was not carried out; null where it was. */
  reason: z.enum(outcomeReasons).nullable(),
})

/** Carries how a request ended, or would end: the answer, and what it means. */
export type Ending = z.infer<typeof endingSchema>

const differenceSchema = z.object({
  operation: z.enum(['newPass', 'updateSign', 'login']),
  /** Lists how it ends with the settings in force; several where what decides was not looked at, or is not kept. */
  before: z.array(endingSchema),
  after: z.array(endingSchema),
  /** Is false where the two differ only if what is not known was so. */
  isSure: z.boolean(),
})

/** Checks what a change of settings would have made of the requests on record. */
export const applicationPreviewSchema = z.object({
  /** Counts the requests to the application that were judged again. */
  examined: z.int(),
  /** Says since when requests are on record (UTC); null where none is. */
  from: z.string().nullable(),
  /** Counts requests to any application of which too little is kept to judge them. */
  notKept: z.int(),
  differ: z.int(),
  mayDiffer: z.int(),
  /** Counts among both what was answered otherwise than the settings in force would: they have changed since. */
  answeredOtherwise: z.int(),
  groups: z.array(differenceSchema.extend({ count: z.int() })),
  /** Lists the newest twenty that differ, or may. */
  newest: z.array(
    differenceSchema.extend({
      id: z.int(),
      at: z.string(),
      /** Names the account that was meant; null where it is not known to be one. */
      who: z.string().nullable(),
      /** Holds the answer that was given then; null where the settings in force give the same. */
      answered: endingSchema.nullable(),
    }),
  ),
  readAt: z.string(),
})

/** Carries what a change of settings would have made of the requests on record. */
export type ApplicationPreview = z.infer<typeof applicationPreviewSchema>

/** Describes the applications of the built-in directory and the change of their flags. */
export const applicationsContract = {
  list: forAdministrators
    .input(
      z.object({
        /** Looks for a part of the appid or of the name. */
        search: z.string().max(entryLimits.search).optional(),
        status: applicationSchema.shape.status.optional(),
        developerStatus: applicationSchema.shape.developerStatus.optional(),
        allowPasswordChange: z.boolean().optional(),
        tokenValidation: z.boolean().optional(),
        sort: z.enum(applicationSorts).default('appid'),
        descending: z.boolean().default(false),
        cursor: z.string().max(2000).optional(),
        limit: z.int().min(1).max(200).default(50),
      }),
    )
    .output(
      z.object({
        rows: z.array(listedApplicationSchema),
        nextCursor: z.string().nullable(),
        readAt: z.string(),
      }),
    ),
  /** Gives what users can be chosen by: the first thousand applications, without their settings. */
  names: forSupport.output(z.array(names)),
  /** Gives the applications of other backends; no call reads their consoles, so that they are what was recorded. */
  remote: forAdministrators.output(z.array(remoteApplicationSchema)),
  get: forAdministrators
    .input(z.object({ appid: z.string().max(entryLimits.name) }))
    .output(applicationSchema),
  /** Judges the requests on record again, as they are and as they would be with changed settings; changes nothing. */
  preview: forAdministrators
    .input(z.object({ appid: z.string().max(entryLimits.name), changes: applicationChangesSchema }))
    .output(applicationPreviewSchema),
  /** Changes flags, from the next request on; the reason goes to the audit with what was before and is after. */
  update: forAdministrators
    .input(
      z.object({
        appid: z.string().max(entryLimits.name),
        changes: applicationChangesSchema,
        reason: z.string().trim().min(1).max(entryLimits.reason),
      }),
    )
    .output(z.object({ before: applicationSchema, after: applicationSchema })),
}
