/// <reference types="vite/client" />

/** Describes what the preload of the window tells the page; absent in a browser. */
interface Window {
  readonly latchkey?: { readonly door: 'window' }
}
