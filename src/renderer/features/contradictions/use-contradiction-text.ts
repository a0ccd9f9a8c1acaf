import type { ContradictionRecord } from '../../../shared/contract/contradictions.ts'
import { documentText } from '../../components/place-text.ts'
import { useBackendName } from '../../composables/use-backend-name.ts'
import { useText } from '../../composables/use-text.ts'
import { placeInChinese } from './in-chinese.ts'

/** Gives what the table says of a contradiction, in the language of the page. */
export const useContradictionText = () => {
  const { t, language } = useText()
  const nameOf = useBackendName()
  /** Names the documents that contradict each other, each once. */
  const documentsOf = ({ readings }: ContradictionRecord): string[] =>
    [...new Set(readings.map(({ document }) => document))].map((name) =>
      language.value === 'zh-CN' ? placeInChinese(name) : documentText(name, language.value),
    )
  /** Names where answers met it: the first backend, and how many others. */
  const whereOf = ({ seen }: ContradictionRecord): string => {
    const [first, ...rest] = seen.map(({ backendId, backendName }) =>
      backendName === null ? t('contradictions.detail.gone') : nameOf({ id: backendId, name: backendName }),
    )
    if (first === undefined) return ''
    return rest.length === 0 ? first : t('contradictions.more', { first, n: rest.length })
  }
  return { documentsOf, whereOf }
}
