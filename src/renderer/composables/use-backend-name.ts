import { useText } from './use-text.ts'

/** Names a backend in the language of the page where it is the desk's own, as it was entered where it is not. */
export const useBackendName = (): ((backend: { id: string; name: string }) => string) => {
  const { t } = useText()
  return ({ id, name }) => (id === 'built-in' ? t('backends.builtIn') : name)
}
