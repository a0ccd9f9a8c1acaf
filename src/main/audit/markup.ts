/** Stands for a piece of HTML that is safe to put into a page as it is. */
export class HtmlText {
  // Private, so that nothing else has the shape of one.
  readonly #html: string

  constructor(html: string) {
    this.#html = html
  }

  get html(): string {
    return this.#html
  }
}

type Piece = string | number | HtmlText | readonly HtmlText[]

/** Puts a page together: what is inserted is text, and never markup, unless it was made by this function itself. */
export function markup(parts: TemplateStringsArray, ...pieces: readonly Piece[]): HtmlText {
  return new HtmlText(
    parts.reduce((page, part, at) => page + part + (at < pieces.length ? spelled(pieces[at] ?? '') : ''), ''),
  )
}

/** Isolates a name from outside, so that its direction of writing bends nothing around it, and shows what is invisible. */
export function outside(text: string): HtmlText {
  return markup`<bdi>${text.replaceAll(/\p{C}/gu, '\u{fffd}')}</bdi>`
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
}

function spelled(piece: Piece): string {
  if (piece instanceof HtmlText) return piece.html
  if (typeof piece === 'object') return piece.map(({ html: text }) => text).join('')
  return String(piece).replaceAll(/[&<>"'`]/g, (character) => entities[character] ?? '')
}
