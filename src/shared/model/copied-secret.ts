/** Lists what can become of a copied secret: taken out of the clipboard, gone from it before, or out of reach. */
export const copiedEnds = ['cleared', 'replaced', 'left'] as const

/** Names what became of a copied secret. */
export type CopiedEnd = (typeof copiedEnds)[number]
