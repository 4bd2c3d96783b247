import { useNavigate } from '@tanstack/react-router'
import { Button, Modal } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import {
  confirmAttendance,
  saveAttendance,
  type AttendanceStatus,
  type Exception,
  type Mark,
} from '../../../areas/training/contract.ts'
import { useCommand } from '../../api/use-command.ts'
import { useDraft } from '../../forms/draft.ts'
import { timeOfInstant } from '../../i18n/dates.ts'
import { useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { useNarrow } from '../../ui/theme.ts'
import type { SheetHead } from './attendance-screen.tsx'
import { fitsPartial, isPartial, minutesChosen } from './partial-minutes.ts'
import { StatusChoice } from './status-choice.tsx'
import { NumberField } from '../../forms/number-field.tsx'

interface Entry {
  readonly status: AttendanceStatus
  readonly minutes: number | null
}
type Entries = Readonly<Record<string, Entry>>

const statusKeys: Readonly<Record<string, AttendanceStatus>> = {
  p: 'present',
  a: 'absent',
  l: 'late',
  e: 'early',
}

/** Everybody present until said otherwise; one key or tap makes an exception. */
export const AttendanceSheet = ({ head, marks }: { head: SheetHead; marks: readonly Mark[] }) => {
  const say = useWords('training')
  const { session } = head
  const narrow = useNarrow()
  const navigate = useNavigate()
  const {
    found: findDraft,
    keep,
    forget,
    savedAt,
  } = useDraft<Entries>(`attendance.${session.id}.${head.revision}`)
  const [entries, setEntries] = useState<Entries>(() => recorded(marks))
  const [restored, setRestored] = useState(false)
  const [confirming, setConfirming] = useState(false)
  useEffect(() => {
    const kept = findDraft()
    if (kept === null) return
    setEntries((now) => ({
      ...now,
      ...Object.fromEntries(Object.entries(kept.values).filter(([id]) => id in now)),
    }))
    setRestored(true)
  }, [findDraft])
  const change = (id: string, entry: Entry) => {
    const changed = { ...entries, [id]: entry }
    setEntries(changed)
    keep(changed)
  }
  const exceptions = useMemo(() => exceptionsOf(entries), [entries])
  const unfinished = Object.values(entries).filter(
    (entry) => isPartial(entry.status) && !fitsPartial(entry.minutes, session.minutes),
  ).length
  const params = { sessionId: session.id }
  const save = useCommand(saveAttendance, {
    done: () => {
      forget()
      announce(say('attendanceSaved'))
    },
  })
  const confirm = useCommand(confirmAttendance, {
    done: ({ classState }) => {
      forget()
      setConfirming(false)
      announce(say(classState === 'finished' ? 'attendanceConfirmedAll' : 'attendanceConfirmed'))
      // Otherwise the sheet stays, confirmed, with the way to the next one above it.
      if (classState === 'finished')
        void navigate({ to: '/classes/$classId', params: { classId: head.classId } })
    },
  })
  const body = { exceptions: [...exceptions], revision: head.revision }
  return (
    <>
      <p className="block-lead">
        {say('sheetLead')} {!narrow && say('sheetKeys')}
      </p>
      {restored && (
        <p className="draft-restored" role="status">
          {say('sheetRestored')}{' '}
          <Button
            size="small"
            onClick={() => {
              forget()
              setEntries(recorded(marks))
              setRestored(false)
            }}
          >
            {say('sheetGiveUp')}
          </Button>
        </p>
      )}
      <Tally entries={entries} minutes={session.minutes} />
      <Rows marks={marks} entries={entries} change={change} minutes={session.minutes} />
      <ProblemNotice error={save.error ?? (confirming ? null : confirm.error)} />
      <div className="form-foot">
        <Button
          type="primary"
          disabled={unfinished > 0 || !session.ended}
          onClick={() => setConfirming(true)}
        >
          {say('confirmAttendance')}
        </Button>
        <Button loading={save.busy} disabled={unfinished > 0} onClick={() => save.send({ params, body })}>
          {say('saveAttendance')}
        </Button>
        <span className="draft-state" role="status">
          {unfinished > 0
            ? say('minutesMissing', { count: unfinished })
            : !session.ended
              ? say('confirmAfterEnd', { end: session.end })
              : savedAt
                ? say('keptHere', { at: timeOfInstant(savedAt.toISOString()) })
                : ''}
        </span>
      </div>
      <Modal
        open={confirming}
        title={say('confirmAttendanceTitle')}
        okText={say('confirmAttendance')}
        cancelText={say('notYet')}
        confirmLoading={confirm.busy}
        onOk={() => confirm.send({ params, body })}
        onCancel={() => setConfirming(false)}
      >
        <p className="confirm-text">{say('confirmAttendanceText')}</p>
        <Tally entries={entries} minutes={session.minutes} />
        <NotWhole marks={marks} entries={entries} />
        <ProblemNotice error={confirm.error} />
      </Modal>
    </>
  )
}

const recorded = (marks: readonly Mark[]): Entries =>
  Object.fromEntries(
    marks.map((mark) => [mark.enrolmentId, { status: mark.status ?? 'present', minutes: mark.minutes }]),
  )

const exceptionsOf = (entries: Entries): readonly Exception[] =>
  Object.entries(entries).flatMap(([enrolmentId, { status, minutes }]) => {
    if (status === 'present') return []
    return [
      status === 'absent' || minutes === null ? { enrolmentId, status } : { enrolmentId, status, minutes },
    ]
  })

const Tally = ({ entries, minutes }: { entries: Entries; minutes: number }) => {
  const say = useWords('training')
  const all = Object.values(entries)
  const of = (status: AttendanceStatus): number => all.filter((entry) => entry.status === status).length
  const proven = all.reduce(
    (sum, entry) =>
      sum + (entry.status === 'present' ? minutes : entry.status === 'absent' ? 0 : (entry.minutes ?? 0)),
    0,
  )
  return (
    <p className="tally" aria-live="polite">
      {say('presentCounts', {
        present: of('present'),
        late: of('late'),
        early: of('early'),
        absent: of('absent'),
      })}{' '}
      · {say('provenTotal', { minutes: proven })}
    </p>
  )
}

/** Whoever was not there the whole time, by name: what is about to be confirmed is mostly about them. */
const NotWhole = ({ marks, entries }: { marks: readonly Mark[]; entries: Entries }) => {
  const say = useWords('training')
  const states = useWords('states')
  const named = marks.flatMap(({ enrolmentId, name }) => {
    const entry = entries[enrolmentId]
    return entry && entry.status !== 'present' ? [{ enrolmentId, name, ...entry }] : []
  })
  if (named.length === 0) return null
  return (
    <ul className="not-whole" aria-label={say('notWhole')}>
      {named.map(({ enrolmentId, name, status, minutes }) => (
        <li key={enrolmentId}>
          {name} · {states(`attendance.${status}`)}
          {isPartial(status) && minutes !== null && ` · ${say('minutesUnit', { count: minutes })}`}
        </li>
      ))}
    </ul>
  )
}

interface RowsProps {
  readonly marks: readonly Mark[]
  readonly entries: Entries
  readonly change: (id: string, entry: Entry) => void
  readonly minutes: number
}

/** Arrows or j and k go from name to name; a, l, e, p say what was. */
const Rows = ({ marks, entries, change, minutes }: RowsProps) => {
  const say = useWords('training')
  const body = useRef<HTMLOListElement>(null)
  const [at, setAt] = useState(0)
  const focus = (index: number) => {
    const row = body.current?.querySelector<HTMLElement>(`[data-seat="${index}"]`)
    if (!row) return
    setAt(index)
    row.focus()
    row.scrollIntoView({ block: 'nearest' })
  }
  const choose = (mark: Mark, status: AttendanceStatus) => {
    const before = entries[mark.enrolmentId]?.minutes ?? null
    change(mark.enrolmentId, { status, minutes: minutesChosen(status, before, minutes) })
    if (isPartial(status))
      queueMicrotask(() =>
        requestAnimationFrame(() => document.getElementById(`minutes-${mark.enrolmentId}`)?.focus()),
      )
  }
  const onKey = (event: React.KeyboardEvent, index: number, mark: Mark) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const inField = event.target instanceof HTMLInputElement
    if (inField && event.key === 'Enter') {
      focus(index + 1 < marks.length ? index + 1 : index)
      event.preventDefault()
      return
    }
    if (inField) return
    const status = statusKeys[event.key.toLowerCase()]
    if (status) {
      choose(mark, status)
      if (status === 'present' || status === 'absent') focus(Math.min(index + 1, marks.length - 1))
    } else if (event.key === 'ArrowDown' || event.key === 'j') focus(Math.min(index + 1, marks.length - 1))
    else if (event.key === 'ArrowUp' || event.key === 'k') focus(Math.max(index - 1, 0))
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <ol className={marks.length > 300 ? 'sheet sheet-long' : 'sheet'} ref={body} aria-label={say('sheet')}>
      {marks.map((mark, index) => {
        const entry = entries[mark.enrolmentId] ?? { status: 'present' as const, minutes: null }
        const partial = isPartial(entry.status)
        return (
          <li
            key={mark.enrolmentId}
            data-seat={index}
            tabIndex={index === at ? 0 : -1}
            className={`sheet-row sheet-${entry.status}`}
            aria-label={say('sheetRow', { seat: mark.seat, name: mark.name })}
            onKeyDown={(event) => onKey(event, index, mark)}
            onFocus={(event) => event.target === event.currentTarget && setAt(index)}
          >
            <span className="sheet-seat">{mark.seat}</span>
            <span className="sheet-name">
              {mark.name}
              {mark.employerName && <span className="hint sheet-employer">{mark.employerName}</span>}
            </span>
            <StatusChoice
              name={mark.name}
              value={entry.status}
              choose={(status) => choose(mark, status)}
              inTabOrder={index === at}
            />
            <span className="sheet-minutes">
              {partial && <span className="hint">{say('attendedShort')} </span>}
              {partial ? (
                <NumberField
                  id={`minutes-${mark.enrolmentId}`}
                  aria-label={say('minutesOf', { name: mark.name })}
                  min={1}
                  max={minutes - 1}
                  precision={0}
                  value={entry.minutes}
                  status={fitsPartial(entry.minutes, minutes) ? '' : 'error'}
                  onFocus={(event) => event.target.select()}
                  onChange={(value) => change(mark.enrolmentId, { status: entry.status, minutes: value })}
                />
              ) : (
                <span>{entry.status === 'present' ? minutes : 0}</span>
              )}
              <span className="hint"> / {say('minutesUnit', { count: minutes })}</span>
            </span>
          </li>
        )
      })}
    </ol>
  )
}
