// @vitest-environment node
import { createPinia, defineStore } from 'pinia'
import { createApp, effectScope, ref } from 'vue'
import { describe, expect, it } from 'vitest'
import { createDataDropper } from '../../src/renderer/composables/forget-on-lock.ts'

const useRows = defineStore('rows', () => ({ rows: ref<string[]>([]) }))
const useOutliving = defineStore('session', () => ({ lastOperator: ref('') }))

describe('what a page keeps when it locks', () => {
  it('is no store that holds data of the desk, and no trace of it in the state', () => {
    const pinia = createPinia()
    const drop = createDataDropper(pinia)
    createApp({}).use(pinia)
    useRows(pinia).rows = ['chatAdmin']
    useOutliving(pinia).lastOperator = 'ada'
    drop()
    expect(JSON.stringify(pinia.state.value)).toBe('{"session":{"lastOperator":"ada"}}')
    expect(useRows(pinia).rows).toEqual([])
  })

  it('drops again what was made after the first lock', () => {
    const pinia = createPinia()
    const drop = createDataDropper(pinia)
    createApp({}).use(pinia)
    drop()
    effectScope().run(() => (useRows(pinia).rows = ['ops']))
    drop()
    expect(pinia.state.value).toEqual({})
  })
})
