import type { WebPreferences } from 'electron'

/** Holds what the page may do in its process; defaults are written out, so that a changed default can't weaken them. */
export const windowPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  plugins: false,
  navigateOnDragDrop: false,
  // Chromium would fetch a dictionary.
  spellcheck: false,
} as const satisfies WebPreferences
