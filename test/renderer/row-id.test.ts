// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import RowId from '../../src/renderer/components/RowId.vue'
import { shortId } from '../../src/renderer/components/short-id.ts'
import { deskOverRpc } from './support/desk-over-rpc.ts'
import { byTestId, mountWithDesk } from './support/mount-with-desk.ts'

describe('an ID', () => {
  it.each([
    ['1000000001', null],
    ['1234567890123456', null],
    ['12345678901234567', '12345678…234567'],
    ['0d9b7a52-6f0e-4b58-a1f4-3c1c8e0f9f0e', '0d9b7a52…0f9f0e'],
    // Signs of two halves are not cut through.
    ['🔑'.repeat(17), `${'🔑'.repeat(8)}…${'🔑'.repeat(6)}`],
    ['', null],
  ])('is shortened in its middle only where it is long: %s', (id, short) => {
    expect(shortId(id)).toBe(short)
  })
})

describe('the ID of a row', () => {
  const long = '0d9b7a52-6f0e-4b58-a1f4-3c1c8e0f9f0e'
  let written: string[] = []
  let refuses = false
  beforeEach(() => {
    written = []
    refuses = false
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: {
        writeText: (text: string) => {
          if (refuses) return Promise.reject(new Error('may not'))
          written.push(text)
          return Promise.resolve()
        },
      },
    })
  })
  afterEach(() => {
    Reflect.deleteProperty(navigator, 'clipboard')
    document.body.innerHTML = ''
  })
  const open = (id: string): HTMLElement => {
    mountWithDesk(RowId, { desk: deskOverRpc({}).desk, props: { id } })
    return byTestId('row-id')
  }

  it('says the whole of it to whoever listens, and copies the whole', async () => {
    const button = open(long)
    expect(button.querySelector('bdi')?.textContent).toBe('0d9b7a52…0f9f0e')
    expect(button.getAttribute('aria-label')).toBe(`Copy the ID ${long}`)
    expect(button.querySelector('.whole')?.textContent).toBe(long)
    button.click()
    await flushPromises()
    expect(written).toEqual([long])
    expect(button.querySelector('[role="status"]')?.textContent).toBe('Copied')
  })

  it('shows a sign that does not show, and copies it as it is', async () => {
    const button = open('12\u202E34')
    expect(button.querySelector('bdi')?.textContent).toBe('12[U+202E]34')
    expect(button.querySelector('.whole')).toBeNull()
    button.click()
    await flushPromises()
    expect(written).toEqual(['12\u202E34'])
  })

  it('says where it could not be copied', async () => {
    refuses = true
    const button = open(long)
    button.click()
    await flushPromises()
    expect(button.querySelector('[role="status"]')?.textContent).toContain('did not work')
  })
})
