/**
 * Lists what does not show, or turns round the order of what stands beside it: control characters, line ends, blanks of
 * no width, and the controls of writing direction.
 */
const hidden = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\u{ad}\u{200b}\u{2060}\u{feff}]/u
const everyHidden = new RegExp(hidden, 'gu')

/** Says whether a name holds a sign that does not show: two names could then look alike, or one like another. */
export function hasHiddenSigns(name: string): boolean {
  return hidden.test(name)
}

/** Gives a text with every sign that does not show written out by its number, such as [U+202E]. */
export function withSignsShown(text: string): string {
  return text.replace(everyHidden, (sign) => {
    const number = sign.codePointAt(0) ?? 0
    return `[U+${number.toString(16).toUpperCase().padStart(4, '0')}]`
  })
}

const rightToLeft =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u
const setApart = /(\u{2068}[^\p{Cc}\p{Bidi_Control}]*\u{2069})/u

/**
 * Gives a value as it stands in a sentence: with every sign shown but line ends, and set apart where it is written from
 * right to left, so that it moves none of the words beside it. What is set apart in it already stays so.
 */
export function inSentence(value: string): string {
  return value
    .split(setApart)
    .map((part) => {
      if (setApart.test(part)) return part
      const shown = part.split('\n').map(withSignsShown).join('\n')
      return rightToLeft.test(shown) ? `\u{2068}${shown}\u{2069}` : shown
    })
    .join('')
}
