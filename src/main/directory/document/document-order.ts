import type { DocumentNote } from './import-result.ts'
import { jsonPath } from './notes.ts'

/**
 * Puts notes in the order of the document, after a look at one a `yield`; `memberNames` and `fieldNames` give what stands
 * there, in its order.
 */
export function* inDocumentOrder(
  notes: readonly DocumentNote[],
  memberNames: readonly string[],
  fieldNames: (entryPath: string) => readonly string[],
): Generator<undefined, DocumentNote[]> {
  const members = memberNames.map((name) => jsonPath('$', [name]))
  const fields = new Map<string, readonly string[]>()
  const placeOf = ({ path }: DocumentNote): number[] => {
    const member = members.findIndex(
      (one) => path === one || (/^[.[]/.test(path.slice(one.length)) && path.startsWith(one)),
    )
    if (member === -1) return [members.length]
    const rest = path.slice(members[member]?.length)
    const [, index, field] = /^\[(\d+)\](?:\.(\w+))?/.exec(rest) ?? []
    if (index === undefined) return [member]
    if (field === undefined) return [member, Number(index)]
    const entryPath = `${members[member] ?? ''}[${index}]`
    const names = fields.get(entryPath) ?? fieldNames(entryPath)
    fields.set(entryPath, names)
    const at = names.indexOf(field)
    return [member, Number(index), at === -1 ? names.length : at]
  }
  const placed: { note: DocumentNote; place: number[] }[] = []
  for (const note of notes) {
    placed.push({ note, place: placeOf(note) })
    yield
  }
  return placed.sort((one, other) => compared(one.place, other.place)).map(({ note }) => note)
}

function compared(one: readonly number[], other: readonly number[]): number {
  for (let at = 0; at < Math.max(one.length, other.length); at++) {
    const difference = (one[at] ?? -1) - (other[at] ?? -1)
    if (difference !== 0) return difference
  }
  return 0
}
