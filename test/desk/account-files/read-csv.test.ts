import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvRow, withoutApostrophe } from '../../../src/main/audit/csv.ts'
import { CsvQuoteError, csvRecords, separatorOf } from '../../../src/main/desk/account-files/read-csv.ts'

const read = (text: string, separator = ','): string[][] =>
  [...csvRecords(text, separator)].map(({ cells }) => cells)
const linesOf = (text: string): number[] => [...csvRecords(text, ',')].map(({ line }) => line)

/** Makes texts out of what is special in CSV or to a spreadsheet, and of anything else. */
const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', "'", '=', '-', '＋', '\t', ' ', 'a', '密') }),
  fc.string({ unit: 'grapheme' }),
)

describe('reading CSV', () => {
  it('takes commas, quotes and line ends inside quotes as they are', () => {
    expect(read('"a,b","say ""hi""","two\r\nlines",\nx,,y"z,end')).toEqual([
      ['a,b', 'say "hi"', 'two\r\nlines', ''],
      ['x', '', 'y"z', 'end'],
    ])
  })

  it.each(['a,b\nc,d', 'a,b\r\nc,d\r\n', 'a,b\rc,d'])('reads any line ends: %j', (text) => {
    expect(read(text)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
  })

  it('counts lines as an editor does, also within a cell, and leaves empty rows out', () => {
    expect(linesOf('h,h\n\n,\n"two\nlines",x\r\nlast,y')).toEqual([1, 4, 6])
  })

  it.each([
    ['a,b\n"never ended,c\nd,e', 2],
    ['a,"b"c', 1],
  ])('says on which line a quote goes wrong: %j', (text, line) => {
    expect(() => read(text)).toThrow(new CsvQuoteError(line))
  })

  it.each([
    ['a;b;c', ';'],
    ['a\tb', '\t'],
    ['a,b;c,d', ','],
    ['a\nb;c;d', ','],
    ['sep=x\na;b', ','],
  ])('finds the separator of %j in its first line', (text, separator) => {
    expect(separatorOf(text)).toEqual({ separator, isTold: false })
  })

  it.each([
    ['sep=;\na,b,c', ';'],
    ['SEP=|\r\na,b', '|'],
    ['sep=\t\na,b', '\t'],
    ['"sep=,"\na;b', ','],
  ])('takes the separator that the first line of %j tells', (text, separator) => {
    expect(separatorOf(text)).toEqual({ separator, isTold: true })
  })

  it('gives back every cell that was written, with the apostrophes of the export taken away', () => {
    const rows = fc.array(
      fc.array(cell, { minLength: 2, maxLength: 5 }).filter((cells) => cells.some((one) => one !== '')),
    )
    fc.assert(
      fc.property(rows, (written) => {
        const text = written.map((cells) => `${csvRow(cells)}\r\n`).join('')
        const back = read(text).map((cells) => cells.map(withoutApostrophe))
        expect(back).toEqual(written)
      }),
      { numRuns: 2000 },
    )
  })

  it('never writes a cell that a spreadsheet would run', () => {
    fc.assert(
      fc.property(cell, (text) => {
        const [[shown = '']] = [[...csvRecords(csvRow([text, 'x']), ',')][0]?.cells ?? []]
        expect(shown).not.toMatch(/^(\s*[=+\-@＝＋－＠]|[\t\r\n])/)
      }),
      { numRuns: 2000 },
    )
  })
})
