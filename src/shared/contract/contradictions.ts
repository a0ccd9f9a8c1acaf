import { z } from 'zod'
import { contradictionIds } from '../model/contradictions.ts'
import { environmentSchema, operationSchema, systemSchema } from '../model/systems.ts'
import { forAdministrators } from './base.ts'

/** Checks a known contradiction of the documents with where and when an answer met it; times are UTC. */
export const contradictionSchema = z.object({
  id: z.enum(contradictionIds),
  system: systemSchema,
  operations: z.array(operationSchema),
  /** Quotes the places that contradict each other. */
  readings: z.array(z.object({ document: z.string(), section: z.string(), says: z.string() })),
  decision: z.string(),
  /** Is false where no answer can show it. */
  visible: z.boolean(),
  seen: z.array(
    z.object({
      backendId: z.string(),
      /** Is null where the backend was removed since. */
      backendName: z.string().nullable(),
      /** Is null as well where the backend was removed since. */
      environment: environmentSchema.nullable(),
      firstAt: z.string(),
      lastAt: z.string(),
      times: z.int(),
    }),
  ),
})

/** Carries a known contradiction of the documents with where and when an answer met it. */
export type ContradictionRecord = z.infer<typeof contradictionSchema>

/** Describes the ledger of what the documents contradict each other about. */
export const contradictionsContract = {
  list: forAdministrators.output(z.array(contradictionSchema)),
}
