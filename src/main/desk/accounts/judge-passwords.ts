import { setImmediate } from 'node:timers/promises'
import { judgementColumns, type PasswordJudge } from '../../../shared/model/password-judge.ts'
import { userPasswordOwner } from '../../directory/judge-password.ts'
import { userPlace } from '../../directory/places.ts'
import type { Store } from '../../store/store.ts'
import { unjudgedPasswords } from '../../store/accounts/unjudged-passwords.ts'
import { SealBrokenError } from '../../vault/sealing.ts'
import type { Vault } from '../../vault/vault.ts'
import { adminPasswordOwner, currentPasswordPlace } from './admin-password.ts'

/** Judges, one after another, the sealed passwords that were not judged when they were set. */
export interface Judging {
  /** Begins, or looks again when what runs has ended; ends by itself where nothing is left or a key is missing. */
  start(): void
  /** Stops after the password that is being judged. */
  stop(): Promise<void>
  /** Resolves when nothing is left to judge, or after so many milliseconds. */
  settled(atMostMs: number): Promise<void>
}

const batch = 50

/** Makes the judging of a desk; `onJudged` hears of every batch that is written. */
export function createJudging(parts: {
  store: Store
  vault: Pick<Vault, 'holds' | 'unseal'>
  judge: PasswordJudge
  onJudged: () => void
}): Judging {
  const { store, vault, judge } = parts
  const passwords = unjudgedPasswords(store)
  let running: Promise<void> | null = null
  let again = false
  let isStopped = false

  /** Judges a batch outside of any transaction, and writes it in one; a sealed value that is damaged is passed over. */
  const judgeBatch = async <Row>(
    rows: readonly Row[],
    whole: (row: Row) => ReturnType<PasswordJudge['whole']>,
    write: (row: Row, judged: ReturnType<typeof judgementColumns>) => void,
  ): Promise<void> => {
    const judged: [Row, ReturnType<typeof judgementColumns>][] = []
    for (const row of rows) {
      if (isStopped) break
      try {
        const judgement = await whole(row)
        if (judgement !== null) judged.push([row, judgementColumns(judgement)])
      } catch (error) {
        if (!(error instanceof SealBrokenError)) throw error
      }
    }
    if (judged.length === 0) return
    store.transaction(() => {
      for (const [row, columns] of judged) write(row, columns)
    })
    parts.onJudged()
  }
  const judgeAccounts = async (): Promise<void> => {
    for (let after: string | undefined = ''; after !== undefined && !isStopped && vault.holds('accounts');) {
      const rows = passwords.accounts(after, batch)
      await judgeBatch(
        rows,
        async (row) => {
          if (row.sealed_password === null || !vault.holds('accounts')) return null
          const password = vault.unseal('accounts', row.sealed_password, currentPasswordPlace(row.id))
          return judge.whole(password, adminPasswordOwner(row))
        },
        passwords.judgeAccount,
      )
      after = rows.at(-1)?.id
    }
  }
  const judgeUsers = async (): Promise<void> => {
    for (let after: number | undefined = 0; after !== undefined && !isStopped && vault.holds('directory');) {
      const rows = passwords.users(after, batch)
      await judgeBatch(
        rows,
        async (row) => {
          if (row.sealed_password === null) return null
          const password = vault.unseal('directory', row.sealed_password, userPlace(row, 'sealed_password'))
          return judge.whole(password, userPasswordOwner(row))
        },
        passwords.judgeUser,
      )
      after = rows.at(-1)?.num
    }
  }
  const run = async (): Promise<void> => {
    while (again && !isStopped) {
      again = false
      // Whoever asked may be in the middle of a transaction.
      await setImmediate()
      await judgeAccounts()
      await judgeUsers()
    }
  }
  const start = (): void => {
    again = true
    if (running !== null || !vault.holds('fingerprint')) return
    isStopped = false
    // A judgement that fails is made the next time that somebody signs in.
    running = run()
      .catch(() => undefined)
      .finally(() => {
        running = null
        // Somebody asked to begin while this run was being stopped.
        if (again) start()
      })
  }
  return {
    start,
    async stop() {
      again = false
      isStopped = true
      await running
    },
    async settled(atMostMs) {
      if (running === null) return
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, atMostMs)))
      await Promise.race([running, late])
      clearTimeout(timer)
    },
  }
}
