import { Checkbox } from 'antd'
import type { KeyboardEvent } from 'react'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { StatusTag } from '../../ui/status-tag.tsx'
import {
  clockText,
  flagsOf,
  leftOf,
  needsYou,
  placeOf,
  troubleTones,
  type Seat,
  type Trouble,
} from './exam-seat-words.ts'

interface MapProps {
  readonly ordered: readonly { readonly seat: Seat; readonly trouble: Trouble }[]
  readonly questions: number
  readonly now: number
  readonly chosen: ReadonlySet<string>
  readonly choose: (chosen: ReadonlySet<string>) => void
  readonly open: (attemptId: string) => void
}

/** Seats as cards, on a phone as a list; state by word, icon and colour. Arrow keys go from seat to seat. */
export const ExamSeatMap = ({ ordered, questions, now, chosen, choose, open }: MapProps) => {
  const say = useWords('examConsole')
  const language = useLanguage()
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    choose(next)
  }
  return (
    <ul className="seat-map" aria-label={say('map')} onKeyDown={goByArrow}>
      {ordered.map(({ seat, trouble }) => {
        const left = leftOf(seat, now)
        const flags = flagsOf(say, language, seat, now)
        return (
          <li
            key={seat.attemptId}
            className={needsYou(trouble) ? `seat seat-needs seat-${troubleTones[trouble]}` : 'seat'}
          >
            <Checkbox
              aria-label={say('choose', { name: seat.name })}
              checked={chosen.has(seat.attemptId)}
              onChange={() => toggle(seat.attemptId)}
            />
            <button type="button" className="seat-open" onClick={() => open(seat.attemptId)}>
              <span className="seat-top">
                <strong>{seat.name}</strong>
                <span className="hint number">{placeOf(say, seat)}</span>
              </span>
              <span className="seat-top">
                <StatusTag tone={troubleTones[trouble]} word={say(`trouble.${trouble}`)} />
                <span className="number seat-left">{left === null ? '' : clockText(left)}</span>
              </span>
              <span className="hint">
                {seat.state === 'running' || seat.state === 'submitted'
                  ? say('answeredOf', { answered: seat.answered, questions })
                  : seat.ticketNumber}
              </span>
              {flags.map((flag) => (
                <span key={flag} className="hint seat-flag">
                  {flag}
                </span>
              ))}
            </button>
          </li>
        )
      })}
    </ul>
  )
}

/** Arrows move the focus among the cards as they stand on screen; Home and End go to the ends. */
const goByArrow = (event: KeyboardEvent<HTMLElement>): void => {
  const cards = [...event.currentTarget.querySelectorAll<HTMLElement>('.seat-open')]
  const at = cards.indexOf(document.activeElement as HTMLElement)
  if (at < 0) return
  const top = cards[0]?.getBoundingClientRect().top
  const perRow = Math.max(1, cards.filter((card) => card.getBoundingClientRect().top === top).length)
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: at + 1,
    ArrowLeft: at - 1,
    ArrowDown: at + perRow,
    ArrowUp: at - perRow,
    Home: 0,
    End: cards.length - 1,
  }
  const next = steps[event.key]
  if (next === undefined) return
  event.preventDefault()
  cards[Math.min(cards.length - 1, Math.max(0, next))]?.focus()
}
