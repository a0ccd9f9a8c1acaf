import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createCopiedSecret } from '../../src/main/desk/copied-secret.ts'
import { page, startTestDesk } from '../support/test-desk.ts'

const life = 30_000

/** Stands for the clipboard of the machine, which every program writes to. */
const machineClipboard = () => {
  const held = { text: 'from before', isReachable: true }
  return {
    held,
    clipboard: {
      readText: () => (held.isReachable ? Promise.resolve(held.text) : Promise.reject(new Error('busy'))),
      writeText(text: string) {
        held.text = text
        return Promise.resolve()
      },
      clear() {
        held.text = ''
      },
    },
  }
}

describe('a secret in the clipboard of the machine', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('is gone when its time is over, and not before', async () => {
    const { held, clipboard } = machineClipboard()
    const copied = createCopiedSecret(clipboard)
    expect(await copied.copy('secret', life)).toEqual({ life })
    await vi.advanceTimersByTimeAsync(life - 1)
    expect(held.text).toBe('secret')
    await vi.advanceTimersByTimeAsync(1)
    expect([held.text, await copied.takeOut()]).toEqual(['', 'cleared'])
  })

  it('has its time anew when another is copied', async () => {
    const { held, clipboard } = machineClipboard()
    const copied = createCopiedSecret(clipboard)
    await copied.copy('first', life)
    await vi.advanceTimersByTimeAsync(life - 1)
    await copied.copy('second', life)
    await vi.advanceTimersByTimeAsync(life - 1)
    expect(held.text).toBe('second')
    await vi.advanceTimersByTimeAsync(1)
    expect(held.text).toBe('')
  })

  it('is not lost sight of where two are copied at once, and one is taken out meanwhile', async () => {
    const { held, clipboard } = machineClipboard()
    const copied = createCopiedSecret(clipboard)
    const [, end] = await Promise.all([
      copied.copy('first', life),
      copied.takeOut(),
      copied.copy('second', life),
    ])
    expect([end, held.text]).toEqual(['cleared', 'second'])
    await vi.advanceTimersByTimeAsync(life)
    expect(held.text).toBe('')
  })

  it('leaves alone what another program put there', async () => {
    const { held, clipboard } = machineClipboard()
    const copied = createCopiedSecret(clipboard)
    expect([await copied.takeOut(), held.text]).toEqual([null, 'from before'])
    await copied.copy('secret', life)
    held.text = 'what somebody needs'
    await vi.advanceTimersByTimeAsync(life)
    expect([held.text, await copied.takeOut()]).toEqual(['what somebody needs', 'replaced'])
    // Once it was seen to be gone, the same text is somebody else's.
    held.text = 'secret'
    expect([await copied.takeOut(), held.text]).toEqual(['replaced', 'secret'])
  })

  it('is tried again where the clipboard could not be reached', async () => {
    const { held, clipboard } = machineClipboard()
    const copied = createCopiedSecret(clipboard)
    await copied.copy('secret', life)
    held.isReachable = false
    await vi.advanceTimersByTimeAsync(life)
    expect([await copied.takeOut(), held.text]).toEqual(['left', 'secret'])
    held.isReachable = true
    expect([await copied.takeOut(), held.text]).toEqual(['cleared', ''])
  })

  it('is not put anywhere where there is no clipboard', async () => {
    const copied = createCopiedSecret(null)
    expect([await copied.copy('secret', life), await copied.takeOut(), vi.getTimerCount()]).toEqual([
      null,
      null,
      0,
    ])
  })
})

describe('a desk that reaches the clipboard', () => {
  it('takes a secret out at a lock and at its end, and takes nothing that is not its own', async () => {
    const { held, clipboard } = machineClipboard()
    const at = await startTestDesk({ clipboard })
    expect(await at.desk.clipboard.copy('secret')).toEqual({ life: 30_000 })
    expect(held.text).toBe('secret')
    at.desk.lock('ada')
    await expect.poll(() => held.text).toBe('')
    expect([held.text, await at.desk.clipboard.takeOut()]).toEqual(['', 'cleared'])

    held.text = 'what somebody needs'
    await at.restart()
    expect([held.text, await at.desk.clipboard.takeOut()]).toEqual(['what somebody needs', null])
    await at.desk.clipboard.copy('another')
    expect(at.desk.operatorOf(page)).toBeNull()
    await at.end()
    expect(held.text).toBe('')
  })

  it('has none but the one that its host gives it', async () => {
    const at = await startTestDesk()
    expect([await at.desk.clipboard.copy('secret'), await at.desk.clipboard.takeOut()]).toEqual([null, null])
    await at.end()
  })
})
