import { describe, expect, it } from 'vitest'
import { tellingPart } from '../../src/main/store/search-terms.ts'

/** Gives the part of a text that tells the most where its terms occur so often, and which terms were asked about. */
const partOf = (text: string, rows: Record<string, number>) => {
  const asked: string[] = []
  const part = tellingPart(text, (term) => {
    asked.push(term)
    return rows[term] ?? 1_000_000
  })
  return { part, asked }
}

describe('the part of a text that tells the most', () => {
  it('is the rarest term with the rarer of those beside it, three in all', () => {
    const rows = { in0: 200_000, n00: 90_000, '009': 27_778, '099': 27_760 }
    expect(partOf('admin0099', rows).part).toBe('n0099')
    expect(partOf('admin00991', { ...rows, '991': 30_000 }).part).toBe('00991')
    expect(partOf('admin00991', { ...rows, '991': 95_000, '099': 90_001 }).part).toBe('n0099')
  })

  it('leaves out what is far more common, which takes longer to read than it saves', () => {
    expect(partOf('admin-zz', { 'n-z': 900, '-zz': 40 }).part).toBe('-zz')
    expect(partOf('admin-zz', { 'n-z': 400, '-zz': 40 }).part).toBe('n-zz')
    expect(partOf('zz-admin', { 'zz-': 40 }).part).toBe('zz-')
    expect(partOf('az-zz-za', { '-zz': 40 }).part).toBe('-zz')
  })

  it('is the whole of a text that is one term, or that nobody has', () => {
    expect(partOf('adm', {}).part).toBe('adm')
    expect(partOf('zzqx', { zzq: 0, zqx: 0 }).part).toBe('zzqx')
  })

  it('counts characters, not what they are written with', () => {
    expect(partOf('a𠮷b𠮷c', { 'a𠮷b': 5, '𠮷b𠮷': 6, 'b𠮷c': 500 }).part).toBe('a𠮷b𠮷')
  })

  it('asks about no more than both ends of a long text, and keeps to them', () => {
    const text = Array.from({ length: 40 }, (_, at) => String.fromCodePoint(0x4e00 + at)).join('')
    const { part, asked } = partOf(text, { [text.slice(7, 10)]: 3 })
    expect(asked).toHaveLength(16)
    expect(asked).toEqual(expect.arrayContaining([text.slice(0, 3), text.slice(-3)]))
    expect(part).toBe(text.slice(7, 10))
  })
})
