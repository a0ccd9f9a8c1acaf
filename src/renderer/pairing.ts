const bearerKey = 'latchkey.bearer'

/** Gives the page's places and means to pair, so that tests can set them. */
export interface PairingPlaces {
  location: Pick<Location, 'hash' | 'pathname' | 'search' | 'href'>
  history: Pick<History, 'replaceState' | 'state'>
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  fetch: typeof fetch
}

/** Says how the page stands with its host: it may call, its link is spent, or nobody answered. */
export type Pairing = { state: 'paired'; bearer: string } | { state: 'link-spent' } | { state: 'no-answer' }

const codeOf = (hash: string): string | null => /^#c=([\w-]+)$/.exec(hash)?.[1] ?? null

const bearerOf = (body: unknown): string | null =>
  typeof body === 'object' && body !== null && 'bearer' in body && typeof body.bearer === 'string'
    ? body.bearer
    : null

const exchange = async (code: string, places: PairingPlaces): Promise<Pairing> => {
  try {
    const response = await places.fetch(new URL('/pair', places.location.href), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
    })
    const bearer = response.ok ? bearerOf(await response.json()) : null
    return bearer === null ? { state: 'link-spent' } : { state: 'paired', bearer }
  } catch {
    return { state: 'no-answer' }
  }
}

/** Trades the one-time code of the address for a bearer, or takes the one that this tab kept over a reload. */
export const pair = async (places: PairingPlaces): Promise<Pairing> => {
  const code = codeOf(places.location.hash)
  if (code === null) {
    const kept = places.storage.getItem(bearerKey)
    return kept === null ? { state: 'link-spent' } : { state: 'paired', bearer: kept }
  }
  places.history.replaceState(places.history.state, '', places.location.pathname + places.location.search)
  const pairing = await exchange(code, places)
  if (pairing.state === 'paired') places.storage.setItem(bearerKey, pairing.bearer)
  return pairing
}

/**
 * Pairs again where a new link is opened in a tab that shows this page already: only the hash changes then, so
 * nothing loads by itself. The page's own routes never see the code.
 */
export const pairByNewLinks = (
  places: PairingPlaces & { events: EventTarget },
  onPaired: (pairing: Pairing) => void,
): void => {
  // The browser tells of a new hash twice; the first telling is the one that the router listens to.
  const take = (event: Event): void => {
    if (codeOf(places.location.hash) === null) return
    event.stopImmediatePropagation()
    void pair(places).then(onPaired)
  }
  places.events.addEventListener('popstate', take, { capture: true })
  places.events.addEventListener('hashchange', take, { capture: true })
}

/** Forgets the bearer of this tab, once the host has said that it counts no more. */
export const forgetBearer = (storage: Pick<Storage, 'removeItem'>): void => {
  storage.removeItem(bearerKey)
}
