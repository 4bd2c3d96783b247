import { Button, Checkbox } from 'antd'
import { useEffect, useState } from 'react'
import { listAttempts } from '../../../areas/exams/contract.ts'
import { useAsk } from '../../api/use-ask.ts'
import { ago } from '../../i18n/dates.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Reading } from '../../ui/reading.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { ExamGiveTime, type Receivers } from './exam-give-time.tsx'
import { attemptTones, isSilent, troubleOf, type AttemptRow, type RoomReply } from './exam-words.ts'
import type { Sitting } from './exam-sitting-screen.tsx'

const everyMs = 5000

/** The room as it is now, trouble first, read again every few seconds. */
export const ExamRoom = ({ sitting }: { sitting: Sitting }) => {
  const say = useWords('exams')
  const live = sitting.phase === 'open' || sitting.running > 0
  const read = useAsk(
    listAttempts,
    { params: { sittingId: sitting.sittingId } },
    { every: live ? everyMs : false },
  )
  return (
    <Reading of={read} lines={8}>
      {(room) =>
        room.items.length === 0 ? (
          <EmptyState title={say('roomEmpty')} />
        ) : (
          <Room sitting={sitting} room={room} readAt={read.dataUpdatedAt} />
        )
      }
    </Reading>
  )
}

/** The centre's time, running on between two readings. */
const useCentreTime = (serverTime: string, readAt: number): number => {
  const [now, setNow] = useState(Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return Date.parse(serverTime) + Math.max(0, now - readAt)
}

const Room = ({ sitting, room, readAt }: { sitting: Sitting; room: RoomReply; readAt: number }) => {
  const say = useWords('exams')
  const now = useCentreTime(room.serverTime, readAt)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [giving, setGiving] = useState<Receivers | null>(null)
  const mayGive = (sitting.may['exam.invigilate'] ?? false) && sitting.phase !== 'cancelled'
  const rows = room.items.toSorted(
    (a, b) => troubleOf(a, now) - troubleOf(b, now) || (a.ticketNumber < b.ticketNumber ? -1 : 1),
  )
  const count = (state: AttemptRow['state']) => rows.filter((row) => row.state === state).length
  const receiving = rows.filter((row) => chosen.has(row.attemptId) && canReceive(row))
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  const open = rows.filter(canReceive)
  const allChosen = open.length > 0 && open.every((row) => chosen.has(row.attemptId))
  return (
    <>
      <div className="exam-room-head">
        <p>
          {say('roomSummary', {
            candidates: rows.length,
            running: count('running'),
            submitted: count('submitted'),
            ready: count('ready'),
          })}
        </p>
        {mayGive && open.length > 0 && (
          <Button
            type={sitting.phase === 'open' ? 'primary' : 'default'}
            disabled={receiving.length === 0 && count('running') === 0}
            onClick={() =>
              setGiving(
                receiving.length > 0
                  ? { rows: receiving }
                  : { rows: rows.filter((row) => row.state === 'running'), all: true },
              )
            }
          >
            {receiving.length > 0 ? say('giveTimeSome', { count: receiving.length }) : say('giveTimeAll')}
          </Button>
        )}
      </div>

      <table className="table exam-table">
        <caption className="for-readers">{say('tabRoom')}</caption>
        <thead>
          <tr>
            {mayGive && (
              <th scope="col">
                <Checkbox
                  aria-label={say('selectAll')}
                  checked={allChosen}
                  disabled={open.length === 0}
                  onChange={() =>
                    setChosen(allChosen ? new Set() : new Set(open.map((row) => row.attemptId)))
                  }
                />
              </th>
            )}
            <th scope="col">{say('name')}</th>
            <th scope="col">{say('state')}</th>
            <th scope="col">{say('signals')}</th>
            <th scope="col" className="figure">
              {say('answered')}
            </th>
            <th scope="col" className="figure">
              {say('timeLeft')}
            </th>
            {mayGive && (
              <th scope="col">
                <span className="for-readers">{say('giveTime')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.attemptId}>
              {mayGive && (
                <td>
                  <Checkbox
                    aria-label={say('selectRow', { name: row.name })}
                    checked={chosen.has(row.attemptId)}
                    disabled={!canReceive(row)}
                    onChange={() => toggle(row.attemptId)}
                  />
                </td>
              )}
              <td className="exam-wide">
                {row.name}
                <div className="hint number">{row.ticketNumber}</div>
              </td>
              <td>
                <StatusTag
                  tone={isSilent(row, now) ? 'bad' : attemptTones[row.state]}
                  word={isSilent(row, now) ? say('silent') : say(`attempt.${row.state}`)}
                />
                {row.submittedBy && row.submittedBy !== 'candidate' && (
                  <div className="hint">{say(`by.${row.submittedBy}`)}</div>
                )}
              </td>
              <td>
                <Signals row={row} now={now} />
              </td>
              <td className="figure" data-word={say('answered')}>
                {row.answered} / {room.questions}
              </td>
              <td className="figure" data-word={say('timeLeft')}>
                {row.state === 'running' && row.deadline ? leftText(Date.parse(row.deadline) - now) : '—'}
                {row.addedSeconds !== 0 && (
                  <div className="hint">
                    {say('added', { minutes: Math.round(row.addedSeconds / 6) / 10 })}
                  </div>
                )}
              </td>
              {mayGive && (
                <td>
                  {canReceive(row) && (
                    <Button
                      size="small"
                      onClick={() => setGiving({ rows: [row] })}
                      aria-label={say('giveTimeOne', { name: row.name })}
                    >
                      {say('giveTime')}
                    </Button>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <ExamGiveTime
        sitting={sitting}
        to={giving}
        close={() => {
          setGiving(null)
          setChosen(new Set())
        }}
      />
    </>
  )
}

const canReceive = (row: AttemptRow): boolean => row.state === 'running' || row.state === 'ready'

/** What an invigilator should know of a seat beyond its state. */
const Signals = ({ row, now }: { row: AttemptRow; now: number }) => {
  const say = useWords('exams')
  const language = useLanguage()
  const signals = [
    ...(row.state === 'running' && row.lastContact
      ? [`${say('lastContact')} ${ago(language, row.lastContact, new Date(now))}`]
      : []),
    ...(row.unsent ? [`${say('unsent')} ${row.unsent}`] : []),
    ...(row.epochs > 1 ? [say('pages', { count: row.epochs - 1 })] : []),
    ...(row.foreign > 0 ? [say('foreign', { count: row.foreign })] : []),
  ]
  if (signals.length === 0) return <span className="hint">{row.receipt ?? say('noContact')}</span>
  return (
    <>
      {signals.map((signal) => (
        <span key={signal} className="hint exam-signal">
          {signal}
        </span>
      ))}
    </>
  )
}

/** `1:05:09`, `59:59`, `0:00` once it is over. */
const leftText = (ms: number): string => {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  const two = (value: number): string => String(value).padStart(2, '0')
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}
