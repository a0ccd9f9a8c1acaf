import type { Operation } from '../../shared/model/systems.ts'
import type { Callable } from './callable.ts'
import { nobaseCalls } from './nobase/nobase.calls.ts'
import { openimCalls } from './openim/openim.calls.ts'
import { shuidiCalls } from './shuidi/shuidi.calls.ts'
import { yunhuCalls } from './yunhu/yunhu.calls.ts'

/** Holds every operation of every system, as it is called by name. */
export const calls: Readonly<Record<Operation, Callable>> = {
  ...nobaseCalls,
  ...shuidiCalls,
  ...openimCalls,
  ...yunhuCalls,
}
