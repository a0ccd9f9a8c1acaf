import { contextBridge } from 'electron'

// The page calls the desk by fetch, as in a browser: nothing that acts crosses this bridge.
contextBridge.exposeInMainWorld('latchkey', Object.freeze({ door: 'window' }))
