import { mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { defineComponent, h, type Component } from 'vue'
import { createMemoryHistory, createRouter, type Router } from 'vue-router'
import { deskKey, type DeskAccess } from '../../../src/renderer/composables/desk.ts'
import { createLive, waitFor, type LiveOptions } from '../../../src/renderer/composables/live.ts'
import { createStepUpPrompt } from '../../../src/renderer/composables/step-up.ts'
import { createTranslator, type Language } from '../../../src/renderer/locales/i18n.ts'
import type { DeskClient } from '../../../src/shared/contract/index.ts'

/** Gives what the entry provides to every part of the page, with nobody listening to the live stream. */
export const accessTo = (desk: DeskClient, language: Language = 'en'): DeskAccess => ({
  desk,
  live: createLive({ watch: () => Promise.reject(new Error('not watched')), wait: waitFor }),
  stepUp: createStepUpPrompt(),
  translator: createTranslator(language),
  dropData: () => undefined,
})

/** Is what was mounted, as far as it can be taken down. */
interface Mounted {
  unmount(): void
}

const standing = new Set<Mounted>()

/** Has what was mounted taken down at the end of its file, where the test leaves it standing; gives it back. */
export const standingUntilEnd = <Wrapper extends Mounted>(wrapper: Wrapper): Wrapper => {
  standing.add(wrapper)
  return wrapper
}

const listening = new Set<Router>()

/** Has a router stop listening to the history of the window at the end of its file; gives it back. */
export const listeningUntilEnd = (router: Router): Router => {
  listening.add(router)
  return router
}

/** Leaves the document, where there is one, as empty as the first test of a file found it. */
export const emptyDocument = (): void => {
  if (typeof document === 'undefined') return
  for (const wrapper of standing) wrapper.unmount()
  for (const { options } of listening) options.history.destroy()
  standing.clear()
  listening.clear()
  document.body.innerHTML = ''
}

/** Mounts a component in the document, as the page's entry would, over the given desk; gives what unmounts it. */
export const mountWithDesk = (
  component: Component,
  {
    desk,
    props = {},
    language = 'en',
    routes = [],
    watch,
    warned,
  }: {
    desk: DeskClient
    props?: Record<string, unknown>
    language?: Language
    /** Names the routes that the component may lead to; the first is where it stands. */
    routes?: readonly string[]
    /** Plays the desk's end of the live stream; absent, nobody listens to it. */
    watch?: LiveOptions['watch']
    /** Takes what Vue warns of, which then is not written to the console. */
    warned?: string[]
  },
): (() => void) => {
  const access = accessTo(desk, language)
  if (watch !== undefined) {
    access.live = createLive({ watch, wait: waitFor })
    access.live.start()
  }
  const mounted = standingUntilEnd(
    mount(component, {
      props,
      attachTo: document.body,
      global: {
        plugins: [createPinia(), ...(routes.length === 0 ? [] : [routerOf(routes)])],
        provide: { [deskKey as symbol]: access },
        ...(warned !== undefined && { config: { warnHandler: (text) => void warned.push(text) } }),
      },
    }),
  )
  return () => {
    standing.delete(mounted)
    mounted.unmount()
  }
}

const routerOf = (names: readonly string[]): Router =>
  createRouter({
    history: createMemoryHistory(),
    routes: names.map((name, at) => ({
      name,
      path: at === 0 ? '/' : `/${name}`,
      component: defineComponent(() => () => h('div')),
    })),
  })

/** Runs a composable inside a component with a router of its own, and gives both. */
export const withRouter = async <T>(
  path: string,
  use: () => T,
  history = createMemoryHistory(),
): Promise<{ router: Router; result: T }> => {
  let result: T | undefined
  const inside = defineComponent({
    setup() {
      result = use()
      return () => h('div')
    },
  })
  const router = listeningUntilEnd(
    createRouter({ history, routes: [{ path: '/:rest(.*)*', component: inside }] }),
  )
  await router.push(path)
  await router.isReady()
  standingUntilEnd(mount(inside, { global: { plugins: [router] } }))
  if (result === undefined) throw new Error('the composable did not run')
  return { router, result }
}

/** Finds an element of the whole document by its test id; dialogs live beside the component. */
export const byTestId = (id: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`[data-testid="${id}"]`)
  if (found === null) throw new Error(`nothing has the test id ${id}`)
  return found
}

/** Says whether an element of the document has the test id. */
export const hasTestId = (id: string): boolean => document.querySelector(`[data-testid="${id}"]`) !== null

/** Types into a field of the document as an operator would. */
export const typeInto = (id: string, text: string): void => {
  const field = byTestId(id)
  if (!(field instanceof HTMLInputElement)) throw new Error(`${id} is no field`)
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
