import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { Json } from '../../kernel/canonical-json.ts'
import type { AnswerProps } from './answer.tsx'
import { useWords } from './display.tsx'

/** Most characters of an answer; the centre refuses more. */
const longest = { text: 200, number: 40, essay: 20_000 } as const

/** What is typed is written into the journal once the fingers rest, and while they do not at least this often. */
const restMs = 700
const ceilingMs = 3000

/** A text under way: shown at once, written into the journal at rest, when the field is left, and before the page goes. */
const useTyping = (
  stands: string,
  write: (text: string) => void,
  drafts: AnswerProps['drafts'],
): { text: string; type: (text: string) => void; settle: () => void } => {
  const [text, setText] = useState(stands)
  const typed = useRef<{ text: string; since: number } | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const latest = useRef(write)
  latest.current = write
  const handle = useRef<ReturnType<AnswerProps['drafts']>>(undefined)
  const settle = useRef(() => {
    clearTimeout(timer.current)
    if (typed.current) latest.current(typed.current.text)
    typed.current = null
    handle.current?.typing(false)
  }).current
  // Another page's answer, or the centre's, while nobody is typing here.
  useEffect(() => {
    if (!typed.current) setText(stands)
  }, [stands])
  useEffect(() => {
    const own = drafts(settle)
    handle.current = own
    return () => {
      settle()
      own.leave()
    }
  }, [drafts, settle])
  return {
    text,
    settle,
    type(next) {
      setText(next)
      const since = typed.current?.since ?? performance.now()
      typed.current = { text: next, since }
      handle.current?.typing(true)
      clearTimeout(timer.current)
      timer.current = setTimeout(settle, Math.max(0, Math.min(restMs, since + ceilingMs - performance.now())))
    },
  }
}

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
const membersOf = (value: Json | undefined): Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, Json>) : {}

/** One number, as it is typed. */
export const NumberAnswer = ({ response, name, locked, change, drafts }: AnswerProps): ReactNode => {
  const { t } = useWords()
  const typing = useTyping(textOf(response?.['number']), (number) => change({ number }), drafts)
  return (
    <label className="field">
      <span>{t('numberLabel')}</span>
      <input
        name={name}
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        maxLength={longest.number}
        disabled={locked}
        value={typing.text}
        onChange={(event) => typing.type(event.target.value)}
        onBlur={typing.settle}
        aria-describedby={`${name}-help`}
      />
      <small id={`${name}-help`} className="help">
        {t('numberHelp')}
      </small>
    </label>
  )
}

/** A text of any length. */
export const EssayAnswer = ({ response, name, locked, change, drafts }: AnswerProps): ReactNode => {
  const { t } = useWords()
  const typing = useTyping(textOf(response?.['text']), (text) => change({ text }), drafts)
  return (
    <label className="field">
      <span>{t('essayLabel')}</span>
      <textarea
        name={name}
        rows={12}
        maxLength={longest.essay}
        disabled={locked}
        value={typing.text}
        onChange={(event) => typing.type(event.target.value)}
        onBlur={typing.settle}
        aria-describedby={`${name}-help`}
      />
      <small id={`${name}-help`} className="help">
        {t('essayCount', { count: typing.text.length, most: longest.essay })}
      </small>
    </label>
  )
}

/** Blanks by number under the text; the text shows where each one is. */
export const GapAnswer = (props: AnswerProps): ReactNode => {
  const { asked, response, name, locked, change, drafts } = props
  const texts = membersOf(response?.['texts'])
  // Two blanks may be under way at once: each writes over what stands when it is written.
  const standing = useRef(texts)
  standing.current = texts
  return (
    <div className="blanks">
      {(asked.parts ?? []).map((part, at) => (
        <Blank
          key={part.id}
          name={`${name}-${part.id}`}
          place={at + 1}
          locked={locked}
          drafts={drafts}
          stands={textOf(texts[part.id])}
          write={(text) => {
            standing.current = { ...standing.current, [part.id]: text }
            change({ texts: standing.current })
          }}
        />
      ))}
    </div>
  )
}

interface BlankProps {
  readonly name: string
  readonly place: number
  readonly locked: boolean
  readonly stands: string
  readonly drafts: AnswerProps['drafts']
  write(text: string): void
}

const Blank = ({ name, place, locked, stands, drafts, write }: BlankProps): ReactNode => {
  const { t } = useWords()
  const typing = useTyping(stands, write, drafts)
  return (
    <label className="field">
      <span>{t('blank', { place })}</span>
      <input
        name={name}
        autoComplete="off"
        spellCheck={false}
        maxLength={longest.text}
        disabled={locked}
        value={typing.text}
        onChange={(event) => typing.type(event.target.value)}
        onBlur={typing.settle}
      />
    </label>
  )
}
