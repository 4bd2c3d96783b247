import { useRef, useState, type ReactNode } from 'react'
import type { Json } from '../../kernel/canonical-json.ts'
import type { AnswerProps } from './answer.tsx'
import { useWords } from './display.tsx'

const membersOf = (value: Json | undefined): Readonly<Record<string, string>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, string>)
    : {}

/** Things to be put in order, each with a button up and a button down; the first move answers the question. */
export const OrderAnswer = ({ asked, response, locked, change }: AnswerProps): ReactNode => {
  const { t } = useWords()
  const [said, setSaid] = useState('')
  const list = useRef<HTMLOListElement>(null)
  const options = asked.options ?? []
  const given = Array.isArray(response?.['order']) ? (response['order'] as string[]) : []
  const order = given.length === options.length ? given : options.map(({ id }) => id)
  const words = (id: string): string => options.find((option) => option.id === id)?.text ?? ''
  const move = (from: number, by: -1 | 1): void => {
    const to = from + by
    const next = [...order]
    ;[next[from], next[to]] = [next[to] as string, next[from] as string]
    change({ order: next })
    setSaid(t('movedNow', { what: words(order[from] as string), place: to + 1 }))
    // The focus goes with the thing that was moved; at an end the other button takes it.
    requestAnimationFrame(() => {
      const buttons = list.current?.children[to]?.querySelectorAll('button')
      const wanted = buttons?.[by === -1 ? 0 : 1]
      ;(wanted?.disabled ? buttons?.[by === -1 ? 1 : 0] : wanted)?.focus()
    })
  }
  return (
    <div>
      <ol className="ordering" ref={list}>
        {order.map((id, at) => (
          <li key={id} className={given.length > 0 ? 'option chosen' : 'option'}>
            <span className="letter">{at + 1}</span>
            <span className="words">{words(id)}</span>
            <button
              type="button"
              disabled={locked || at === 0}
              aria-label={t('moveUp', { what: words(id) })}
              onClick={() => move(at, -1)}
            >
              <span aria-hidden="true">↑</span>
            </button>
            <button
              type="button"
              disabled={locked || at === order.length - 1}
              aria-label={t('moveDown', { what: words(id) })}
              onClick={() => move(at, 1)}
            >
              <span aria-hidden="true">↓</span>
            </button>
          </li>
        ))}
      </ol>
      {given.length === 0 && (
        <button type="button" disabled={locked} onClick={() => change({ order })}>
          {t('keepOrder')}
        </button>
      )}
      <p role="status" className="unseen">
        {said}
      </p>
    </div>
  )
}

/** Rows, each with a list of everything it may belong to. */
export const MatchAnswer = ({ asked, response, name, locked, change }: AnswerProps): ReactNode => {
  const { t } = useWords()
  const pairs = membersOf(response?.['pairs'])
  const choose = (row: string, id: string): void => {
    const { [row]: _before, ...others } = pairs
    change({ pairs: id === '' ? others : { ...others, [row]: id } })
  }
  return (
    <div className="matching">
      {(asked.parts ?? []).map((part) => (
        <label key={part.id} className={pairs[part.id] ? 'match chosen' : 'match'}>
          <span className="words">{part.text}</span>
          <select
            name={`${name}-${part.id}`}
            disabled={locked}
            value={pairs[part.id] ?? ''}
            onChange={(event) => choose(part.id, event.target.value)}
          >
            <option value="">{t('chooseMatch')}</option>
            {(asked.options ?? []).map((option) => (
              <option key={option.id} value={option.id}>
                {option.text}
              </option>
            ))}
          </select>
        </label>
      ))}
    </div>
  )
}
