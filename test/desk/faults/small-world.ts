import { onTestFinished } from 'vitest'
import type { OpenDesk } from '../../../src/main/desk/open-desk.ts'
import type { ChangesTable } from '../../../src/main/store/schema/schema.ts'
import { changeRows } from '../../../src/main/store/changes/changes.ts'
import type { AuditAction } from '../../../src/shared/model/audit-action.ts'
import { auditRows, type StoredAuditEvent } from '../../../src/main/store/audit/audit-events.ts'
import { createFixedClock, type FixedClock } from '../../support/fixed-clock.ts'
import { prepareKeylessDesks } from '../../support/keyless-desk.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import type { Fault, Schedule, Way } from './fault-schedule.ts'
import { connectWorld, patience } from './faulty-world.ts'
import { startModelBackend, type Person } from './model-backend.ts'

/** Is the settle time of a small world, in milliseconds. */
export const settleMs = 400

/** Makes a fault by its name; what is said to take effect does. */
export const fault = (mishap: Fault['mishap'], takesEffect = false): Fault => ({ mishap, takesEffect })

/** Starts a desk and a backend with nobody in them yet; people are let in one by one. */
export async function startSmallWorld(clock: FixedClock = createFixedClock()) {
  const model = await startModelBackend(patience * 1.5)
  const desks = prepareKeylessDesks({ folder: tempFolder(), clock, settleMs })
  let assembly = desks.make()
  const world = connectWorld(assembly.desk, model)
  onTestFinished(async () => {
    model.dropHeld()
    await assembly.close()
    await Promise.all([model.close(), desks.close()])
  })
  let people = 0
  return {
    clock,
    model,
    get desk(): OpenDesk {
      return assembly.desk
    },
    /** Lets a person in whose change meets a fault; `later` is what meets the sign-ins and repeats after it. */
    person(way: Way, change: Fault, later: Fault[] = []): Person & { schedule: Schedule } {
      const name = `1${String(++people).padStart(10, '0')}`
      const schedule = { name, way, killedAt: null, change, lateEffect: false, later }
      world.enter([schedule])
      const person = model.people.get(name)
      if (person === undefined) throw new Error('nobody was let in')
      return person
    },
    change: world.change,
    /** Lets a person in and changes their password; gives the change. */
    async begin(way: Way, change: Fault, later: Fault[] = []) {
      const person = this.person(way, change, later)
      const { changeId } = await world.change(person.schedule)
      if (changeId === null) throw new Error('the change was refused')
      return { person, changeId }
    },
    row(changeId: string): ChangesTable {
      const row = changeRows(assembly.desk.store).get(changeId)
      if (row === undefined) throw new Error('the change is gone')
      return row
    },
    /** Gives the events of an action, oldest first. */
    events(action: AuditAction): StoredAuditEvent[] {
      return auditRows(assembly.desk.store).list({ action }, undefined, 100).toReversed()
    },
    /** Ends the desk and opens another over the same store. */
    async restart(role?: Parameters<typeof desks.open>[1]): Promise<void> {
      await assembly.close()
      assembly = desks.open(desks.path, role)
    },
  }
}
