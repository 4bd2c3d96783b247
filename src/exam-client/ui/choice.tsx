import type { KeyboardEvent, ReactNode } from 'react'
import { chosenOptions } from '../../kernel/exam-journal/answers.ts'
import type { AnswerProps } from './answer.tsx'
import { useWords } from './display.tsx'

type ChoiceProps = Pick<AnswerProps, 'asked' | 'response' | 'locked' | 'change'>

const toggle = ({ asked, response, change }: ChoiceProps, id: string): void => {
  if (asked.kind !== 'multiple') return change({ options: [id] })
  const chosen = chosenOptions(response)
  // In the order of the paper in view: the same choice is the same answer, whatever was clicked first.
  const next = (asked.options ?? [])
    .map((option) => option.id)
    .filter((other) => (other === id ? !chosen.includes(id) : chosen.includes(other)))
  change({ options: next })
}

/** Letters choose by key within the question they belong to, so that they do nothing elsewhere on the page. */
export const chooseByLetter =
  (props: ChoiceProps) =>
  (event: KeyboardEvent): void => {
    const { kind, options = [] } = props.asked
    if (kind !== 'single' && kind !== 'multiple' && kind !== 'judgement') return
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.key.length !== 1) return
    const option = options[event.key.toUpperCase().charCodeAt(0) - 65]
    if (!option || props.locked) return
    event.preventDefault()
    toggle(props, option.id)
  }

/** Options with letters in the order this candidate sees. */
export const Choice = (props: AnswerProps): ReactNode => {
  const { t } = useWords()
  const { asked, response, name } = props
  const chosen = chosenOptions(response)
  return (asked.options ?? []).map((option, at) => (
    <label key={option.id} className={chosen.includes(option.id) ? 'option chosen' : 'option'}>
      <input
        type={asked.kind === 'multiple' ? 'checkbox' : 'radio'}
        name={name}
        checked={chosen.includes(option.id)}
        onChange={() => toggle(props, option.id)}
      />
      <span className="letter">{String.fromCharCode(65 + at)}</span>
      <span className="words">
        {asked.kind === 'judgement' ? t(option.id === 'T' ? 'right' : 'wrong') : option.text}
      </span>
    </label>
  ))
}
