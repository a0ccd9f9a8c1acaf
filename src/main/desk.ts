import { existsSync } from 'node:fs'
import type { Clock, Random, SystemClipboard } from '../shared/model/ports.ts'
import { Problem } from '../shared/model/problems.ts'
import { assembleDesk, type Assembly } from './desk/assemble.ts'
import { accountFilesOf } from './desk/account-files/account-files.ts'
import { adminsOf } from './desk/admins.ts'
import { applicationsOf } from './desk/applications.ts'
import type { VerifyTask } from './audit/audit-worker.ts'
import { auditOf } from './desk/audit.ts'
import { builtInOf } from './desk/built-in.ts'
import { changesOf } from './desk/changes.ts'
import { directoryOf } from './desk/directory.ts'
import { backendsOf } from './desk/backends.ts'
import { listContradictions } from './desk/contradictions.ts'
import { exchangesOf } from './desk/exchanges.ts'
import { settingsOf } from './desk/change-settings.ts'
import { findingsOf } from './desk/findings.ts'
import { incomingFilesOf } from './desk/incoming-file-cases.ts'
import { maintenanceOf } from './desk/maintenance.ts'
import type { OpenDesk } from './desk/open-desk.ts'
import { operatorsOf } from './desk/operators.ts'
import type { Operator, SignedInOperator } from './desk/operator.ts'
import { overviewFor } from './desk/overview.ts'
import { setPreferences, type GivenPreferences, type Preferences } from './desk/preferences.ts'
import { confirmRecoveryKey, recover } from './desk/recovery.ts'
import type { DeskResources } from './platform/resources.ts'
import { resetDeskOf } from './desk/reset-desk/reset-desk.ts'
import { resetsOf } from './desk/resets.ts'
import { prepareSandbox, sandboxOperator } from './desk/sandbox.ts'
import { searchEverything } from './desk/search.ts'
import { setUpStore } from './desk/set-up.ts'
import { rotationsOf } from './desk/rotation/rotations.ts'
import { signIn, stepUp } from './desk/sign-in.ts'
import { deskStatus } from './desk/status.ts'
import { watchLive } from './desk/watch-live.ts'
import { systemClock } from './platform/system-clock.ts'
import { createSystemRandom } from './platform/system-random.ts'
import { usersOf } from './desk/users.ts'
import { verifyBeside } from './desk/verify-beside.ts'
import { createHashingPool } from './passwords/hashing-pool.ts'
import { checkOperatorRules } from './passwords/operator-rules.ts'
import { createStrengthJudge } from './passwords/strength.ts'
import { createStore, openStore, type OpenedStore } from './store/open.ts'
import { operatorRows } from './store/operators.ts'
import { StoreError } from './store/store-error.ts'
import { startBuiltInServer } from './systems/built-in-server.ts'
import { createBuiltInService } from './systems/service.ts'
import type { TimeLimits } from './systems/time-limits.ts'

/** Says which store a desk works on, through which door, and with which parts in place of the usual ones. */
export interface DeskOptions {
  storePath: string
  door: 'window' | 'browser' | 'command'
  version: string
  resources: DeskResources
  clock?: Clock
  random?: Random
  /** Asks for a port of the built-in backend; 0 takes any free one. */
  builtInPort?: number
  /** Fixes bcrypt's cost for directory passwords, whatever the store's settings say. */
  hashingCost?: number
  /** Fixes the idle time after which the desk locks, whatever the store's settings say. */
  idleLockMs?: number
  /** Fixes how long nothing is concluded of an unknown change, whatever the store's settings say. */
  settleMs?: number
  /** Fixes how long a request to a backend other than the desk's own may take. */
  timeLimits?: Partial<TimeLimits>
  /** Hears of errors inside that no caller is told of. */
  report?: (error: unknown) => void
  /** Says when the built-in backend starts by itself: with the first sign-in unless told otherwise, or never. */
  builtInStarts?: 'at-sign-in' | 'when-asked'
  /** Reaches the clipboard of the machine; absent, copied secrets are the page's to put and take. */
  clipboard?: SystemClipboard
  /** Locks an account of the directory after too many wrong secrets, unless it is false. */
  throttle?: boolean
  /** Lets pages of other origins call the built-in backend; off unless told otherwise. */
  allowBrowserCallers?: boolean
}

/** Carries one running desk: the one thing that hosts, the router and commands talk to. */
export type Desk = ReturnType<typeof createDesk>

/** Puts the parts of a desk together; `start` opens its store where there is one. */
export function createDesk(options: DeskOptions) {
  const { storePath, door, clock = systemClock, idleLockMs, hashingCost, settleMs } = options
  const random = options.random ?? createSystemRandom(clock)
  const hashing = createHashingPool(options.resources.hashingWorker)
  const strength = createStrengthJudge(options.resources.strengthWorker)
  let open: Assembly | null = null
  let failure: StoreError | null = null
  let settingUp = false

  const need = (): OpenDesk => {
    if (open !== null) return open.desk
    if (failure === null) throw new Problem('NO_STORE')
    throw new Problem('STORE_UNAVAILABLE', { problem: failure.problem, holder: failure.holder })
  }
  const assemble = (opened: OpenedStore): OpenDesk => {
    open = assembleDesk(opened, {
      clock,
      random,
      hashing,
      strength,
      resources: options.resources,
      told: { idleLockMs, hashingCost, settleMs },
      builtInStarts: options.builtInStarts ?? 'at-sign-in',
      throttle: options.throttle ?? true,
      clipboard: options.clipboard ?? null,
      timeLimits: options.timeLimits ?? {},
      report: options.report ?? (() => undefined),
      builtInPort: options.builtInPort ?? 0,
      startServer: (directory, record, port) =>
        startBuiltInServer({
          answer: createBuiltInService({
            directory,
            clock,
            onRequest: record,
            allowBrowserCallers: () => options.allowBrowserCallers ?? false,
            onFailure: options.report,
          }),
          port,
        }),
    })
    return open.desk
  }

  return {
    /** Opens the store where there is one; a store that cannot be used is told by `status`, and left as it is. */
    async start(): Promise<void> {
      if (!existsSync(storePath)) return
      try {
        assemble(openStore({ path: storePath, door, clock }))
      } catch (error) {
        if (!(error instanceof StoreError)) throw error
        failure = error
      }
      await Promise.resolve()
    },
    /** Signs what is unsigned, ends what runs, and lets go of the store. */
    async close(): Promise<void> {
      await open?.close()
      open = null
      await Promise.all([hashing.close(), strength.close()])
    },
    status: (caller: string) =>
      deskStatus({
        storePath,
        version: options.version,
        door,
        failure,
        caller,
        desk: open?.desk ?? null,
      }),
    operatorOf: (caller: string): SignedInOperator | null => open?.desk.sessions.operatorOf(caller) ?? null,
    isSteppedUp: (caller: string): boolean => open?.desk.sessions.isSteppedUp(caller) ?? false,
    setPreferences: (caller: string, given: GivenPreferences): Preferences =>
      setPreferences(open?.desk ?? null, caller, given),
    /** Judges a name and a password by every rule; only an administrator is told whether the name is taken. */
    checkOperatorRules: (caller: string, candidate: { name: string; password: string }) =>
      checkOperatorRules(candidate, {
        strength,
        isTaken: (nameKey) =>
          open?.desk.sessions.operatorOf(caller)?.role === 'administrator' &&
          operatorRows(open.desk.store).byNameKey(nameKey) !== undefined,
      }),
    async setUp(caller: string, candidate: { name: string; password: string }) {
      if (open !== null || failure !== null || settingUp || existsSync(storePath))
        throw new Problem('ALREADY_SET_UP')
      settingUp = true
      try {
        const deps = {
          path: storePath,
          door,
          clock,
          random,
          deriveKey: hashing.deriveKey,
          strength,
          createStore,
        }
        const { opened, recoveryKey } = await setUpStore(deps, candidate).catch(asProblem)
        const operator = await signIn(assemble(opened), caller, candidate)
        return { storeId: opened.store.id, recoveryKey, operator }
      } finally {
        settingUp = false
      }
    },
    /** Makes a throw-away store whose keys stay in this process, and opens it; gives who works in it. */
    startSandbox(): Operator {
      const { storeId, ring, populate } = prepareSandbox({ clock, random })
      const desk = assemble(createStore({ path: storePath, door, clock, storeId, populate }))
      desk.vault.take(ring)
      return sandboxOperator
    },
    confirmRecoveryKey: async (operator: Operator, typed: string): Promise<void> =>
      confirmRecoveryKey(need(), operator, typed),
    signIn: async (caller: string, input: { name: string; password: string }): Promise<SignedInOperator> =>
      signIn(need(), caller, input),
    recover: async (caller: string, input: { name: string; password: string; recoveryKey: string }) =>
      recover(need(), caller, input),
    lock(by: string): void {
      need().lock(by)
    },
    touch: (): string => new Date(need().sessions.touch()).toISOString(),
    stepUp: async (caller: string, operator: Operator, password: string): Promise<string> =>
      new Date(await stepUp(need(), caller, operator, password)).toISOString(),
    /** Streams what changes, beginning with `hello`; with a caller, until their session ends. */
    watch: (signal: AbortSignal | undefined, caller?: string) => watchLive(need(), signal, caller),
    accountFiles: accountFilesOf(need),
    incomingFiles: incomingFilesOf(need),
    admins: adminsOf(need),
    rotations: rotationsOf(need),
    audit: {
      ...auditOf(need),
      /** Verifies a store that is not opened for writing, with the rows that an operator's key can check. */
      verifyBeside: (task: VerifyTask, operator: { name: string; password: string }) =>
        verifyBeside(
          { worker: options.resources.auditWorker, deriveKey: hashing.deriveKey, random },
          task,
          operator,
        ),
    },
    directory: directoryOf(need),
    backends: backendsOf(need),
    exchanges: exchangesOf(need),
    contradictions: { list: () => listContradictions(need()) },
    applications: applicationsOf(need),
    findings: findingsOf(need),
    settings: settingsOf(need),
    maintenance: maintenanceOf(need, {
      storePath,
      clock,
      random,
      deriveKey: hashing.deriveKey,
      worker: options.resources.maintenanceWorker,
      platform: process.platform,
      profile: process.env['USERPROFILE'] ?? null,
    }),
    users: usersOf(need),
    builtIn: builtInOf(need),
    changes: changesOf(need),
    clipboard: {
      copy: async (secret: string) => need().copiedSecret.copy(secret, need().settings.current().clipboardMs),
      takeOut: async () => (await open?.desk.copiedSecret.takeOut()) ?? null,
    },
    resets: resetsOf(need),
    resetDesk: resetDeskOf(need),
    operators: operatorsOf(need),
    overview: (by: Operator, days: readonly string[]) => overviewFor(need(), by, days),
    passwordCensus: () => need().findings.census(clock.now()),
    search: (by: Operator, text: string) => searchEverything(need(), by, text),
  }
}

function asProblem(error: unknown): never {
  if (!(error instanceof StoreError)) throw error
  throw new Problem('STORE_UNAVAILABLE', { problem: error.problem, holder: error.holder })
}
