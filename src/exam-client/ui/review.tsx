import { useEffect, useRef, type ReactNode } from 'react'
import { openPlaces, type ExamState } from '../exam-state.ts'
import type { Word } from '../words.ts'
import { useWords } from './display.tsx'

interface ReviewProps {
  readonly state: ExamState
  readonly visit: (place: number) => void
  readonly back: () => void
  readonly handIn: () => void
}

/** Before handing in: what is unanswered and what is flagged, each one press away. */
export const Review = ({ state, visit, back, handIn }: ReviewProps): ReactNode => {
  const { t } = useWords()
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
      <p className="emphasis">{t('handInFinal')}</p>
      <div className="row">
        <button type="button" onClick={back}>
          {t('back')}
        </button>
        <button type="button" className="primary" onClick={handIn}>
          {unanswered.length > 0 ? t('handInOpen', { count: unanswered.length }) : t('handIn')}
        </button>
      </div>
    </section>
  )
}
