import { defineStore } from 'pinia'
import { useDesk } from './desk.ts'
import { useTopics } from './live.ts'
import { useAction } from './use-action.ts'
import { useQuery } from './use-query.ts'

/** Holds the state of the built-in backend and of its directory, for every page that shows or steers them. */
export const useBuiltIn = defineStore('built-in', () => {
  const { desk, live } = useDesk()
  const state = useQuery((signal) => desk.builtIn.state(undefined, { signal }))
  const summary = useQuery((signal) => desk.directory.summary(undefined, { signal }))
  useTopics(live, ['built-in'], () => void state.read())
  useTopics(live, ['directory', 'admins'], () => void summary.read())

  const steering = useAction(async (turn: 'start' | 'stop') => {
    await desk.builtIn[turn]()
    await state.read()
    return true
  })
  const sampling = useAction(async (turn: 'loadSample' | 'removeSample') => {
    await desk.directory[turn]()
    await summary.read()
    return true
  })
  return { state, summary, steering, sampling }
})
