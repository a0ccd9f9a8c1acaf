import type { DoctorCheck, DoctorFinding, DoctorLine } from '../../../shared/model/doctor.ts'

type Facts = DoctorLine['facts']

/** Makes the line of a check that found all well. */
export function well(check: DoctorCheck, finding: DoctorFinding, facts: Facts = {}): DoctorLine {
  return { check, state: 'well', finding, facts }
}

/** Makes the line of a check that found something to mend. */
export function failing(check: DoctorCheck, finding: DoctorFinding, facts: Facts = {}): DoctorLine {
  return { check, state: 'failing', finding, facts }
}

/** Makes the line of a check that could not be made, and says what it would take. */
export function notChecked(check: DoctorCheck, finding: DoctorFinding, facts: Facts = {}): DoctorLine {
  return { check, state: 'not-checked', finding, facts }
}
