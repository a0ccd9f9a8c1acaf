import type { ExportQuery } from '../../../src/main/desk/account-files/export-accounts.ts'
import type { AccountImportStep } from '../../../src/shared/contract/account-files.ts'
import type { AccountFileKind } from '../../../src/shared/model/account-file.ts'
import { startTestDesk, type TestDesk } from '../../support/test-desk.ts'

/** Carries a desk with a backend of its own to bring admins to, and ways to hand files in and out. */
export interface FileDesk {
  at: TestDesk
  /** Gives the id of the backend `IM Shanghai`. */
  backendId: string
  handIn(file: string | Uint8Array): string
  /** Hands a file in and plans it. */
  check(file: string | Uint8Array, options?: CheckOptions): Promise<Checked>
  /** Hands a file in, plans it and carries the plan out. */
  bringIn(file: string | Uint8Array, options?: CheckOptions): Promise<unknown>
  /** Carries a plan out to its end; gives how it ended. */
  carryOut(checked: Pick<Checked, 'fileId' | 'plan'>): Promise<AccountImportStep | undefined>
  exported(query?: ExportQuery): Promise<string>
  /** Gives every password that the vault holds, by user ID. */
  passwords(): Record<string, string | null>
}

interface CheckOptions {
  kind?: AccountFileKind
  replacePasswords?: boolean
}

type Plan = Awaited<ReturnType<TestDesk['desk']['accountFiles']['check']>>
type Row = ReturnType<TestDesk['desk']['accountFiles']['rows']>['rows'][number]

/** Carries a plan with all its rows. */
export interface Checked {
  fileId: string
  plan: Plan
  rows: Row[]
}

/** Starts a desk with the sample people and one more backend. */
export async function startFileDesk(): Promise<FileDesk> {
  const at = await startTestDesk({ builtInStarts: 'when-asked' })
  const { desk, ada } = at
  const { id: backendId } = desk.backends.add(ada, {
    name: 'IM Shanghai',
    system: 'openim',
    url: 'https://im.example.com',
    environment: 'staging',
  })
  const handIn = (file: string | Uint8Array): string => {
    const bytes = typeof file === 'string' ? Buffer.from(file) : Buffer.from(file)
    const { fileId } = desk.incomingFiles.begin(ada, bytes.length)
    for (let from = 0; from < bytes.length; from += 400_000) {
      const part = bytes.subarray(from, from + 400_000).toString('base64')
      desk.incomingFiles.add(ada, { fileId, part })
    }
    return fileId
  }
  const check: FileDesk['check'] = async (file, { kind = 'admins', replacePasswords = false } = {}) => {
    const fileId = handIn(file)
    const plan = await desk.accountFiles.check(ada, { fileId, kind, replacePasswords })
    const rows = plan.readable ? desk.accountFiles.rows(ada, { fileId, from: 0, limit: 100_000 }).rows : []
    return { fileId, plan, rows }
  }
  const carryOut: FileDesk['carryOut'] = async ({ fileId, plan }) => {
    if (!plan.readable) throw new Error(`not readable: ${plan.fault}`)
    let last: AccountImportStep | undefined
    for await (const step of desk.accountFiles.import(ada, { fileId, digest: plan.digest })) last = step
    return last
  }
  return {
    at,
    backendId,
    handIn,
    check,
    carryOut,
    bringIn: async (file, options) => carryOut(await check(file, options)),
    async exported(query = { kind: 'admins' }) {
      let text = ''
      for await (const piece of desk.accountFiles.export(ada, query)) text += piece.text
      return text
    },
    passwords() {
      const { rows } = desk.admins.list({ sort: 'account', descending: false, limit: 200 })
      return Object.fromEntries(
        rows.map(({ id, userID, passwordKnown }) => [
          userID,
          passwordKnown ? desk.admins.reveal(ada, id).password : null,
        ]),
      )
    },
  }
}
