import { z } from 'zod'
import { hasHiddenSigns } from '../model/hidden-signs.ts'

/** Is how an issue says that a name holds a sign that does not show. */
const hiddenSign = { error: 'holds a sign that does not show', params: { rule: 'hidden-sign' } }

/** Takes a name that is entered anew, without the blanks around it: one that shows as what it is. */
export const typedName = (longest: number, shortest = 1) =>
  z
    .string()
    .trim()
    .min(shortest)
    .max(longest)
    .refine((name) => !hasHiddenSigns(name), hiddenSign)
