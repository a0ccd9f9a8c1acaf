import { describe, expect, it } from 'vitest'
import { chooseDoor, type Circumstances, type Door } from '../../../scripts/choose-door.ts'

const usual: Circumstances = {
  asked: null,
  platform: 'linux',
  env: { DISPLAY: ':0' },
  uid: 1000,
  electronHere: true,
  failure: null,
}

describe('the door that npm start opens', () => {
  it.each<[when: string, given: Partial<Circumstances>, door: Door['door'], because?: RegExp]>([
    ['Electron is here', {}, 'window'],
    ['there is Wayland alone', { env: { WAYLAND_DISPLAY: 'wayland-0' } }, 'window'],
    ['the browser was asked for', { asked: 'browser' }, 'browser'],
    ['there is no display', { env: {} }, 'browser', /no display/],
    ['there is no display, whatever was asked for', { env: {}, asked: 'electron' }, 'browser', /no display/],
    ['a display is not looked for on macOS', { env: {}, platform: 'darwin' }, 'window'],
    ['a display is not looked for on Windows', { env: {}, platform: 'win32', uid: undefined }, 'window'],
    ['root runs it', { uid: 0 }, 'browser', /sandbox/],
    ['Electron is not here yet', { electronHere: false }, 'fetch'],
    [
      'fetching it failed once',
      { electronHere: false, failure: 'ENOTFOUND' },
      'browser',
      /ENOTFOUND.*ELECTRON_MIRROR/,
    ],
    ['it is to be tried again', { electronHere: false, failure: 'ENOTFOUND', asked: 'electron' }, 'fetch'],
    ['it came after a failure', { failure: 'ENOTFOUND' }, 'window'],
    ['nothing is to be fetched for a browser', { electronHere: false, asked: 'browser' }, 'browser'],
  ])('where %s', (_when, given, door, because) => {
    const chosen = chooseDoor({ ...usual, ...given })
    expect(chosen.door).toBe(door)
    const said = chosen.door === 'browser' ? chosen.because : undefined
    if (because === undefined) expect(said).toBeUndefined()
    else expect(said).toMatch(because)
  })
})
