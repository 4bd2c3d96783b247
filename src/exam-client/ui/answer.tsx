import { useRef, type ReactNode } from 'react'
import type { Json } from '../../kernel/canonical-json.ts'
import type { SlotState } from '../../kernel/exam-journal/answers.ts'
import type { ExamSession } from '../exam-session.ts'
import type { Granted } from '../exam-state.ts'
import { MatchAnswer, OrderAnswer } from './arranged.tsx'
import { Choice, chooseByLetter } from './choice.tsx'
import { useWords } from './display.tsx'
import { EssayAnswer, GapAnswer, NumberAnswer } from './written.tsx'

type Question = Granted['questions'][number]
type Asked = Pick<Question, 'kind'> & Partial<Pick<Question, 'options' | 'parts'>>

export type AnswerBody = { readonly [member: string]: Json }

export interface AnswerProps {
  readonly asked: Asked
  readonly response: SlotState['response']
  /** Of its fields; unlike any other on the page. */
  readonly name: string
  readonly locked: boolean
  change(body: AnswerBody): void
  /** Registers what is typed and not yet written, to be written before the page goes on without this question. */
  readonly drafts: ExamSession['drafts']
}

/** How a question of each kind is answered. */
export const Answer = (props: AnswerProps): ReactNode => {
  switch (props.asked.kind) {
    case 'gap':
      return <GapAnswer {...props} />
    case 'ordering':
      return <OrderAnswer {...props} />
    case 'matching':
      return <MatchAnswer {...props} />
    case 'numeric':
      return <NumberAnswer {...props} />
    case 'essay':
      return <EssayAnswer {...props} />
    case 'case':
      return <CaseAnswer {...props} />
    default:
      return <Choice {...props} />
  }
}

/** The questions of a case under each other, each answered in its own way. */
const CaseAnswer = ({ asked, response, name, locked, change, drafts }: AnswerProps): ReactNode => {
  const { t } = useWords()
  const given = (response?.['parts'] ?? {}) as Readonly<Record<string, AnswerBody>>
  const standing = useRef(given)
  standing.current = given
  return (
    <div className="case">
      {(asked.parts ?? []).map((part, at) => {
        const kind = part.kind ?? 'single'
        const answered = (body: AnswerBody): void => {
          standing.current = { ...standing.current, [part.id]: body }
          change({ parts: standing.current })
        }
        const inner = { asked: { ...part, kind }, response: given[part.id] ?? null, locked, change: answered }
        return (
          <fieldset key={part.id} disabled={locked} onKeyDown={chooseByLetter(inner)}>
            <legend>
              {t('partOf', { place: at + 1 })} <span className="kind">{t(kind)}</span>
              <span className="words">{withBlanks(part.text, kind)}</span>
            </legend>
            <Answer {...inner} name={`${name}-${part.id}`} drafts={drafts} />
          </fieldset>
        )
      })}
    </div>
  )
}

/** Where the blanks of a text are, by number. */
export const withBlanks = (text: string, kind: Asked['kind']): string => {
  let place = 0
  return kind === 'gap'
    ? text.replace(/_{2,}/g, () => {
        place += 1
        return `＿(${place})＿`
      })
    : text
}
