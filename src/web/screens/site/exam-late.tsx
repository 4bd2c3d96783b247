import { Button } from 'antd'
import { useState } from 'react'
import { decideLate } from '../../../areas/exams/contract.ts'
import { useCommand } from '../../api/use-command.ts'
import { timeOfInstant } from '../../i18n/dates.ts'
import { useWords } from '../../i18n/words.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { announce } from '../../ui/notices.tsx'
import { placeOf, type Seat } from './exam-seat-words.ts'
import type { Sitting } from './exam-sitting-screen.tsx'

/** Answers that arrived after the end and that nobody could vouch for: each is let count or not, with a reason. */
export const LateAnswers = ({ sitting, seats }: { sitting: Sitting; seats: readonly Seat[] }) => {
  const say = useWords('examConsole')
  const items = seats.flatMap((seat) => seat.late.map((item) => ({ seat, item })))
  if (items.length === 0) return null
  return (
    <section className="note note-amber console-decide" aria-label={say('lateTitle')}>
      <h3>{say('lateTitle')}</h3>
      <ul className="console-late">
        {items.map(({ seat, item }) => (
          <LateItem key={`${seat.attemptId}-${item.epoch}-${item.through}`} {...{ sitting, seat, item }} />
        ))}
      </ul>
    </section>
  )
}

/** 09:30:05: here seconds decide. */
const toTheSecond = (instant: string): string => `${timeOfInstant(instant)}:${instant.slice(17, 19)}`

const LateItem = ({ sitting, seat, item }: { sitting: Sitting; seat: Seat; item: Seat['late'][number] }) => {
  const say = useWords('examConsole')
  const [asked, setAsked] = useState<'lateAccept' | 'lateRefuse' | null>(null)
  const decide = useCommand(decideLate, {
    done: (reply) => {
      announce(say(reply.accepted ? 'lateAccepted' : 'lateRefused'))
      setAsked(null)
    },
  })
  const what = say('lateOf', { place: placeOf(say, seat), name: seat.name, count: item.answers })
  const claim = [
    say('lateReceived', {
      end: seat.deadline ? toTheSecond(seat.deadline) : '—',
      at: toTheSecond(item.receivedAt),
    }),
    item.claimedUntil ? say('lateClaimed', { at: toTheSecond(item.claimedUntil) }) : say('lateUnsigned'),
    item.silentFrom ? say('lateSilent', { at: toTheSecond(item.silentFrom) }) : say('lateUnwatched'),
  ].join(' ')
  return (
    <li>
      <strong>{what}</strong>
      <p>{claim}</p>
      <div className="console-acts" role="group" aria-label={what}>
        <Button onClick={() => setAsked('lateAccept')}>{say('lateAccept')}</Button>
        <Button danger onClick={() => setAsked('lateRefuse')}>
          {say('lateRefuse')}
        </Button>
      </div>
      <AskReason
        open={asked !== null}
        title={say(asked ?? 'lateAccept')}
        label={say('reason')}
        actWord={say(asked ?? 'lateAccept')}
        danger={asked === 'lateRefuse'}
        busy={decide.busy}
        error={decide.error}
        act={(reason) =>
          decide.send({
            params: { sittingId: sitting.sittingId, attemptId: seat.attemptId },
            body: {
              epoch: item.epoch,
              through: item.through,
              accepted: asked === 'lateAccept',
              reason,
            },
          })
        }
        cancel={() => setAsked(null)}
      >
        {what}
      </AskReason>
    </li>
  )
}
