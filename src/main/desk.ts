import { Problem } from '../shared/model/problems.ts'
import { assembleDesk } from './desk/assemble.ts'
import { accountFilesOf } from './desk/account-files/account-files.ts'
import { adminsOf } from './desk/admins/admins.ts'
import { applicationsOf } from './desk/built-in/applications.ts'
import type { VerifyTask } from './audit/audit-worker.ts'
import { auditOf } from './desk/audit/audit.ts'
import { builtInOf } from './desk/built-in/built-in.ts'
import { createCallsInFlight } from './desk/calls-in-flight.ts'
import { changesOf } from './desk/changes/changes.ts'
import { createDeskHolder } from './desk/desk-holder.ts'
import type { DeskOptions } from './desk/desk-options.ts'
import { directoryOf } from './desk/built-in/directory.ts'
import { backendsOf } from './desk/backends/backends.ts'
import { listContradictions } from './desk/exchanges/contradictions.ts'
import { exchangesOf } from './desk/exchanges/exchanges.ts'
import { settingsOf } from './desk/settings/change-settings.ts'
import { findingsOf } from './desk/audit/findings.ts'
import { incomingFilesOf } from './desk/files/incoming-file-cases.ts'
import { lockWhenIdle } from './desk/operators/lock-when-idle.ts'
import { maintenanceOf } from './desk/backups/maintenance.ts'
import type { OpenDesk } from './desk/open-desk.ts'
import { namesInUse, operatorsOf } from './desk/operators/operators.ts'
import type { Operator, SignedInOperator } from './desk/operator.ts'
import { overviewFor } from './desk/overview/overview.ts'
import { setPreferences, type GivenPreferences, type Preferences } from './desk/settings/preferences.ts'
import { confirmRecoveryKey, recover } from './desk/operators/recovery.ts'
import { resetDeskOf } from './desk/reset-desk/reset-desk.ts'
import { resetsOf } from './desk/resets/resets.ts'
import { prepareSandbox, sandboxOperator } from './desk/built-in/sandbox.ts'
import { searchEverything } from './desk/overview/search.ts'
import { setUpStore } from './desk/set-up.ts'
import { rotationsOf } from './desk/rotation/rotations.ts'
import { signIn, stepUp } from './desk/operators/sign-in.ts'
import { deskStatus } from './desk/overview/status.ts'
import { watchLive } from './desk/overview/watch-live.ts'
import { systemClock } from './platform/system-clock.ts'
import { createSystemRandom } from './platform/system-random.ts'
import { usersOf } from './desk/built-in/users.ts'
import { verifyBeside } from './desk/audit/verify-beside.ts'
import { discardHandedIn } from './desk/backups/with-backup-file.ts'
import { createHashingPool } from './passwords/hashing-pool.ts'
import { checkOperatorRules, noNamesInUse, type NamesInUse } from './passwords/operator-rules.ts'
import { createStrengthJudge } from './passwords/strength.ts'
import { isPlaceTaken } from './store/files/is-place-taken.ts'
import { createStore, openStore, type OpenedStore } from './store/files/open.ts'
import { discardStaged } from './store/files/stage-restore.ts'
import { StoreError } from './store/store-error.ts'
import { startBuiltInServer } from './systems/built-in-server.ts'
import { createBuiltInService } from './systems/service.ts'

export type { DeskOptions } from './desk/desk-options.ts'

/** Carries one running desk: the one thing that hosts, the router and commands talk to. */
export type Desk = ReturnType<typeof createDesk>

/** Puts the parts of a desk together; `start` opens its store where there is one. */
export function createDesk(options: DeskOptions) {
  const { storePath, door, clock = systemClock, idleLockMs, hashingCost, settleMs } = options
  const random = options.random ?? createSystemRandom(clock)
  const hashing = createHashingPool(options.resources.hashingWorker)
  const strength = createStrengthJudge(options.resources.strengthWorker)
  const calls = createCallsInFlight()
  let settingUp = false

  const assemble = (opened: OpenedStore) =>
    assembleDesk(opened, {
      clock,
      random,
      hashing,
      strength,
      resources: options.resources,
      told: { idleLockMs, hashingCost, settleMs },
      builtInStarts: options.builtInStarts ?? 'at-sign-in',
      throttle: options.throttle ?? true,
      judgesInPlace: options.judgesInPlace ?? true,
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
  const holder = createDeskHolder({
    openStore() {
      const opened = openStore({ path: storePath, door, clock })
      // A desk that was killed while it prepared a restore leaves copies: nobody else does anything with them.
      discardStaged(storePath)
      discardHandedIn(storePath)
      return opened
    },
    assemble,
    calls,
    report: options.report ?? (() => undefined),
  })
  const { need, current } = holder

  return {
    /** Opens the store where there is one; a store that cannot be used is told by `status`, and left as it is. */
    async start(): Promise<void> {
      if (isPlaceTaken(storePath)) holder.open()
      await Promise.resolve()
    },
    /** Signs what is unsigned, ends what runs, and lets go of the store. */
    async close(): Promise<void> {
      await holder.close()
      await Promise.all([hashing.close(), strength.close()])
    },
    status: (caller: string) =>
      deskStatus({
        storePath,
        version: options.version,
        door,
        holder,
        caller,
      }),
    /** Runs a call of a page, for which a restore waits; while one is made, none begins. */
    attend: calls.attend,
    /**
     * Gives who is signed in at a caller; every call of a page asks. A desk that is idle is locked first: after a machine
     * has slept, somebody may call before the desk next looks at the time.
     */
    operatorOf(caller: string): SignedInOperator | null {
      const desk = current()
      if (desk !== null) lockWhenIdle(desk)
      return desk?.sessions.operatorOf(caller) ?? null
    },
    isSteppedUp: (caller: string): boolean => current()?.sessions.isSteppedUp(caller) ?? false,
    setPreferences: (caller: string, given: GivenPreferences): Preferences =>
      setPreferences(current(), caller, given),
    /** Judges a name and a password by every rule; only an administrator is told what other names there are. */
    checkOperatorRules: (caller: string, candidate: { name: string; password: string }) =>
      checkOperatorRules(candidate, {
        strength,
        ...namesToldTo(current(), caller),
      }),
    async setUp(caller: string, candidate: { name: string; password: string }) {
      if (current() !== null || holder.failure() !== null || settingUp || isPlaceTaken(storePath))
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
        const operator = await signIn(holder.take(opened), caller, candidate)
        return { storeId: opened.store.id, recoveryKey, operator }
      } finally {
        settingUp = false
      }
    },
    /** Makes a throw-away store whose keys stay in this process, and opens it; gives who works in it. */
    startSandbox(): Operator {
      const { storeId, ring, populate } = prepareSandbox({ clock, random })
      const desk = holder.take(createStore({ path: storePath, door, clock, storeId, populate }))
      desk.vault.take(ring)
      return sandboxOperator
    },
    confirmRecoveryKey: async (operator: Operator, typed: string): Promise<void> =>
      confirmRecoveryKey(need(), operator, typed),
    async signIn(caller: string, input: { name: string; password: string }): Promise<SignedInOperator> {
      const operator = await signIn(need(), caller, input)
      if (operator.role === 'administrator') holder.noteTaken()
      return operator
    },
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
      holder,
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
      takeOut: async () => (await current()?.copiedSecret.takeOut()) ?? null,
    },
    resets: resetsOf(need),
    resetDesk: resetDeskOf(need),
    operators: operatorsOf(need),
    overview: (by: Operator, days: readonly string[]) => overviewFor(need(), by, days),
    passwordCensus: () => need().findings.census(clock.now()),
    search: (by: Operator, text: string) => searchEverything(need(), by, text),
  }
}

function namesToldTo(desk: OpenDesk | null, caller: string): NamesInUse {
  const isAdministrator = desk?.sessions.operatorOf(caller)?.role === 'administrator'
  return isAdministrator ? namesInUse(desk.store) : noNamesInUse
}

function asProblem(error: unknown): never {
  if (!(error instanceof StoreError)) throw error
  throw new Problem('STORE_UNAVAILABLE', { problem: error.problem, holder: error.holder })
}
