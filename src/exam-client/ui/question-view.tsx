import { useEffect, useRef, type ReactNode } from 'react'
import type { SlotState } from '../../kernel/exam-journal/answers.ts'
import type { ExamSession } from '../exam-session.ts'
import type { Granted } from '../exam-state.ts'
import { Answer, withBlanks, type AnswerBody, type AnswerProps } from './answer.tsx'
import { chooseByLetter } from './choice.tsx'
import { useWords } from './display.tsx'
import { MediaView } from './media-view.tsx'

type Question = Granted['questions'][number]

interface QuestionProps {
  readonly question: Question
  readonly place: number
  readonly count: number
  readonly slot: SlotState | undefined
  readonly locked: boolean
  answer(body: AnswerBody): void
  readonly drafts: AnswerProps['drafts']
  /** Address of a media file in this page, fetched once. */
  readonly file: ExamSession['file']
}

/** What an answer that was taken back looks like in the journal, by kind. */
const nothing: Readonly<Record<Question['kind'], AnswerBody>> = {
  single: { options: [] },
  multiple: { options: [] },
  judgement: { options: [] },
  gap: { texts: {} },
  ordering: { order: [] },
  matching: { pairs: {} },
  numeric: { number: '' },
  essay: { text: '' },
  case: { parts: {} },
}

/** One question: its words and the way its kind is answered. */
export const QuestionView = (props: QuestionProps): ReactNode => {
  const { question, place, count, slot, locked, answer, drafts, file } = props
  const { t } = useWords()
  const heading = useRef<HTMLHeadingElement>(null)
  const response = slot?.response ?? null
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [])
  return (
    <section
      className="question"
      aria-labelledby="question-head"
      onKeyDown={chooseByLetter({ asked: question, response, locked, change: answer })}
    >
      <h1 id="question-head" tabIndex={-1} ref={heading}>
        {t('question', { place: place + 1 })} <span className="of">{t('of', { count })}</span>
        <span className="kind">
          {t(question.kind)} · {t('points', { points: question.points })}
        </span>
      </h1>
      <fieldset disabled={locked}>
        <legend className="stem">{withBlanks(question.stem, question.kind)}</legend>
        {(question.media ?? []).map((one) => (
          <MediaView key={one.hash} media={one} file={file} />
        ))}
        <Answer
          asked={question}
          response={response}
          name={question.slot}
          locked={locked}
          change={answer}
          drafts={drafts}
        />
      </fieldset>
      {/* Its room is kept: a text is written down as its field is left, and nothing may move under the finger that leaves it. */}
      {question.kind !== 'essay' && (
        <button
          type="button"
          className={slot?.response && !locked ? 'plain' : 'plain away'}
          onClick={() => answer(nothing[question.kind])}
        >
          {t('clear')}
        </button>
      )}
    </section>
  )
}
