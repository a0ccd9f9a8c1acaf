import { afterEach, beforeEach, expect, it } from 'vitest'
import { createFixedClock } from '../../support/fixed-clock.ts'
import { makeOperatorsDesk, own, quickDerivation, type OperatorsDesk } from './operators-desk.ts'

const handedOver = 'h7erfGYoqeGDaAvtDk5p'
const asShown = 'h7er fGYo qeGD aAvt Dk5p'

let at: OperatorsDesk
beforeEach(async () => {
  at = await makeOperatorsDesk({ clock: createFixedClock(), deriveKey: quickDerivation })
  await at.operators.add(at.ada, { name: 'sam', role: 'support', password: handedOver })
})
afterEach(() => at.close())

it.each([asShown, ` ${asShown.replaceAll(' ', '  ')} `])(
  'a one-time password opens as it is shown: “%s”',
  async (typed) => {
    const sam = await at.signIn('page', 'sam', typed)
    for (const again of [{}, { current: typed }]) {
      await expect(
        at.operators.changeOwnPassword('page', sam, { ...again, next: handedOver }),
      ).rejects.toMatchObject({ code: 'OPERATOR_RULE', data: { rules: ['password-same'] } })
    }
    await at.operators.changeOwnPassword('page', sam, { next: own })
    await at.signIn('another page', 'sam', own)
  },
)

it('neither a part of it nor other blanks open anything', async () => {
  for (const typed of [asShown.slice(0, -5), asShown.replace('h7er ', 'h7 er'), asShown.toLowerCase()]) {
    await expect(at.signIn('page', 'sam', typed)).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
  }
})

it('a password of one’s own is taken as it is typed, whatever it looks like', async () => {
  const sam = await at.signIn('page', 'sam', handedOver)
  const chosen = 'zqvx mwkp tjhr bnly gdfc'
  await at.operators.changeOwnPassword('page', sam, { next: chosen })
  const bare = chosen.replaceAll(' ', '')
  await expect(at.signIn('page', 'sam', bare)).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
  await at.signIn('page', 'sam', chosen)
})

it('a first password that an administrator chose opens as it was chosen, though it looks like groups', async () => {
  const chosen = 'zqvx mwkp tjhr bnly'
  await at.operators.add(at.ada, { name: 'tom', role: 'support', password: chosen })
  const tom = await at.signIn('page', 'tom', chosen)
  await at.operators.changeOwnPassword('page', tom, { next: own })
  await at.signIn('another page', 'tom', own)
})
