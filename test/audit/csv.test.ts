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

  it.each(['=1+1', "'=1+1", "''=x", "it's", "'quoted'", '-2', ''])('can be taken back: %j', (text) => {
    expect(withoutApostrophe(csvRow([text]).replace(/^"(.*)"$/, '$1'))).toBe(text)
  })
})
