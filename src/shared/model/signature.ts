import { z } from 'zod'

/** Checks what signed a request: a fixed secret, or the MD5 of a text that is kept with its secrets masked. */
export const requestSignatureSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fixed'), name: z.string() }),
  z.object({
    kind: z.literal('digest'),
    /** Names the parameter or the header that carries the signature. */
    name: z.string(),
    letters: z.enum(['lower', 'upper']),
    /** Gives the text that is signed, with what is filled in between braces. */
    rule: z.string(),
    /** Is true where neither a document nor a setting gives the rule. */
    assumed: z.boolean(),
    preImage: z.string(),
    /** Is null where a password, a code or a key could be found from it by trying. */
    digest: z.string().nullable(),
  }),
])

/** Carries what signed a request: a fixed secret, or the MD5 of a text that is kept with its secrets masked. */
export type RequestSignature = z.infer<typeof requestSignatureSchema>
