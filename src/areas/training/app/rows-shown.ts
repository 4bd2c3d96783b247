import type { Owners } from '../../../access/index.ts'
import type { Reading } from '../../../platform/perform.ts'
import type { RowsShown } from '../store/enrolment-lists.ts'

/** Whoever may see everybody's attendance sees everybody; an employer its own people, a professional only themselves. */
export const rowsShown = (reading: Reading, owners: Owners): RowsShown =>
  reading.may(owners, ['attendance.read'])['attendance.read']
    ? { all: true }
    : { all: false, employers: owners.employer ?? [], persons: owners.professional ?? [] }
