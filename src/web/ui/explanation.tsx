import type { ReactNode } from 'react'
import { useWords } from '../i18n/words.ts'

export interface ExplanationProps {
  readonly evidence: ReactNode
  readonly rule: ReactNode
  readonly arithmetic: ReactNode
}

/** Where a figure comes from: evidence → rule with its text → arithmetic; side by side, or one below the other, and on paper. */
export const Explanation = ({ evidence, rule, arithmetic }: ExplanationProps) => {
  const say = useWords('ui')
  return (
    <div className="explanation">
      <section>
        <h2>{say('evidence')}</h2>
        {evidence}
      </section>
      <section>
        <h2>{say('rule')}</h2>
        {rule}
      </section>
      <section>
        <h2>{say('arithmetic')}</h2>
        {arithmetic}
      </section>
    </div>
  )
}
