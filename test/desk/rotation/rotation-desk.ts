import type { Socket } from 'node:net'
import Database from 'better-sqlite3'
import { onTestFinished } from 'vitest'
import type { TestDesk } from '../../support/test-desk.ts'
import { answerJson, startMisbehavingBackend, type Misbehaviour } from '../changes/misbehaving-backend.ts'

/** Answers that a change was made, as the document does. */
export const done = answerJson({ errCode: 0, errMsg: '', errDlt: '', data: {} })

/** Answers that the current password is wrong. */
export const wrongPassword = answerJson({
  errCode: 500,
  errMsg: 'ServerInternalError',
  errDlt: 'password error',
})

/** Ends the connection without an answer. */
export const hangUp: Misbehaviour = (socket) => void socket.destroy()

/** Carries a backend with admins in the desk, and what it was asked to change. */
export interface RotatedBackend {
  backendId: string
  name: string
  accountIds: string[]
  /** Holds the changes that reached it, in their order. */
  asked: { userID: string; currentPassword: string; newPassword: string }[]
}

let made = 0

/** Starts a backend, and enters it with so many admins, whose passwords the vault knows; it ends with the test. */
export async function startRotatedBackend(
  { desk, ada }: Pick<TestDesk, 'desk' | 'ada'>,
  admins: number,
  onChange: (nth: number, socket: Socket, body: string) => void,
  whenOver: (close: () => Promise<void>) => void = onTestFinished,
): Promise<RotatedBackend> {
  const asked: RotatedBackend['asked'] = []
  const { url, close } = await startMisbehavingBackend((socket, body) => {
    asked.push(JSON.parse(body) as RotatedBackend['asked'][number])
    onChange(asked.length, socket, body)
  })
  whenOver(close)
  const name = `Chat ${String(++made)}`
  const { id: backendId } = desk.backends.add(ada, {
    system: 'openim',
    name,
    url,
    environment: 'staging',
    passwordEncoding: 'plain',
  })
  const accountIds = Array.from({ length: admins }, (_, at) => {
    const userID = String(at + 1)
    const currentPassword = passwordBefore(userID)
    const account = `admin-${userID.padStart(3, '0')}`
    return desk.admins.add(ada, { backendId, userID, account, nickname: '', currentPassword }).accountId
  })
  return { backendId, name, accountIds, asked }
}

/** Gives the password that an admin of such a backend has before its rotation. */
export function passwordBefore(userID: string): string {
  return `Before-harbour_${userID}`
}

/** Looks into the store beside the desk, as it would be found after a crash. */
export function look<Row>(storePath: string, statement: string, ...values: string[]): Row[] {
  const db = new Database(storePath, { readonly: true })
  try {
    return db.prepare(statement).all(...values) as Row[]
  } finally {
    db.close()
  }
}

/** Makes something that is waited for, and the way to let it happen. */
export function gate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { opened, open }
}
