import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { deskKey } from './composables/desk.ts'
import { createDataDropper } from './composables/forget-on-lock.ts'
import { createLive, waitFor } from './composables/live.ts'
import { usePreferences } from './composables/preferences.ts'
import { useSession } from './composables/session.ts'
import { createStepUpPrompt } from './composables/step-up.ts'
import { createTranslator, languageOfSystem } from './locales/i18n.ts'
import { forgetBearer, pair, pairByNewLinks, type PairingPlaces } from './pairing.ts'
import { createDeskRouter } from './router.ts'
import { createDeskClient, type LinkTrouble } from './rpc.ts'
import './theme/base.css'
import './theme/forced-colors.css'

const places: PairingPlaces = {
  location,
  history,
  storage: sessionStorage,
  fetch: (...request) => fetch(...request),
}

const start = async (): Promise<void> => {
  const isWindow = window.latchkey?.door === 'window'
  const pairing = isWindow ? null : await pair(places)
  const stepUp = createStepUpPrompt()
  const app = createApp(App)
  const pinia = createPinia()
  const dropData = createDataDropper(pinia)
  app.use(pinia)

  const onTrouble = (trouble: LinkTrouble): void => {
    const session = useSession(pinia)
    if (trouble === 'session-ended') session.ended('elsewhere')
    if (trouble === 'restoring') void session.load()
    if (trouble === 'no-answer') session.answering = false
    if (trouble === 'link-spent') {
      forgetBearer(sessionStorage)
      session.ended('elsewhere')
      // A host forgets no bearer: it is another one than the one that gave it.
      session.barred = pairing?.state === 'paired' ? 'desk-ended' : 'link-spent'
    }
  }

  const desk = createDeskClient({
    page: location.href,
    bearer: pairing?.state === 'paired' ? pairing.bearer : null,
    fetch: (request) => fetch(request),
    askStepUp: () => stepUp.ask(),
    onTrouble,
    onAnswer: () => {
      useSession(pinia).answering = true
    },
  })
  const live = createLive({
    watch: (signal) => desk.session.watch(undefined, { signal }),
    wait: waitFor,
  })
  const translator = createTranslator(languageOfSystem(navigator.languages))
  app.provide(deskKey, { desk, live, stepUp, translator, dropData })

  const session = useSession(pinia)
  const preferences = usePreferences(pinia)
  if (pairing !== null && pairing.state !== 'paired') session.barred = pairing.state
  else await preferences.follow()

  if (!isWindow) {
    pairByNewLinks({ ...places, events: window }, (again) => {
      if (again.state === 'paired') location.reload()
      // A spent link is no reason to take a page away that works.
      else if (session.barred !== null) session.barred = again.state
    })
  }
  app.use(createDeskRouter(() => session))
  app.mount('#app')
}

void start()
