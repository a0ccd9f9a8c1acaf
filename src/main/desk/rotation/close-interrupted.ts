import { rotationRows } from '../../store/changes/rotations.ts'
import type { OpenDesk } from '../open-desk.ts'
import { cutOffRotation } from './end-rotation.ts'

/**
 * Stops the rotations that a desk was in the middle of when it ended. What waits goes on only when an administrator
 * resumes it.
 */
export function closeInterruptedRotations(desk: OpenDesk): void {
  for (const rotation of rotationRows(desk.store).interrupted()) {
    cutOffRotation(desk, rotation, { reason: 'desk-ended', by: 'desk' })
  }
}
