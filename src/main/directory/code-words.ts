/** Lists how a code can travel. */
export const codeChannels = ['sms', 'email'] as const

/** Lists what a code can be for. */
export const codePurposes = ['reset'] as const
