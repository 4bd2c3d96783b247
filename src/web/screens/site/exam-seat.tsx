import { Button, Drawer } from 'antd'
import { useState, type ReactNode } from 'react'
import { countTail } from '../../../areas/exams/contract.ts'
import { useCommand } from '../../api/use-command.ts'
import { ago } from '../../i18n/dates.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { announce } from '../../ui/notices.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { useNarrow } from '../../ui/theme.ts'
import type { ActKind } from './exam-act.tsx'
import { clockText, flagsOf, leftOf, placeOf, troubleOf, troubleTones, type Seat } from './exam-seat-words.ts'
import type { Sitting } from './exam-sitting-screen.tsx'

interface SeatProps {
  readonly sitting: Sitting
  readonly seat: Seat | null
  readonly questions: number
  readonly now: number
  /** Whether anybody's identity was checked, so that a seat without it stands out. */
  readonly identityAsked: boolean
  readonly act: (kind: ActKind | 'time') => void
  readonly close: () => void
}

/** One seat: what is known of it, and everything that may be done for it. */
export const ExamSeat = ({ sitting, seat, questions, now, identityAsked, act, close }: SeatProps) => {
  const say = useWords('examConsole')
  const exams = useWords('exams')
  const language = useLanguage()
  const narrow = useNarrow()
  const left = seat && leftOf(seat, now)
  /** As on the map, and what the attempt is where that is something else. */
  const stateOf = (one: Seat): ReactNode => {
    const trouble = troubleOf(one, now, identityAsked)
    return (
      <>
        <StatusTag tone={troubleTones[trouble]} word={say(`trouble.${trouble}`)} />
        {trouble !== one.state && <span className="hint"> · {exams(`attempt.${one.state}`)}</span>}
      </>
    )
  }
  const facts: readonly (readonly [string, ReactNode])[] = seat
    ? [
        [say('ticket'), seat.ticketNumber],
        [say('state'), stateOf(seat)],
        [
          say('timeLeft'),
          left === null ? '—' : seat.held ? say('leftHeld', { left: clockText(left) }) : clockText(left),
        ],
        [say('answered'), say('answeredOf', { answered: seat.answered, questions })],
        [
          say('lastContact'),
          seat.lastContact ? ago(language, seat.lastContact, new Date(now)) : exams('noContact'),
        ],
        [
          say('flags'),
          [...flagsOf(say, language, seat, now), ...(seat.identitySeen ? [say('flag.identity')] : [])].join(
            ' · ',
          ) || '—',
        ],
        ...(seat.receipt ? [[exams('receipt'), seat.receipt] as const] : []),
      ]
    : []
  return (
    <Drawer
      open={seat !== null}
      onClose={close}
      title={seat ? `${seat.name} · ${placeOf(say, seat)}` : ''}
      size={narrow ? '100%' : 420}
      destroyOnHidden
    >
      <dl className="console-facts">
        {facts.map(([word, value]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {seat && sitting.phase !== 'cancelled' && (
        <div className="console-acts" role="group" aria-label={say('acts')}>
          {actsFor(seat).map((kind) => (
            <Button key={kind} danger={kind === 'submit' || kind === 'fence'} onClick={() => act(kind)}>
              {say(`act.${kind}`)}
            </Button>
          ))}
        </div>
      )}
      {seat &&
        seat.state === 'running' &&
        seat.tails.map((tail) => <LeftBehind key={tail.epoch} sitting={sitting} seat={seat} tail={tail} />)}
    </Drawer>
  )
}

/** What the dead seat left behind: two people let it count, each with a reason. */
const LeftBehind = ({
  sitting,
  seat,
  tail,
}: {
  sitting: Sitting
  seat: Seat
  tail: Seat['tails'][number]
}) => {
  const say = useWords('examConsole')
  const [asked, setAsked] = useState(false)
  const count = useCommand(countTail, {
    done: (reply) => {
      announce(say(reply.counts ? 'tailCounts' : 'tailAgreed'))
      setAsked(false)
    },
    rereadOn: ['exam.tail-changed'],
  })
  return (
    <section className="note note-amber console-decide">
      <p>{say('tailText', { count: tail.answers })}</p>
      {tail.names.length > 0 && <p>{say('tailNames', { names: tail.names.join('、') })}</p>}
      <Button onClick={() => setAsked(true)}>{say('tailAct')}</Button>
      <AskReason
        open={asked}
        title={say('tailAct')}
        label={say('reason')}
        actWord={say('tailAct')}
        busy={count.busy}
        error={count.error}
        act={(reason) =>
          count.send({
            params: { sittingId: sitting.sittingId, attemptId: seat.attemptId },
            body: { epoch: tail.epoch, through: tail.through, reason },
          })
        }
        cancel={() => setAsked(false)}
      >
        {say('tailText', { count: tail.answers })}
      </AskReason>
    </section>
  )
}

/** What may be done for a seat as it stands. */
const actsFor = (seat: Seat): readonly (ActKind | 'time')[] => {
  if (seat.state === 'submitted' || seat.state === 'absent') return ['incident']
  return [
    ...(seat.held?.until === null ? (['resume'] as const) : []),
    ...(seat.held ? [] : (['hold'] as const)),
    'time',
    'move',
    ...(seat.shut || !seat.identitySeen ? (['admit'] as const) : []),
    'message',
    'incident',
    ...(seat.shut ? [] : (['fence'] as const)),
    ...(seat.state === 'running' ? (['submit'] as const) : []),
  ]
}
