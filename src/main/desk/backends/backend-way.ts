import { Problem } from '../../../shared/model/problems.ts'
import { confirmsName } from '../../../shared/model/typed-confirmation.ts'
import { brokenAddressRule, joinedUrl } from '../../systems/target.ts'
import { fingerprintsOf, recordOfBackend, type BackendEntry } from './backend-entry.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'

/**
 * Settles whether requests may go where an entry would have them go: by http:// beyond this machine only with consent to
 * just that. Fails with `ADDRESS_REFUSED` and the rule, and with `CONFIRMATION_DIFFERS` where another name was typed.
 */
export function reachable(
  before: BackendEntry | null,
  wanted: BackendEntry,
  consent: string | undefined,
): BackendEntry {
  const { name, options } = wanted
  const address = { baseUrl: wanted.url, proxy: options.proxy ?? undefined }
  const rule = brokenAddressRule({ ...address, allowHttp: true })
  if (rule !== null) throw new Problem('ADDRESS_REFUSED', { rule })
  const url = joinedUrl(wanted.url, '')
  const isInClear = brokenAddressRule({ ...address, allowHttp: false }) !== null
  if (!isInClear) return { ...wanted, url, options: { ...options, allowHttp: false } }
  const stands =
    before?.options.allowHttp === true && before.url === url && before.options.proxy === options.proxy
  if (!stands && consent === undefined) throw new Problem('ADDRESS_REFUSED', { rule: 'unencrypted' })
  if (!stands && !confirmsName(consent, name)) throw new Problem('CONFIRMATION_DIFFERS', { expected: name })
  return { ...wanted, url, options: { ...options, allowHttp: true } }
}

/** Records what leads requests another way: consent to http://, a CA file, a proxy. */
export function recordWays(
  desk: OpenDesk,
  by: Operator,
  before: BackendEntry | null,
  after: BackendEntry,
): void {
  const { name, url, options } = after
  const stood = before?.options.allowHttp === true && before.url === url
  if (options.allowHttp && !(stood && before.options.proxy === options.proxy)) {
    recordOfBackend(desk, by, 'backend.http-consented', name, { url })
  }
  const fingerprints = fingerprintsOf(options)
  if (fingerprints !== fingerprintsOf(before?.options)) {
    recordOfBackend(desk, by, 'backend.ca-set', name, { fingerprints })
  }
  if (options.proxy !== (before?.options.proxy ?? null)) {
    recordOfBackend(desk, by, 'backend.proxy-set', name, { proxy: options.proxy })
  }
}
