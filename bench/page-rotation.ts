import { done, startRotatedBackend, type RotatedBackend } from '../test/desk/rotation/rotation-desk.ts'
import { administrator } from '../test/support/test-desk.ts'
import type { BenchRow, Figure } from './measurement.ts'
import { openPage } from './open-page.ts'
import type { PageDriver } from './page-driver.ts'

const rotated = 500

/** Measures how free the page stays while 500 admins are rotated, of a backend that answers at once. */
export async function pageRotation(): Promise<BenchRow> {
  let backend: RotatedBackend | undefined
  let closeBackend = (): Promise<void> => Promise.resolve()
  const { driver, close } = await openPage(async (seeded) => {
    backend = await startRotatedBackend(
      seeded,
      rotated,
      (_, socket, body) => {
        done(socket, body)
      },
      (end) => (closeBackend = end),
    )
  })
  return {
    async round() {
      if (backend === undefined) throw new Error('there is no backend to rotate')
      return rotationFigures(driver, backend.backendId, backend.name)
    },
    async close() {
      await close()
      await closeBackend()
    },
  }
}

/** Plans a rotation of every admin of the backend, carries it out, and looks on. */
async function rotationFigures(driver: PageDriver, backendId: string, name: string): Promise<Figure[]> {
  const { page } = driver
  const press = (id: string): Promise<void> => page.getByTestId(id).click()
  const fill = (id: string, value: string): Promise<void> =>
    page.locator(`[data-testid=${id}] input, input[data-testid=${id}]`).fill(value)
  const stands = (standing: string): Promise<void> =>
    page.locator(`[data-testid=standing][data-standing=${standing}]`).waitFor({ timeout: 600_000 })
  await driver.open(`#/rotations/new?backend=${backendId}`, '[data-testid=choose-row]')
  await press('choose-page')
  await press('choose-all')
  await press('choose-plan')
  await stands('planned')
  await driver.longTasks()
  const started = performance.now()
  await press('rotation-start')
  await fill('rotation-confirm-name', name)
  await press('rotation-confirm-submit')
  await fill('step-up-password', administrator.password)
  await press('step-up-submit')
  await stands('first-done')
  await press('rotation-go')
  await stands('ended')
  const tasks = await driver.longTasks()
  return [
    { name: `page: rotation of ${String(rotated)}`, value: performance.now() - started, unit: 'ms' },
    { name: '… its longest task', value: Math.max(0, ...tasks), unit: 'ms', floor: { atMost: 100 } },
    { name: '… heap after it', value: await driver.heapMb(), unit: 'MB' },
  ]
}
