import { Button } from 'antd'
import { useState } from 'react'
import { decideLate } from '../../../areas/exams/contract.ts'
import { useCommand } from '../../api/use-command.ts'
import { timeOfInstant } from '../../i18n/dates.ts'
import { useWords, type Say } from '../../i18n/words.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { announce } from '../../ui/notices.tsx'
import { placeOf, type Seat } from './exam-seat-words.ts'
import type { Sitting } from './exam-sitting-screen.tsx'

interface Waiting {
  readonly seat: Seat
  readonly item: Seat['late'][number]
}
/** What the reader is deciding about, as it stood when they opened the dialog. */
interface Asked extends Waiting {
  readonly accepted: boolean
  /** Each opening is a dialog of its own: no refusal and no answer of the one before belongs to it. */
  readonly turn: number
}
const isSame = (a: Waiting, b: Waiting): boolean =>
  a.seat.attemptId === b.seat.attemptId && a.item.epoch === b.item.epoch

/**
 * Answers that arrived after the end and that nobody could vouch for: each is let count or not, with a reason. More of
 * them may arrive, or somebody else decide, while the reason is being typed: the dialog belongs to no row, stays, and says so.
 */
export const LateAnswers = ({ sitting, seats }: { sitting: Sitting; seats: readonly Seat[] }) => {
  const say = useWords('examConsole')
  const [asked, setAsked] = useState<Asked | null>(null)
  const [open, setOpen] = useState(false)
  const items: readonly Waiting[] = seats.flatMap((seat) => seat.late.map((item) => ({ seat, item })))
  return (
    <>
      {items.length > 0 && (
        <section className="note note-amber console-decide" aria-label={say('lateTitle')}>
          <h3>{say('lateTitle')}</h3>
          <ul className="console-late">
            {items.map((one) => (
              <LateItem
                key={`${one.seat.attemptId}-${one.item.epoch}`}
                {...one}
                ask={(accepted) => {
                  setAsked((before) => ({ ...one, accepted, turn: (before?.turn ?? 0) + 1 }))
                  setOpen(true)
                }}
              />
            ))}
          </ul>
        </section>
      )}
      {asked && (
        <DecideLate
          key={asked.turn}
          sitting={sitting}
          asked={asked}
          now={items.find((one) => isSame(one, asked)) ?? null}
          open={open}
          close={() => setOpen(false)}
        />
      )}
    </>
  )
}

/** 09:30:05: here seconds decide. */
const toTheSecond = (instant: string): string => `${timeOfInstant(instant)}:${instant.slice(17, 19)}`

const whatOf = (say: Say<'examConsole'>, { seat, item }: Waiting): string =>
  say('lateOf', { place: placeOf(say, seat), name: seat.name, count: item.answers })

/** What is known of when they were made. */
const claimOf = (say: Say<'examConsole'>, { seat, item }: Waiting): string =>
  [
    say('lateReceived', {
      end: seat.deadline ? toTheSecond(seat.deadline) : '—',
      at: toTheSecond(item.receivedAt),
    }),
    item.claimedUntil ? say('lateClaimed', { at: toTheSecond(item.claimedUntil) }) : say('lateUnsigned'),
    item.silentFrom ? say('lateSilent', { at: toTheSecond(item.silentFrom) }) : say('lateUnwatched'),
  ].join(' ')

const LateItem = ({ ask, ...one }: Waiting & { readonly ask: (accepted: boolean) => void }) => {
  const say = useWords('examConsole')
  const what = whatOf(say, one)
  return (
    <li>
      <strong>{what}</strong>
      <p>{claimOf(say, one)}</p>
      <div className="console-acts" role="group" aria-label={what}>
        <Button onClick={() => ask(true)}>{say('lateAccept')}</Button>
        <Button danger onClick={() => ask(false)}>
          {say('lateRefuse')}
        </Button>
      </div>
    </li>
  )
}

interface DecideProps {
  readonly sitting: Sitting
  readonly asked: Asked
  /** The same as it stands now; null once nothing waits for a decision any more. */
  readonly now: Waiting | null
  readonly open: boolean
  readonly close: () => void
}

const DecideLate = ({ sitting, asked, now, open, close }: DecideProps) => {
  const say = useWords('examConsole')
  const decide = useCommand(decideLate, {
    done: (reply) => {
      announce(say(reply.accepted ? 'lateAccepted' : 'lateRefused'))
      close()
    },
    rereadOn: ['exam.late-changed'],
  })
  const act = say(asked.accepted ? 'lateAccept' : 'lateRefuse')
  const one = now ?? asked
  const more = now !== null && now.item.through !== asked.item.through
  // Nothing waits any more for whoever has just decided themselves, while the dialog goes.
  const gone = now === null && open && !decide.busy && decide.reply === undefined
  return (
    <AskReason
      open={open}
      title={act}
      label={say('reason')}
      actWord={act}
      danger={!asked.accepted}
      busy={decide.busy}
      ready={now !== null}
      error={decide.error}
      act={(reason) =>
        decide.send({
          params: { sittingId: sitting.sittingId, attemptId: one.seat.attemptId },
          body: { epoch: one.item.epoch, through: one.item.through, accepted: asked.accepted, reason },
        })
      }
      cancel={close}
    >
      <p>{whatOf(say, one)}</p>
      <p>{claimOf(say, one)}</p>
      {more && (
        <p className="note note-amber" role="status">
          {say('lateMore', { before: asked.item.answers, now: now.item.answers })}
        </p>
      )}
      {gone && (
        <p className="note note-amber" role="status">
          {say('lateGone')}
        </p>
      )}
    </AskReason>
  )
}
