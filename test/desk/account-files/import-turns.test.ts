import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { AccountImportStep } from '../../../src/shared/contract/account-files.ts'
import type { Problem } from '../../../src/shared/model/problems.ts'
import { startFileDesk, type Checked, type FileDesk } from './file-desk.ts'

const head = 'backend,userID,account,nickname,password\n'
const many = 1000
let files: FileDesk
beforeEach(async () => {
  files = await startFileDesk()
}, 120_000)
afterEach(() => files.at.end())

const fileOf = (count: number): string =>
  head +
  Array.from(
    { length: count },
    (_, n) => `IM Shanghai,n${String(n)},acc.${String(n)},,pass ${String(n)}\n`,
  ).join('')
const usersOf = (count: number): string =>
  `appid,account,password\n${Array.from({ length: count }, (_, n) => `app-1001,u${String(n)},pass ${String(n)}\n`).join('')}`

/** Counts the accounts of the backend that the files are for. */
const entered = (): number =>
  files.at.desk.admins.list({
    sort: 'account',
    descending: false,
    limit: 1,
    backendId: files.backendId,
  }).total
const eventsOf = (action: 'accounts.imported' | 'admin.added'): number =>
  files.at.desk.audit.list({ action }, { before: undefined, limit: 10_000 }).events.length

/** Does something once, when the import has come to writing. */
const importing = async (
  checked: Checked,
  onWriting: () => unknown = () => undefined,
): Promise<AccountImportStep[]> => {
  if (!checked.plan.readable) throw new Error('not readable')
  const { desk, ada } = files.at
  const { fileId, plan } = checked
  const steps: AccountImportStep[] = []
  for await (const step of desk.accountFiles.import(ada, { fileId, digest: plan.digest })) {
    if (step.at === 'writing' && !steps.some(({ at }) => at === 'writing')) await onWriting()
    steps.push(step)
  }
  return steps
}
/** Counts the turns that the loop takes while something is done, and what is seen in each. */
const watching = async <T>(work: Promise<T>, look: () => number) => {
  const seen = new Set<number>()
  let turns = 0
  let isOver = false
  const takeTurn = (): void => {
    // The turn that was asked for last comes when the test may have closed the desk.
    if (isOver) return
    // Not at each: to look takes longer than a turn.
    if (turns++ % 5 === 0) seen.add(look())
    setImmediate(takeTurn)
  }
  setImmediate(takeTurn)
  const result = await work.finally(() => {
    isOver = true
  })
  return { result, turns, seen: [...seen.add(look())] }
}
const verdict = async (): Promise<string> => {
  for await (const step of files.at.desk.audit.verify(files.at.ada))
    if (step.kind === 'report') return step.report.verdict
  return 'none'
}

describe('an import of many accounts', { timeout: 120_000 }, () => {
  it('lets the loop turn all the while, and shows none of them before all are in', async () => {
    const read = await watching(files.check(fileOf(many)), () => 0)
    expect(read.turns).toBeGreaterThanOrEqual((2 * many) / 100)
    const { result, turns, seen } = await watching(importing(read.result), entered)
    expect(result.at(-1)).toEqual({ at: 'done', counts: { new: many, changed: 0, unchanged: 0, error: 0 } })
    // Each row is prepared, and then written with its event.
    expect(turns).toBeGreaterThanOrEqual((3 * many) / 100)
    expect(seen.filter((count) => count !== 0 && count < many)).toEqual([])
    expect([eventsOf('accounts.imported'), eventsOf('admin.added')]).toEqual([1, many])
    expect(await verdict()).toBe('consistent')
  })

  it('lets users in as evenly', async () => {
    const count = (): number => files.at.desk.directory.summary().users
    const before = count()
    const { result, turns, seen } = await watching(
      files.check(usersOf(many), { kind: 'users' }).then((checked) => importing(checked)),
      count,
    )
    expect(result.at(-1)).toMatchObject({ at: 'done', counts: { new: many } })
    expect(turns).toBeGreaterThanOrEqual((4 * many) / 100)
    expect(seen.toSorted((one, other) => one - other)).toEqual([before, before + many])
  })

  it('leaves the built-in backend and the pages answered, and what they write is kept', async () => {
    const { desk, ada } = files.at
    await desk.builtIn.start('ada')
    const order: string[] = []
    const ask = async (): Promise<void> => {
      await fetch(`${desk.builtIn.state().url ?? ''}/account/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', operationID: '1' },
        body: JSON.stringify({ account: 'nobody', password: 'x' }),
      })
      order.push('answered')
    }
    let answer = Promise.resolve()
    const steps = await importing(await files.check(fileOf(3 * many)), () => {
      answer = ask()
      desk.admins.add(ada, {
        backendId: files.backendId,
        userID: 'between',
        account: 'between',
        nickname: '',
      })
      order.push(String(entered()))
    })
    order.push('imported')
    await answer
    expect(order).toEqual(['1', 'answered', 'imported'])
    expect(steps.at(-1)).toMatchObject({ at: 'done' })
    expect(eventsOf('admin.added')).toBe(3 * many + 1)
    expect(await verdict()).toBe('consistent')
  })

  it('is not carried out where one of the accounts came in between by another way', async () => {
    const { desk, ada } = files.at
    const work = importing(await files.check(fileOf(many)), () =>
      desk.admins.add(ada, {
        backendId: files.backendId,
        userID: 'n999',
        account: 'somebody',
        nickname: '',
      }),
    )
    expect(await work.catch((error: unknown) => (error as Problem).code)).toBe('PLAN_OUTDATED')
    expect([entered(), eventsOf('accounts.imported')]).toEqual([1, 0])
  })

  it('writes nothing where it is stopped, and can be begun again', async () => {
    const { desk, ada } = files.at
    const checked = await files.check(fileOf(many))
    const steps = await importing(checked, () => {
      desk.accountFiles.stop(ada, checked.fileId)
    })
    expect(steps.at(-1)).toEqual({ at: 'stopped' })
    expect([entered(), eventsOf('accounts.imported'), eventsOf('admin.added')]).toEqual([0, 0, 0])
    expect((await importing(checked)).at(-1)).toMatchObject({ at: 'done' })
  })

  it.each([
    [
      'the file is dropped',
      ({ at: { desk, ada } }: FileDesk, id: string) => {
        desk.incomingFiles.drop(ada, id)
      },
    ],
    [
      'the desk is locked',
      ({ at: { desk } }: FileDesk) => {
        desk.lock('ada')
      },
    ],
  ])('writes nothing where %s', async (_name, end) => {
    const checked = await files.check(fileOf(many))
    const work = importing(checked, () => {
      end(files, checked.fileId)
    })
    expect(await work.catch((error: unknown) => (error as Problem).code)).toBe('FILE_GONE')
    expect([entered(), eventsOf('accounts.imported')]).toEqual([0, 0])
  })

  it('writes nothing where nobody follows it any more', async () => {
    const { desk, ada } = files.at
    const { fileId, plan } = await files.check(fileOf(many))
    const digest = plan.readable ? plan.digest : ''
    for await (const { at } of desk.accountFiles.import(ada, { fileId, digest })) {
      if (at === 'writing') break
    }
    await desk.close()
    const store = new Database(files.at.storePath, { readonly: true })
    onTestFinished(() => void store.close())
    expect(
      store.prepare('SELECT count(*) FROM accounts WHERE backend_id = ?').pluck().get(files.backendId),
    ).toBe(0)
    expect(
      store
        .prepare(`SELECT count(*) FROM audit_event_fields WHERE action = 'accounts.imported'`)
        .pluck()
        .get(),
    ).toBe(0)
  })
})
