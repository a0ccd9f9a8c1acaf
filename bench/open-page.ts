import { builtInBackendId } from '../src/main/store/backends/backends.ts'
import { openChromium } from '../test/support/chromium.ts'
import { startDeskProcess } from '../test/support/desk-process.ts'
import { startTestDesk, type TestDesk } from '../test/support/test-desk.ts'
import { fillStore } from './fill-store.ts'
import { drivePage, type PageDriver } from './page-driver.ts'

const people = 100_000
const places = {
  backends: [builtInBackendId],
  applications: { large: 'app-1001', small: 'app-1002' },
}

/** Opens the page of the built desk over 100,000 admins and as many users, and those that `seed` enters before. */
export async function openPage(
  seed: (desk: TestDesk) => Promise<void> = () => Promise.resolve(),
): Promise<{ driver: PageDriver; close: () => Promise<void> }> {
  const seeded = await startTestDesk()
  await seeded.desk.confirmRecoveryKey(seeded.ada, seeded.recoveryKey)
  await seed(seeded)
  await seeded.desk.close()
  fillStore(seeded.storePath, { admins: people, users: people }, places)
  const desk = await startDeskProcess(seeded.folder)
  const browser = await openChromium()
  const driver = await drivePage(browser, desk.link)
  return {
    driver,
    async close() {
      await driver.close()
      await browser.close()
      await desk.stop()
      await seeded.end()
    },
  }
}
