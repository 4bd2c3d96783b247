import type { UseQueryResult } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { useWords } from '../../i18n/words.ts'
import { Reading } from '../../ui/reading.tsx'

interface Dated {
  readonly from: string
  readonly basis: string
}

interface DatedRulesProps<R extends Dated, F> {
  /** The action that sets one begins with it, and the heading's id: `attendance-rule`. */
  readonly of: 'attendance-rule' | 'certificate-rule'
  readonly words: Readonly<Record<'title' | 'lead' | 'set' | 'unset' | 'before', string>>
  readonly read: UseQueryResult<{
    readonly items: readonly R[]
    readonly fallback: F
    readonly may: Readonly<Record<string, boolean>>
  }>
  readonly text: (rule: R | F, basis: string) => ReactNode
  /** The dialog that sets one; it starts from what is in force. */
  readonly form: (now: R | F, close: () => void) => ReactNode
}

/** What an office decided from a day on, newest first, and what holds where it decided nothing. */
export const DatedRules = <R extends Dated, F>({ of, words, read, text, form }: DatedRulesProps<R, F>) => {
  const ui = useWords('ui')
  const [setting, setSetting] = useState(false)
  return (
    <section className="block" aria-labelledby={`${of}s`}>
      <div className="block-head">
        <h2 id={`${of}s`}>{words.title}</h2>
        {read.data?.may[`${of}.set`] && <Button onClick={() => setSetting(true)}>{words.set}</Button>}
      </div>
      <p className="block-lead">{words.lead}</p>
      <Reading of={read} lines={3}>
        {({ items, fallback }) => (
          <>
            <ul className="lines">
              {items.map((rule) => (
                <li key={rule.from}>
                  {text(rule, rule.basis)}
                  <span>{ui('periodOpen', { from: rule.from })}</span>
                </li>
              ))}
              <li>
                {text(fallback, '')}
                <span className="hint">{items.length === 0 ? words.unset : words.before}</span>
              </li>
            </ul>
            {setting && form(items[0] ?? fallback, () => setSetting(false))}
          </>
        )}
      </Reading>
    </section>
  )
}
