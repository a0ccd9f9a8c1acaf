import { expect, it, onTestFinished } from 'vitest'
import { startTestDesk } from '../../support/test-desk.ts'

it('every request that was sent is told to the pages that are open, a test of a backend too', async () => {
  const at = await startTestDesk()
  onTestFinished(() => at.end())
  await at.desk.builtIn.start(at.ada.name)
  const url = `${at.desk.builtIn.state().url ?? ''}/ErpServer/h5api/10001/sa2022_1`
  const { id } = at.desk.backends.add(at.ada, { system: 'yunhu', name: 'ERP', url, environment: 'staging' })
  const gone = new AbortController()
  const heard: string[] = []
  const listening = (async () => {
    for await (const { topic } of at.desk.watch(gone.signal)) {
      heard.push(topic)
      if (topic === 'exchanges') gone.abort()
    }
  })()
  expect(heard).not.toContain('exchanges')
  await at.desk.backends.test(at.ada, id)
  await listening
  expect(heard).toContain('exchanges')
  expect(at.desk.exchanges.list({ limit: 5 }).rows).toHaveLength(1)
})
