import { Secret } from '../../../shared/model/secret.ts'
import { applicationFields } from '../../store/audit/guarded-fields.ts'
import type { DirectoryApplicationsTable } from '../../store/schema/schema.ts'
import {
  applicationColumns,
  asApplication,
  changeDetail,
  isIntactApplication,
  withChanges,
  type DirectoryApplication,
} from '../applications.ts'
import { signaturePlace } from '../places.ts'
import { unusableName, type ImportSession, type ListWriter } from './import-session.ts'
import type { ApplicationEntry } from './schema.ts'

/**
 * Writes applications: what an entry leaves out stays, or gets its default. Of one that was edited from outside nothing
 * stays: it is written anew, and its entry has to give the signature.
 */
export function applicationWriter(session: ImportSession): ListWriter<ApplicationEntry> {
  const { rows, notes, random } = session
  const save = (row: Omit<DirectoryApplicationsTable, 'mac'>, how: 'insert' | 'update'): void => {
    const mac = session.rowMac('directory_applications', applicationFields(row))
    rows.applications[how]({ ...row, mac })
  }
  const sealed = (appid: string, signature: Secret): Buffer =>
    Buffer.from(session.seal('directory', signature, signaturePlace(appid)))
  return {
    key: ({ appid }) => [appid],
    passOver({ appid }) {
      session.unusable.add(unusableName('application', appid))
    },
    write(path, { fields, isUnsound, whole }) {
      const { appid, signature, accountLength, passwordLength, ...given } = fields
      const row = appid === undefined ? undefined : rows.applications.get(appid)
      const isForged = row !== undefined && !isIntactApplication(row, session)
      const lacksSignature = isForged && signature === undefined
      if (lacksSignature && !isUnsound('signature')) {
        notes.error(
          `${path}.signature`,
          'is needed: the application was edited from outside, and is written anew',
        )
      }
      const before = row === undefined || isForged ? newApplication(appid ?? '') : asApplication(row)
      const after = withChanges(before, {
        ...given,
        accountLength: { ...before.accountLength, ...defined(accountLength) },
        passwordLength: { ...before.passwordLength, ...defined(passwordLength) },
      })
      let isRight = !lacksSignature
      for (const name of ['accountLength', 'passwordLength'] as const) {
        if (after[name].min <= after[name].max) continue
        // Of which application the limits are is not known: only two that it gives itself contradict each other.
        const both = fields[name]?.min !== undefined && fields[name].max !== undefined
        if (appid === undefined && !both) continue
        isRight = false
        notes.error(
          `${path}.${name}`,
          `Invalid limits: min ${String(after[name].min)} is over max ${String(after[name].max)}`,
        )
      }
      if (whole === null || appid === undefined || !isRight) return
      if (row === undefined) {
        const secret = new Secret(signature ?? Buffer.from(random.bytes(16)).toString('hex'))
        const columns = { ...applicationColumns(after), sealed_signature: sealed(appid, secret) }
        save({ ...columns, sample: 0, changed_seq: session.seq }, 'insert')
        return
      }
      const detail = changeDetail(before, after)
      if (signature !== undefined) detail['signature'] = 'set'
      if (isForged) detail['before'] = 'edited from outside'
      const isSame = Object.keys(detail).length === 0
      if (isSame && row.sample === 0) return
      const changed_seq = isSame
        ? session.seq
        : session.appendEvent({
            action: 'application.changed',
            result: 'done',
            actor: session.actor,
            target: appid,
            detail: { reason: 'import', ...detail },
          })
      const sealed_signature =
        signature === undefined ? row.sealed_signature : sealed(appid, new Secret(signature))
      save({ ...applicationColumns(after), sealed_signature, sample: 0, changed_seq }, 'update')
    },
  }
}

function newApplication(appid: string): DirectoryApplication {
  return {
    appid,
    name: appid,
    status: 'normal',
    developerStatus: 'normal',
    developerOverdueDays: 0,
    allowPasswordChange: true,
    tokenValidation: false,
    accountLength: { min: 5, max: 20 },
    passwordLength: { min: 6, max: 32 },
  }
}

function defined(limits: { min?: number | undefined; max?: number | undefined } | undefined): {
  min?: number
  max?: number
} {
  const named = Object.entries(limits ?? {}).filter(([, value]) => value !== undefined)
  return Object.fromEntries(named)
}
