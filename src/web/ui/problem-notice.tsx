import { CloseCircleOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { fieldSentence, ProblemError, UnreachableError } from '../api/problem-error.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import { nextStep } from './next-step.ts'

export interface ProblemNoticeProps {
  readonly error: unknown
  /** What to try again, where trying again can help. */
  readonly again?: () => void
  /** What happened, where the screen knows it better than the refusal: its fields are not listed then. */
  readonly what?: string
  /** A next step that only this screen knows. */
  readonly next?: ReactNode
}

/** A refusal or failure: what happened and by which rule, what to do next, and the code to quote. */
export const ProblemNotice = ({ error, again, what, next }: ProblemNoticeProps) => {
  const say = useWords('ui')
  const language = useLanguage()
  if (error === null || error === undefined) return null
  const problem = error instanceof ProblemError ? error : null
  return (
    <div className="problem" role="alert">
      <CloseCircleOutlined className="problem-icon" aria-hidden />
      <div className="problem-text">
        <p className="problem-what">
          {what ??
            (problem
              ? problem.sentence(language)
              : say(error instanceof UnreachableError ? 'unreachable' : 'unexpected'))}
        </p>
        {problem && what === undefined && problem.errors.length > 0 && (
          <ul>
            {problem.errors.map((field) => (
              <li key={`${field.pointer} ${field.code}`}>{fieldSentence(field, language)}</li>
            ))}
          </ul>
        )}
        <p>{next ?? say(nextStep(error))}</p>
        {problem && (
          <p className="problem-code">
            {say('problemCode')} <code>{problem.code}</code>
            {problem.requestId !== '' && (
              <>
                {' '}
                · {say('requestId')} <code>{problem.requestId}</code>
              </>
            )}
          </p>
        )}
        {again && (
          <Button size="small" onClick={again}>
            {say('again')}
          </Button>
        )}
      </div>
    </div>
  )
}
