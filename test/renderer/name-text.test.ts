// @vitest-environment jsdom
import { defineComponent, h } from 'vue'
import { afterEach, describe, expect, it } from 'vitest'
import { NameText } from '../../src/renderer/components/name-text.ts'
import { useText } from '../../src/renderer/composables/use-text.ts'
import { hasHiddenSigns, inSentence, withoutUnseen } from '../../src/shared/model/hidden-signs.ts'
import { deskOverRpc } from './support/desk-over-rpc.ts'
import { mountWithDesk } from './support/mount-with-desk.ts'

const { desk } = deskOverRpc({})
let unmount: () => void = () => undefined
const shown = (text: string | readonly string[]): HTMLElement => {
  unmount = mountWithDesk(NameText, { desk, props: { text } })
  return document.body
}

afterEach(() => {
  unmount()
})

describe('a name from outside', () => {
  it('is set apart from what stands beside it, each of several by itself', () => {
    const body = shown(['مرحبا', '', '2'])
    expect([...body.querySelectorAll('bdi')].map((bdi) => bdi.textContent)).toEqual(['مرحبا', '2'])
    expect(body.textContent).toBe('مرحبا · 2')
  })

  it('shows a sign that turns the letters round by its number, and holds it no more', () => {
    const text = shown('night\u202Eshift').textContent
    expect(text).toBe('night[U+202E]shift')
  })

  it.each([
    ['an override of direction', 'night\u202Eshift', true],
    ['a mark of direction', 'a\u200Fb', true],
    ['a blank of no width', 'a\u200Bb', true],
    ['a control character', 'a\u0007b', true],
    ['Arabic', 'مرحبا', false],
    ['Chinese with a blank', '夜班 管理员', false],
    ['a letter that is left empty', 'ops\u3164', true],
    ['a joiner of marks', 'a\u034Fb', true],
    ['a joiner that joins nothing', 'ad\u200Cmin', true],
    ['a joiner at the end', 'admin\u200D', true],
    ['a selector with nothing to select', 'admin\uFE0F', true],
    ['a selector on a digit', 'admin1\uFE0F', true],
    ['letters of a tag', '🏴\u{E0067}\u{E007F}', true],
    ['a face made of two', '👩\u200D💻', false],
    ['a face made of two, of some colour', '👩🏽\u200D💻', false],
    ['a flag made of two', '🏳\uFE0F\u200D🌈', false],
    ['a heart in colour', '❤\uFE0F', false],
    ['a digit on a key', '1\uFE0F\u20E3', false],
    ['Persian with letters kept apart', 'می\u200Cخواهم', false],
    ['Hindi with letters joined', 'क्\u200Dष', false],
  ])('%s: %j', (_what, name, isHidden) => {
    expect(hasHiddenSigns(name)).toBe(isHidden)
  })
})

it('no sign that the name of an operator may not hold stands unseen in another name', () => {
  const all = Array.from({ length: 0x110000 }, (_, number) => number)
  const unseen = all
    .filter((number) => number < 0xd800 || number > 0xdfff)
    .map((number) => String.fromCodePoint(number))
    .filter((sign) => withoutUnseen(sign) === '')
  expect(unseen.length).toBeGreaterThan(4000)
  expect(unseen.filter((sign) => !hasHiddenSigns(`a${sign}b`))).toEqual([])
})

describe('a name in a sentence', () => {
  const sentence = (account: string): string => {
    let text = ''
    const probe = defineComponent(() => {
      text = useText().t('admins.dialog.title', { account })
      return () => h('p')
    })
    unmount = mountWithDesk(probe, { desk })
    return text
  }

  it('is left as it is where nothing in it is written from right to left', () => {
    expect(sentence('chatAdmin')).not.toMatch(/\p{Bidi_Control}/u)
  })

  it('is set apart where it is Arabic, so that it moves no word', () => {
    expect(sentence('مرحبا')).toContain('\u2068مرحبا\u2069')
  })

  it('turns no other word round', () => {
    expect(sentence('Ops\u202E')).toContain('Ops[U+202E]')
    expect(sentence('Ops\u202E')).not.toContain('\u202E')
  })

  it('stays set apart in a sentence within a sentence, and a lone end of it does not pass', () => {
    expect(inSentence(inSentence('مرحبا'))).toBe('\u2068مرحبا\u2069')
    expect(inSentence('a\u2069b')).toBe('a[U+2069]b')
    expect(inSentence('\u2068a\u202Eb\u2069')).toBe('[U+2068]a[U+202E]b[U+2069]')
    expect(inSentence('one\ntwo')).toBe('one\ntwo')
  })
})
