import type { ReactNode } from 'react'
import type { SlotState } from '../../kernel/exam-journal/answers.ts'
import type { ExamState } from '../exam-state.ts'
import type { Word } from '../words.ts'
import { useWords } from './display.tsx'

/** Unseen, blank, cleared and answered are four things; a flag comes on top. */
const standing = (
  slot: SlotState | undefined,
): Extract<Word, 'answered' | 'unanswered' | 'cleared' | 'notSeen'> => {
  if (slot?.response) return 'answered'
  if (slot?.cleared) return 'cleared'
  return slot?.seen ? 'unanswered' : 'notSeen'
}

const marks = { answered: '✓', unanswered: '–', cleared: '–', notSeen: '' } as const

/** Every question at a glance, each a button that says its number and state in words. */
export const Palette = ({
  state,
  visit,
}: {
  state: ExamState
  visit: (place: number) => void
}): ReactNode => {
  const { t, language } = useWords()
  const answered = state.paper.filter((question) => state.answers.get(question.slot)?.response).length
  return (
    <nav className="palette" aria-label={t('palette')}>
      <h2>
        {t('palette')}{' '}
        <span className="of">{t('paletteCount', { answered, count: state.paper.length })}</span>
      </h2>
      <ol>
        {state.paper.map((question, place) => {
          const slot = state.answers.get(question.slot)
          const is = standing(slot)
          const words = [
            t('question', { place: place + 1 }),
            t(is),
            ...(slot?.flagged ? [t('flagged')] : []),
          ].join(language === 'zh' ? '，' : ', ')
          return (
            <li key={question.slot}>
              <button
                type="button"
                className={`place ${is}${slot?.flagged ? ' flagged' : ''}`}
                aria-label={words}
                aria-current={place === state.current ? 'step' : undefined}
                onClick={() => visit(place)}
              >
                <span aria-hidden="true">{place + 1}</span>
                <span aria-hidden="true" className="mark">
                  {slot?.flagged ? '⚑' : marks[is]}
                </span>
              </button>
            </li>
          )
        })}
      </ol>
      <p className="legend" aria-hidden="true">
        ✓ {t('answered')}　– {t('unanswered')}　⚑ {t('flagged')}
      </p>
    </nav>
  )
}
