import { flushPromises } from '@vue/test-utils'
import { defineComponent, h, type Component } from 'vue'
import { useRoute } from 'vue-router'
import type { Language } from '../../../src/renderer/locales/i18n.ts'
import type { DeskClient } from '../../../src/shared/contract/index.ts'
import { byTestId, mountWithDesk } from './mount-with-desk.ts'

/** Mounts a page with a list, beside what its URL says; the first of the routes is where it stands. */
export const openListPage = async (
  page: Component,
  options: { desk: DeskClient; routes: readonly string[]; language?: Language },
): Promise<void> => {
  const shell = defineComponent(() => {
    const route = useRoute()
    return () => [h(page), h('output', { 'data-testid': 'query' }, JSON.stringify(route.query))]
  })
  mountWithDesk(shell, options)
  await flushPromises()
}

/** Gives what the URL of the page says. */
export const query = (): unknown => JSON.parse(byTestId('query').textContent)

/** Finds the heading of a table's column by its text, or a part of it. */
export const heading = (table: string, text: string): HTMLElement => {
  const found = [...byTestId(table).querySelectorAll('th')].find((one) => one.textContent.includes(text))
  if (found === undefined) throw new Error(`no heading ${text}`)
  return found
}

/** Presses the heading of a column, and waits for what comes of it; a heading that sorts by nothing does nothing. */
export const sortBy = async (table: string, text: string): Promise<void> => {
  heading(table, text).querySelector('button')?.click()
  await flushPromises()
}

/** Presses a button, and waits for what comes of it. */
export const press = async (id: string): Promise<void> => {
  byTestId(id).click()
  await flushPromises()
}

/** Chooses from a menu, and waits for what comes of it. */
export const choose = async (id: string, value: string): Promise<void> => {
  const field = byTestId(id)
  if (!(field instanceof HTMLSelectElement)) throw new Error(`${id} is no menu`)
  field.value = value
  field.dispatchEvent(new Event('change', { bubbles: true }))
  await flushPromises()
}
