import { compare, parseExact, zero } from '../../../kernel/exact.ts'
import { isDay } from '../../../kernel/calendar.ts'
import type { FieldError } from '../../../kernel/result.ts'
import type { DeclarableAsk } from '../../../rules/index.ts'

export type AnswerValue = string | number | boolean
export type Answers = Readonly<Record<string, AnswerValue>>

const longestText = 200

/** Trimmed, without what was left blank. */
export const tidied = (answers: Answers): Answers =>
  Object.fromEntries(
    Object.entries(answers)
      .map(([field, value]) => [field, typeof value === 'string' ? value.trim() : value] as const)
      .filter(([, value]) => value !== ''),
  )

/** What is wrong with answers to the questions of a kind: left out, of another form, or to a question nobody asked. */
export const faultsOfAnswers = (asks: readonly DeclarableAsk[], answers: Answers): FieldError[] => {
  const unknown = Object.keys(answers).filter((field) => !asks.some((ask) => ask.field === field))
  return [
    ...unknown.map((field) => ({ pointer: `/answers/${field}`, code: 'declaration.answer-unknown' })),
    ...asks.flatMap((ask) => {
      const value = answers[ask.field]
      const pointer = `/answers/${ask.field}`
      if (value === undefined) return ask.required ? [{ pointer, code: 'declaration.answer-missing' }] : []
      if (fits(ask, value)) return []
      const most = ask.form === 'whole' && typeof value === 'number' ? ask.most : null
      return most !== null && Number(value) > most
        ? [{ pointer, code: 'declaration.answer-most', params: { most } }]
        : [{ pointer, code: `declaration.answer-${ask.form}` }]
    }),
  ]
}

const fits = (ask: DeclarableAsk, value: AnswerValue): boolean => {
  switch (ask.form) {
    case 'text':
      return typeof value === 'string' && value.length <= longestText && !/\p{Cc}/u.test(value)
    case 'whole':
      return (
        typeof value === 'number' &&
        Number.isSafeInteger(value) &&
        value >= 1 &&
        (ask.most === null || value <= ask.most)
      )
    case 'exact': {
      const exact = parseExact(value)
      return exact !== null && compare(exact, zero) > 0
    }
    case 'choice':
      return ask.choices.some((one) => one.value === value)
    case 'yes-no':
      return typeof value === 'boolean'
    case 'day':
      return typeof value === 'string' && isDay(value)
  }
}
