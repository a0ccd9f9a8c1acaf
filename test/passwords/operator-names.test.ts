import { describe, expect, it } from 'vitest'
import { checkOperatorRules } from '../../src/main/passwords/operator-rules.ts'

const strength = { judge: () => Promise.resolve({ score: 4, common: false }), close: () => Promise.resolve() }

/** Judges a name beside others; gives the rules that it breaks, and what it reads like. */
async function judged(name: string, others: readonly string[] = []) {
  const checks = await checkOperatorRules(
    { name, password: 'quiet harbour, long winter' },
    { strength, isTaken: () => false, names: () => others },
  )
  const broken = checks.filter(({ ok }) => !ok)
  return { rules: broken.map(({ rule }) => rule), like: broken.find(({ like }) => like !== undefined)?.like }
}

describe('a new operator’s name', () => {
  it.each([
    ['letters of another script', 'аса', 'aca'],
    ['capitals of another script', 'РОТА', 'pota'],
    ['Cyrillic capitals for small Latin letters', 'Мах', 'max'],
    ['Greek capitals', 'ΑΝΝΑ', 'anna'],
    ['a capital I for an l', 'daIe', 'dale'],
    ['a Cyrillic capital that is an I', 'Іа', 'ia'],
    ['a digit for a letter', 'b0b', 'bob'],
    ['a one for an l', 'pau1', 'paul'],
    ['two letters for one', 'arnold', 'amold'],
    ['a Latin letter that differs by a hair', 'ɑdɑ', 'ada'],
    ['wide letters, in another case', 'ＡＤＡ', 'аdа'],
    ['a Katakana for the Han character', '王カ', '王力'],
    ['the zero of Chinese for an O', 'b〇b', 'bob'],
  ])('is refused where it reads like one that is there: %s', async (_what, name, other) => {
    expect(await judged(name, ['eve', other])).toMatchObject({ like: other })
    expect((await judged(name, ['eve'])).like).toBeUndefined()
  })

  it('is refused where it reads like what the audit calls the desk', async () => {
    for (const name of ['dеsk', 'DЕSK', 'deꜱk']) expect(await judged(name)).toMatchObject({ like: 'desk' })
  })

  it.each([
    ['kai', 'kal'],
    ['lin', 'lim'],
    ['ada', 'adam'],
    ['明记', '明己'],
    ['ada.b', 'ada-b'],
    ['josé', 'jose'],
    ['иван', 'ivan'],
    ['agent1', 'agent2'],
  ])('may differ by what everybody sees: %s, %s', async (name, other) => {
    expect(await judged(name, [other])).toEqual({ rules: [], like: undefined })
  })

  it.each([
    'ada',
    '王力',
    'ada王',
    '明记_2',
    'たなかタロウ',
    '김철수',
    'Łukasz',
    'иван@example.com',
    'Ανδρέας',
    '२०',
  ])('keeps to one script, or to such as are written together: %s', async (name) => {
    expect((await judged(name)).rules).toEqual([])
  })

  it.each(['аda', 'paυl', 'аԁа1x', 'иванka', 'ᎪᎠᎪ', 'ꓮꓓꓮ', '王力я'])(
    'mixes no others, and uses none that hardly anybody reads: %s',
    async (name) => {
      expect((await judged(name)).rules).toContain('name-one-script')
    },
  )

  it.each(['ada\u034f', 'a\ufe0fda', 'ad\u115fa'])('has no signs that nobody sees: %j', async (name) => {
    expect(await judged(name, ['ada'])).toMatchObject({
      rules: expect.arrayContaining(['name-format']) as unknown,
      like: 'ada',
    })
  })
})
