import type { AppendEvent, Clock, Random, Seal } from '../../shared/model/ports.ts'
import { judgementColumns, type PasswordJudge } from '../../shared/model/password-judge.ts'
import { Problem } from '../../shared/model/problems.ts'
import { Secret } from '../../shared/model/secret.ts'
import { directoryAdminRows } from '../store/built-in/directory-admins.ts'
import { directoryApplicationRows } from '../store/built-in/directory-applications.ts'
import { applicationFields } from '../store/audit/guarded-fields.ts'
import { deleteSample } from '../store/built-in/directory-census.ts'
import { directoryUserRows } from '../store/built-in/directory-users.ts'
import type { Store } from '../store/store.ts'
import type { DirectoryAdmin } from './admins.ts'
import { userPasswordOwner } from './judge-password.ts'
import { adminPasswordPlace, signaturePlace, userPlace } from './places.ts'
import { sampleAdminPassword, sampleAdmins, sampleApplications, sampleUsers } from './sample-people.ts'

/** Puts sample people into an empty directory, and takes them out again. */
export interface SampleData {
  /**
   * Loads the sample people in one transaction and gives the admins with the password in force. Fails with
   * `SAMPLE_REFUSED` where anybody is in the directory.
   */
  load(actor: string): (DirectoryAdmin & { password: Secret })[]
  /** Deletes the sample people in one transaction; fails with `SAMPLE_REFUSED` where there are none. */
  remove(actor: string): void
}

/** Makes the part of the directory that loads and removes sample data. */
export function createSampleData(parts: {
  store: Store
  seal: Seal
  appendEvent: AppendEvent
  rowMac: (table: string, fields: readonly string[]) => Buffer
  clock: Clock
  random: Random
  passwordJudge?: PasswordJudge | undefined
  summary: () => { empty: boolean; sample: boolean }
  /** Hears that applications went: none of them is intact any more. */
  onRemoved: () => void
}): SampleData {
  const { store, appendEvent, clock, random, summary, onRemoved } = parts
  const admins = directoryAdminRows(store)
  const applications = directoryApplicationRows(store)
  const users = directoryUserRows(store)
  const sealed = (text: string, place: Parameters<Seal>[2]): Buffer =>
    Buffer.from(parts.seal('directory', new Secret(text), place))

  const insertAdmin = (admin: (typeof sampleAdmins)[number]): DirectoryAdmin & { password: Secret } => {
    const { userID, account, nickname, level } = admin
    const passwordChangedAt = new Date(clock.now() - admin.passwordAge).toISOString()
    admins.insert({
      user_id: userID,
      account,
      nickname,
      level,
      password_hash: null,
      sealed_password: sealed(sampleAdminPassword, adminPasswordPlace(userID)),
      password_changed_at: passwordChangedAt,
      sample: 1,
    })
    return { userID, account, nickname, level, passwordChangedAt, password: new Secret(sampleAdminPassword) }
  }
  const insertApplication = (application: (typeof sampleApplications)[number], seq: number): void => {
    const row = {
      appid: application.appid,
      name: application.name,
      sealed_signature: sealed(application.signature, signaturePlace(application.appid)),
      status: 'normal',
      developer_status: 'normal',
      developer_overdue_days: 0,
      allow_password_change: 1,
      token_validation: application.tokenValidation ? 1 : 0,
      account_min: 5,
      account_max: 20,
      password_min: 6,
      password_max: 32,
      sample: 1,
      changed_seq: seq,
    } as const
    applications.insert({ ...row, mac: parts.rowMac('directory_applications', applicationFields(row)) })
  }
  const insertUser = ({
    appid,
    uid,
    phone,
    nickname,
    password,
    status,
  }: (typeof sampleUsers)[number]): void => {
    const userkey = Buffer.from(random.bytes(16)).toString('hex')
    users.insert({
      appid,
      uid,
      account: phone,
      phone,
      email: '',
      nickname,
      password_hash: null,
      sealed_password: sealed(password, userPlace({ appid, account: phone }, 'sealed_password')),
      status,
      sign_text: '',
      sealed_userkey: sealed(userkey, userPlace({ appid, account: phone }, 'sealed_userkey')),
      sample: 1,
      password_changed_at: new Date(clock.now()).toISOString(),
      ...judgementColumns(
        parts.passwordJudge?.quick(
          new Secret(password),
          userPasswordOwner({ account: phone, phone, email: '', nickname }),
        ) ?? null,
      ),
    })
  }

  return {
    load: (actor) =>
      store.transaction(() => {
        if (!summary().empty) throw new Problem('SAMPLE_REFUSED', { why: 'not-empty' })
        const seq = appendEvent({
          action: 'directory.sample-loaded',
          result: 'done',
          actor,
          target: 'directory',
          detail: {
            admins: sampleAdmins.length,
            applications: sampleApplications.length,
            users: sampleUsers.length,
          },
        })
        for (const application of sampleApplications) insertApplication(application, seq)
        for (const user of sampleUsers) insertUser(user)
        return sampleAdmins.map(insertAdmin)
      }),
    remove(actor) {
      store.transaction(() => {
        if (!summary().sample) throw new Problem('SAMPLE_REFUSED', { why: 'not-sample' })
        for (const appid of deleteSample(store)) {
          appendEvent({ action: 'application.removed', result: 'done', actor, target: appid })
        }
        onRemoved()
        appendEvent({ action: 'directory.sample-removed', result: 'done', actor, target: 'directory' })
      })
    },
  }
}
