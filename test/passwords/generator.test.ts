import { randomBytes, randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { generatePassword, passwordAlphabets } from '../../src/main/passwords/generator.ts'
import { ImpossiblePasswordError } from '../../src/main/passwords/impossible-password-error.ts'

const random = { bytes: (length: number) => randomBytes(length), uuid: () => randomUUID() }
const classes = ['letters', 'digits', 'signs'] as const

describe('the generator', () => {
  it('gives each class its place, at any length', () => {
    for (const length of [8, 20, 128]) {
      const text = generatePassword(random, { length, classes }).reveal()
      expect(text).toHaveLength(length)
      for (const name of classes)
        expect(Array.from(text).some((symbol) => passwordAlphabets[name].includes(symbol))).toBe(true)
    }
  })

  it('keeps to the classes it is given', () => {
    const text = generatePassword(random, { length: 64, classes: ['letters', 'digits'] }).reveal()
    expect(text).toMatch(/^[A-Za-z0-9]+$/)
  })

  it.each([Number.NaN, Infinity, -Infinity, -1, 0, 2, 12.5, 2 ** 53])(
    'refuses a length that no password of three classes has, and draws nothing: %d',
    (length) => {
      let drawn = 0
      const counting = { ...random, bytes: (n: number) => ((drawn += n), randomBytes(n)) }
      expect(() => generatePassword(counting, { length, classes })).toThrow(ImpossiblePasswordError)
      expect(drawn).toBe(0)
    },
  )

  it('refuses a password of no class, and makes the shortest that there is', () => {
    expect(() => generatePassword(random, { length: 8, classes: [] })).toThrow(ImpossiblePasswordError)
    expect(generatePassword(random, { length: 3, classes }).reveal()).toHaveLength(3)
    expect(generatePassword(random, { length: 1, classes: ['digits', 'digits'] }).reveal()).toMatch(/^\d$/)
  })

  it('leaves out what is misheard or misread', () => {
    expect(Object.values(passwordAlphabets).join('')).not.toMatch(/[0O1lI'"`\\ ]/)
  })

  it('favours no symbol: 100,000 draws, chi-square under the 99.99 % bound', () => {
    const symbols = passwordAlphabets.letters
    const draws = 100_000
    const text = Array.from({ length: draws / 100 }, () =>
      generatePassword(random, { length: 100, classes: ['letters'] }).reveal(),
    ).join('')
    const expected = draws / symbols.length
    const chiSquare = Array.from(symbols)
      .map((symbol) => text.split(symbol).length - 1)
      .reduce((sum, seen) => sum + (seen - expected) ** 2 / expected, 0)
    expect(chiSquare).toBeLessThan(96)
  })
})
