import { useRef, type KeyboardEvent } from 'react'
import { attendanceStatuses, type AttendanceStatus } from '../../../areas/training/contract.ts'
import { useWords } from '../../i18n/words.ts'

export interface StatusChoiceProps {
  /** Whose attendance it is, for screen readers. */
  readonly name: string
  readonly value: AttendanceStatus
  readonly choose: (status: AttendanceStatus) => void
  /** False: the keys of the row around it do the choosing, so that a sheet of forty is not forty stops of the tab key. */
  readonly inTabOrder: boolean
}

/** Present, absent, late or left early: four targets side by side, one of them chosen. */
export const StatusChoice = ({ name, value, choose, inTabOrder }: StatusChoiceProps) => {
  const states = useWords('states')
  const group = useRef<HTMLSpanElement>(null)
  const move = (event: KeyboardEvent, by: number) => {
    const at =
      (attendanceStatuses.indexOf(value) + by + attendanceStatuses.length) % attendanceStatuses.length
    choose(attendanceStatuses[at] as AttendanceStatus)
    group.current?.querySelectorAll<HTMLElement>('[role="radio"]')[at]?.focus()
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <span
      ref={group}
      className="status-choice"
      role="radiogroup"
      aria-label={name}
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight') move(event, 1)
        if (event.key === 'ArrowLeft') move(event, -1)
      }}
    >
      {attendanceStatuses.map((status) => (
        <button
          key={status}
          type="button"
          role="radio"
          aria-checked={status === value}
          tabIndex={inTabOrder && status === value ? 0 : -1}
          className={status === value ? `status-chosen status-chosen-${status}` : undefined}
          onClick={() => choose(status)}
        >
          {states(`attendance.${status}`)}
        </button>
      ))}
    </span>
  )
}
