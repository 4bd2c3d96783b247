import { listAttempts } from '../../../areas/exams/contract.ts'
import { useAsk } from '../../api/use-ask.ts'
import { ago } from '../../i18n/dates.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Reading } from '../../ui/reading.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { useCentreTime } from './exam-console.tsx'
import { clockText } from './exam-seat-words.ts'
import { attemptTones, isSilent, troubleOf, type AttemptRow, type RoomReply } from './exam-words.ts'
import type { Sitting } from './exam-sitting-screen.tsx'

const everyMs = 5000

/** The room as it is now for who reads and does not invigilate: trouble first, read again every few seconds. */
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
          <Room room={room} readAt={read.dataUpdatedAt} />
        )
      }
    </Reading>
  )
}

const Room = ({ room, readAt }: { room: RoomReply; readAt: number }) => {
  const say = useWords('exams')
  const now = useCentreTime(room.serverTime, readAt)
  const rows = room.items.toSorted(
    (a, b) => troubleOf(a, now) - troubleOf(b, now) || (a.ticketNumber < b.ticketNumber ? -1 : 1),
  )
  const count = (state: AttemptRow['state']) => rows.filter((row) => row.state === state).length
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
      </div>

      <table className="table exam-table">
        <caption className="for-readers">{say('tabRoom')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('name')}</th>
            <th scope="col">{say('state')}</th>
            <th scope="col">{say('signals')}</th>
            <th scope="col" className="figure">
              {say('answered')}
            </th>
            <th scope="col" className="figure">
              {say('timeLeft')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.attemptId}>
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
                {row.state === 'running' && row.deadline ? clockText(Date.parse(row.deadline) - now) : '—'}
                {row.addedSeconds !== 0 && (
                  <div className="hint">
                    {say('added', { minutes: Math.round(row.addedSeconds / 6) / 10 })}
                  </div>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

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
