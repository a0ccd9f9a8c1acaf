import { z } from 'zod'
import { environments, systemSchema } from '../model/systems.ts'
import { forOperators } from './base.ts'

const backend = z.object({ name: z.string(), environment: z.enum(environments) })
const found = <Row extends z.ZodType>(row: Row) => z.object({ rows: z.array(row), hasMore: z.boolean() })

/** Checks what a text leads to; a kind that is not the role's to see is empty. Nothing in it is secret. */
export const searchResultSchema = z.object({
  admins: found(
    z.object({ id: z.string(), account: z.string(), userID: z.string(), nickname: z.string(), backend }),
  ),
  users: found(
    z.object({
      num: z.int(),
      account: z.string(),
      nickname: z.string(),
      phone: z.string(),
      appid: z.string(),
    }),
  ),
  applications: found(z.object({ appid: z.string(), name: z.string() })),
  /** Lists applications that other backends are set up for. */
  remoteApplications: found(
    z.object({
      appid: z.string(),
      backendId: z.string(),
      backend: z.string(),
      environment: z.enum(environments),
    }),
  ),
  resets: found(
    z.object({
      id: z.string(),
      number: z.int(),
      account: z.string(),
      ticket: z.string(),
      system: systemSchema,
      isOpen: z.boolean(),
      backend,
    }),
  ),
})

/** Carries what a text leads to. */
export type SearchResult = z.infer<typeof searchResultSchema>

/** Describes the search over everything that the command palette makes. */
export const searchContract = {
  /** Gives the first few of each kind that match a text, of the kinds that are the role's. */
  find: forOperators.input(z.object({ text: z.string().trim().min(1).max(100) })).output(searchResultSchema),
}
