/** Lists letters and marks that show nothing: fillers, joiners, selectors, tags, and blanks of no width. */
const unseen = String.raw`\p{Default_Ignorable_Code_Point}`
const everyUnseen = new RegExp(`[${unseen}]`, 'gu')

/** Gives a text without the letters and marks that show nothing. */
export function withoutUnseen(text: string): string {
  return text.replace(everyUnseen, '')
}

const joining = [
  ...['Arabic', 'Syriac', 'Nko', 'Adlam', 'Mongolian'],
  ...['Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati', 'Oriya', 'Tamil', 'Telugu', 'Kannada', 'Malayalam'],
  ...['Sinhala', 'Khmer', 'Myanmar'],
]
  .map((script) => String.raw`\p{Script=${script}}`)
  .join('')
const picture = String.raw`\p{Extended_Pictographic}`
/** Is where some of them do show: in pictures of several parts, and between letters that are joined in writing. */
const shows = [
  String.raw`(?<=${picture})[\u{fe0e}\u{fe0f}]`,
  String.raw`(?<=[0-9#*])\u{fe0f}(?=\u{20e3})`,
  String.raw`(?<=[${picture}\p{Emoji_Modifier}\u{fe0f}])\u{200d}(?=${picture})`,
  String.raw`(?<=[${joining}])[\u{200c}\u{200d}](?=[${joining}])`,
].join('|')

/** Finds what does not show, or turns round the order of what stands beside it: control characters and line ends too. */
const sign = String.raw`(?!${shows})[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}${unseen}]`
const hidden = new RegExp(sign, 'u')
const everyHidden = new RegExp(sign, 'gu')

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
