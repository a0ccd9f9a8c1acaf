import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvRow, withoutApostrophe } from '../../src/main/audit/csv.ts'

describe('a row of CSV', () => {
  it('keeps commas, quotes and line ends inside their cell', () => {
    expect(csvRow(['a,b', 'say "hi"', 'two\nlines', null, -3, true])).toBe(
      '"a,b","say ""hi""","two\nlines",,-3,true',
    )
  })

  it.each(['=1+1', '+cmd', '-2', '@SUM(A1)', ' =1+1', '\t=1', '\r=1', '＝1', '＠x'])(
    'does not let a spreadsheet run %j',
    (text) => {
      expect(csvRow([text]).replace(/^"/, '')).toMatch(/^'/)
    },
  )

  it.each([
    ['a;=1+1', `"a;'=1+1"`],
    ['a;"=1+1&"";b', `"a;'""=1+1&"""";b"`],
    ['a\t@SUM(A1)', `"a\t'@SUM(A1)"`],
    ['two\n=1+1', `"two\n'=1+1"`],
    ['a;\n =1', `"a;'\n' =1"`],
    ['a; b-c', '"a; b-c"'],
  ])('lets nothing run that stands behind what may be taken for the end of a cell: %j', (text, written) => {
    expect(csvRow([text])).toBe(written)
  })

  it('leaves nothing that begins like a formula, wherever a spreadsheet lets cells end', () => {
    const sign = fc.constantFrom('=', '-', '＠', "'", '"', ';', ',', ' ', '\t', '\r', '\n', 'x', '1')
    fc.assert(
      fc.property(fc.array(fc.string({ unit: sign }), { minLength: 1, maxLength: 3 }), (cells) => {
        for (const part of csvRow(cells)
          .split(/[;\t\r\n]/)
          .slice(1))
          expect(part).not.toMatch(/^["\s]*[=+\-@＝＋－＠]/)
      }),
      { numRuns: 3000 },
    )
  })

  it('can be taken back, whatever it holds', () => {
    const sign = fc.constantFrom('=', '-', "'", '"', ';', ' ', '\t', '\r', '\n', 'x')
    fc.assert(
      fc.property(fc.string({ unit: sign }), (text) => {
        const written = csvRow([text])
        const cell = written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written
        expect(withoutApostrophe(cell)).toBe(text)
      }),
      { numRuns: 5000 },
    )
  })

  it.each(['=1+1', "'=1+1", "''=x", "it's", "'quoted'", '-2', ''])('can be taken back: %j', (text) => {
    expect(withoutApostrophe(csvRow([text]).replace(/^"(.*)"$/, '$1'))).toBe(text)
  })
})
