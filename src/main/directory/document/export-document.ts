import { asApplication } from '../applications.ts'
import { defaultSignTemplate } from '../built-in-settings.ts'
import type { DocumentParts } from './import-session.ts'

const pageSize = 500

/** Gives the directory as the text of a document, an entry a line; no password, code, token, signature or key. */
export function* exportDocument({ rows, settings }: DocumentParts): Generator<string, void> {
  yield '{ "latchkeyDirectory": 1'
  yield* list('applications', function* () {
    let after: string | undefined
    for (;;) {
      const page = rows.applications.list({ after }, pageSize)
      yield* page.map(asApplication)
      after = page.at(-1)?.appid
      if (after === undefined) return
    }
  })
  yield* list('admins', function* () {
    for (let after: string | undefined = ''; after !== undefined;) {
      const page = rows.admins.after(after, pageSize)
      yield* page.map(
        ({ user_id: userID, account, nickname, level, password_changed_at: passwordChangedAt }) => ({
          userID,
          account,
          nickname,
          level,
          passwordChangedAt,
        }),
      )
      after = page.at(-1)?.user_id
    }
  })
  yield* list('users', function* () {
    for (let after: number | undefined = 0; after !== undefined;) {
      const page = rows.users.after(after, pageSize)
      yield* page.map(({ appid, uid, account, phone, email, nickname, status, sign_text: signText }) => ({
        appid,
        uid,
        account,
        phone,
        email,
        nickname,
        status,
        signText,
      }))
      after = page.at(-1)?.num
    }
  })
  const { template } = settings.shuidi()
  yield `,\n  "shuidi": ${JSON.stringify(template === defaultSignTemplate ? {} : { template })}`
  yield `,\n  "yunhu": ${JSON.stringify(settings.yunhu())}\n}\n`
}

function* list(name: string, entries: () => Generator<object, void>): Generator<string, void> {
  yield `,\n  "${name}": [`
  let separator = '\n'
  for (const entry of entries()) {
    yield `${separator}    ${JSON.stringify(entry)}`
    separator = ',\n'
  }
  yield ']'
}
