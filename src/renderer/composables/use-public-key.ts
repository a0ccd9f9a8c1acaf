import { computed, shallowRef, type ComputedRef, type Ref } from 'vue'
import { useDesk } from './desk.ts'
import { saveFile } from './paper.ts'
import { useQuery, type Query } from './use-query.ts'
import { useText } from './use-text.ts'

/** Gives the public half of the key that signs the audit; `pem` and `fingerprint` are null while there is none. */
export interface PublicKey {
  query: Query<unknown>
  pem: ComputedRef<string | null>
  fingerprint: ComputedRef<string | null>
  /** Is true once it was read, whether there is a key or not. */
  isRead: ComputedRef<boolean>
  fileName: ComputedRef<string>
  /** Names the file that it was saved as; null until then. */
  saved: Readonly<Ref<string | null>>
  save(): void
}

/** Reads the public key of the audit, for keeping it outside the store. */
export const usePublicKey = (): PublicKey => {
  const { desk } = useDesk()
  const { t } = useText()
  const query = useQuery((signal) => desk.audit.chain(undefined, { signal }))
  const pem = computed(() => query.data.value?.publicKey ?? null)
  const fileName = computed(() => t('settings.audit.fileName'))
  const saved = shallowRef<string | null>(null)
  return {
    query,
    pem,
    fingerprint: computed(() => query.data.value?.keyFingerprint ?? null),
    isRead: computed(() => query.data.value !== null),
    fileName,
    saved,
    save() {
      if (pem.value === null) return
      saveFile(fileName.value, [pem.value], 'application/x-pem-file')
      saved.value = fileName.value
    },
  }
}
