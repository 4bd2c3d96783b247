import type { ReactNode } from 'react'
import { useWords } from './display.tsx'

/** How one gets away from the end of an exam. */
export interface WayOut {
  /** Came in by a ticket: the machine is the exam room's, and the next candidate sits down at it. */
  readonly bySeat: () => boolean
  readonly leave: () => void
}

/** The way on from the last page of an exam, so that nobody has to type an address. */
export const Leave = ({ wayOut }: { wayOut: WayOut }): ReactNode => {
  const { t } = useWords()
  return (
    <button type="button" className="no-print" onClick={wayOut.leave}>
      {t(wayOut.bySeat() ? 'leaveSeat' : 'toMyExams')}
    </button>
  )
}
