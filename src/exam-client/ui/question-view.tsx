import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { chosenOptions, type SlotState } from '../../kernel/exam-journal/answers.ts'
import type { Granted } from '../exam-state.ts'
import { useWords } from './display.tsx'

type Question = Granted['questions'][number]

interface QuestionProps {
  readonly question: Question
  readonly place: number
  readonly count: number
  readonly slot: SlotState | undefined
  readonly locked: boolean
  choose(options: readonly string[]): void
}

/** One question: its words, its options with letters in the order this candidate sees. Letters choose by key. */
export const QuestionView = ({ question, place, count, slot, locked, choose }: QuestionProps): ReactNode => {
  const { t } = useWords()
  const heading = useRef<HTMLHeadingElement>(null)
  const chosen = chosenOptions(slot?.response ?? null)
  const many = question.kind === 'multiple'
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [])
  const toggle = (id: string): void => {
    if (!many) return choose([id])
    // In the order of the paper in view: the same choice is the same answer, whatever was clicked first.
    choose(
      question.options
        .map((option) => option.id)
        .filter((other) => (other === id ? !chosen.includes(id) : chosen.includes(other))),
    )
  }
  const byKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.key.length !== 1) return
    const option = question.options[event.key.toUpperCase().charCodeAt(0) - 65]
    if (!option || locked) return
    event.preventDefault()
    toggle(option.id)
  }
  return (
    // The group hears its own keys only, so that letters do nothing elsewhere on the page.
    <section className="question" aria-labelledby="question-head" onKeyDown={byKey}>
      <h1 id="question-head" tabIndex={-1} ref={heading}>
        {t('question', { place: place + 1 })} <span className="of">{t('of', { count })}</span>
        <span className="kind">
          {t(question.kind)} · {t('points', { points: question.points })}
        </span>
      </h1>
      <fieldset disabled={locked}>
        <legend className="stem">{question.stem}</legend>
        {question.options.map((option, at) => (
          <label key={option.id} className={chosen.includes(option.id) ? 'option chosen' : 'option'}>
            <input
              type={many ? 'checkbox' : 'radio'}
              name={question.slot}
              checked={chosen.includes(option.id)}
              onChange={() => toggle(option.id)}
            />
            <span className="letter">{String.fromCharCode(65 + at)}</span>
            <span className="words">
              {question.kind === 'judgement' ? t(option.id === 'T' ? 'right' : 'wrong') : option.text}
            </span>
          </label>
        ))}
      </fieldset>
      {chosen.length > 0 && !locked && (
        <button type="button" className="plain" onClick={() => choose([])}>
          {t('clear')}
        </button>
      )}
    </section>
  )
}
