import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { assembleDesk, type Assembly } from '../../../src/main/desk/assemble.ts'
import type { OpenDesk } from '../../../src/main/desk/open-desk.ts'
import type { Operator, SignedInOperator } from '../../../src/main/desk/operator.ts'
import { operatorsOf } from '../../../src/main/desk/operators/operators.ts'
import { setUpStore } from '../../../src/main/desk/set-up.ts'
import { signIn } from '../../../src/main/desk/operators/sign-in.ts'
import type { HashingPool } from '../../../src/main/passwords/hashing-pool.ts'
import { createSystemRandom } from '../../../src/main/platform/system-random.ts'
import { auditRows } from '../../../src/main/store/audit/audit-events.ts'
import { createStore, openStore, type OpenedStore } from '../../../src/main/store/files/open.ts'
import type { Clock, DeriveKey } from '../../../src/shared/model/ports.ts'
import type { Role } from '../../../src/shared/model/roles.ts'
import { createFixedClock } from '../../support/fixed-clock.ts'
import { sourceResources } from '../../support/source-resources.ts'
import { tempFolder } from '../../support/temp-folder.ts'

/** Is the caller at which the first administrator is signed in. */
export const founderPage = 'page of ada'

/** Holds the first administrator's name and password. */
export const founder = { name: 'ada', password: 'quiet harbour, long winter' }

/** Holds the password that operators of a test set for themselves. */
export const own = 'a lantern over still water'

/** Carries a desk whose slots open without the work that they ask for, and what its store began with. */
export interface OperatorsDesk {
  readonly desk: OpenDesk
  readonly operators: ReturnType<typeof operatorsOf>
  ada: Operator
  recoveryKey: string
  path: string
  /** Adds somebody who has set a password of their own. */
  added(name: string, role: Role): Promise<Operator>
  signIn(caller: string, name: string, password: string): Promise<SignedInOperator>
  actions(): string[]
  /** Ends the desk, lets the test at the file, and opens it again with nobody signed in. */
  reopen(meanwhile?: (path: string) => void): Promise<void>
  close(): Promise<void>
}

/** Derives at once: what a test here is about is who gets in, not how long it takes. */
export const quickDerivation: DeriveKey = (secret, salt, { n, r, p }) =>
  Promise.resolve(
    createHash('sha256').update(salt).update([n, r, p].join()).update(secret.normalize('NFKC')).digest(),
  )

/** Holds derivations up, after so many that it lets through, until a test lets them go on. */
export function holdableDerivation() {
  let left = Infinity
  let arrived = (): void => undefined
  let letGo = (): void => undefined
  let gate = Promise.resolve()
  const deriveKey: DeriveKey = async (...task) => {
    if (left-- <= 0) {
      arrived()
      await gate
    }
    return quickDerivation(...task)
  }
  return {
    deriveKey,
    /** Resolves when a derivation has come and waits. */
    hold(after = 0): Promise<void> {
      left = after
      gate = new Promise((resolve) => (letGo = resolve))
      return new Promise((resolve) => (arrived = resolve))
    },
    release(): void {
      left = Infinity
      letGo()
    },
  }
}

/** Makes a store with one administrator, who is signed in. */
export async function makeOperatorsDesk(
  { clock, deriveKey }: { clock: Clock; deriveKey: DeriveKey } = {
    clock: createFixedClock(),
    deriveKey: quickDerivation,
  },
): Promise<OperatorsDesk> {
  const random = createSystemRandom(clock)
  const strength = {
    judge: () => Promise.resolve({ score: 4, common: false }),
    close: () => Promise.resolve(),
  }
  const path = join(tempFolder(), 'store', 'desk.latchkey')
  const hashing: HashingPool = {
    deriveKey,
    forDirectory: () => ({ hash: () => Promise.resolve(''), compare: () => Promise.resolve(false) }),
    close: () => Promise.resolve(),
  }
  const assemble = (opened: OpenedStore): Assembly =>
    assembleDesk(opened, {
      clock,
      random,
      hashing,
      strength,
      resources: sourceResources,
      told: {},
      builtInStarts: 'when-asked',
      throttle: true,
      timeLimits: {},
      report: (error) => {
        throw error
      },
      startServer: () => Promise.reject(new Error('this desk has no backend of its own')),
    })
  const made = await setUpStore(
    { path, door: 'test', clock, random, deriveKey, strength, createStore },
    founder,
  )
  let assembly = assemble(made.opened)
  const operators = operatorsOf(() => assembly.desk)
  const enter = (caller: string, name: string, password: string) =>
    signIn(assembly.desk, caller, { name, password })
  const ada = await enter(founderPage, founder.name, founder.password)
  return {
    get desk() {
      return assembly.desk
    },
    operators,
    ada,
    recoveryKey: made.recoveryKey,
    path,
    async added(name, role) {
      const handedOver = 'handed over in person, once'
      const { id } = await operators.add(ada, { name, role, password: handedOver })
      const operator = { id, name, role }
      await operators.changeOwnPassword('nowhere', operator, { current: handedOver, next: own })
      return operator
    },
    signIn: enter,
    actions: () => listActions(assembly.desk),
    async reopen(meanwhile) {
      await assembly.close()
      meanwhile?.(path)
      assembly = assemble(openStore({ path, door: 'test', clock }))
    },
    close: () => assembly.close(),
  }
}

function listActions(desk: OpenDesk): string[] {
  return auditRows(desk.store)
    .list({}, undefined, 1000)
    .map((event) => event.action)
    .toReversed()
}
