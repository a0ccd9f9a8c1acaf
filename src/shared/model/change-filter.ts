import { z } from 'zod'
import { changeStates } from './change.ts'
import { decidedChanges } from './told-change.ts'

/** Checks by what became of their last change admins are chosen; a state means those that no operator decided about. */
export const changeFilterSchema = z.enum([...changeStates, ...decidedChanges, 'unsettled'])

/** Names by what became of their last change admins are chosen: by how it is told, or by all that wait to be settled. */
export type ChangeFilter = z.infer<typeof changeFilterSchema>
