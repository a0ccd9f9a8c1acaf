import { registerHooks } from 'node:module'

const recorder = new URL('electron.ts', import.meta.url).href

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: recorder, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
})
