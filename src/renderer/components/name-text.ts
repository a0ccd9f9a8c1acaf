import { h, type FunctionalComponent } from 'vue'
import { withSignsShown } from '../../shared/model/hidden-signs.ts'

/**
 * Shows a value that comes from outside as what it is: what is written from right to left moves nothing beside it, and
 * a sign that does not show is written out by its number. Of several values, those that are not empty stand side by
 * side.
 */
export const NameText: FunctionalComponent<{ text: string | readonly string[] }> = ({ text }) =>
  (typeof text === 'string' ? [text] : text.filter((one) => one !== '')).flatMap((one, at) => [
    ...(at === 0 ? [] : [' · ']),
    h('bdi', withSignsShown(one)),
  ])

NameText.props = ['text']
