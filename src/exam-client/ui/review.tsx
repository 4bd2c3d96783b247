import { useEffect, useRef, useState, type ReactNode } from 'react'
import { openPlaces, type ExamState } from '../exam-state.ts'
import type { Word } from '../words.ts'
import { instantText, useWords } from './display.tsx'

interface ReviewProps {
  readonly state: ExamState
  /** Milliseconds until handing in is allowed. */
  readonly leaveIn: number
  readonly visit: (place: number) => void
  readonly back: () => void
  readonly handIn: () => void
}

/** Before handing in: what is unanswered and what is flagged, each one press away. */
export const Review = ({ state, leaveIn, visit, back, handIn }: ReviewProps): ReactNode => {
  const { t, language } = useWords()
  const [, look] = useState(0)
  useEffect(() => {
    if (leaveIn <= 0) return undefined
    const timer = setTimeout(() => look((count) => count + 1), Math.min(leaveIn + 50, 60_000))
    return () => clearTimeout(timer)
  })
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const { unanswered, flagged } = openPlaces(state)
  const list = (word: Word, places: readonly number[]): ReactNode =>
    places.length > 0 && (
      <section aria-label={t(word)}>
        <h2>
          {t(word)} <span className="of">{places.length}</span>
        </h2>
        <ol className="places">
          {places.map((place) => (
            <li key={place}>
              <button
                type="button"
                onClick={() => visit(place)}
                aria-label={t('question', { place: place + 1 })}
              >
                {place + 1}
              </button>
            </li>
          ))}
        </ol>
      </section>
    )
  return (
    <section className="review">
      <h1 tabIndex={-1} ref={heading}>
        {t('reviewTitle')}
      </h1>
      <p>
        {unanswered.length + flagged.length === 0
          ? t('reviewNone')
          : t('reviewAnswered', {
              answered: state.paper.length - unanswered.length,
              unanswered: unanswered.length,
              flagged: flagged.length,
            })}
      </p>
      {list('reviewUnanswered', unanswered)}
      {list('reviewFlagged', flagged)}
      <p className="emphasis">
        {leaveIn > 0 && state.info?.leaveFrom
          ? t('leaveFrom', { time: instantText(state.info.leaveFrom, state.info.zone, language, 'time') })
          : t('handInFinal')}
      </p>
      <div className="row">
        <button type="button" onClick={back}>
          {t('back')}
        </button>
        <button type="button" className="primary" disabled={leaveIn > 0} onClick={handIn}>
          {unanswered.length > 0 ? t('handInOpen', { count: unanswered.length }) : t('handIn')}
        </button>
      </div>
    </section>
  )
}
