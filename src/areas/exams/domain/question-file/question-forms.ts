import { ok, refuse, type Result } from '../../../../kernel/result.ts'
import { longest, plainAnswer, readNumber } from '../answer-text.ts'
import { parseExact } from '../../../../kernel/exact.ts'
import type { FormKey, Part } from '../item.ts'
import type { QuestionCode, QuestionKind, QuestionOption } from './question.ts'

/** What a question that is no choice is made of, as a table or a JSON file brings it. */
export interface Form {
  readonly options: readonly QuestionOption[]
  readonly parts: readonly Part[]
  readonly key: FormKey
}

export type FormKind = Exclude<QuestionKind, 'single' | 'multiple' | 'judgement' | 'case'>

const mostParts = 50

/** Blanks are two or more underscores in the text of the question. */
export const blanksOf = (stem: string): number => (stem.match(/_{2,}/g) ?? []).length

/** Splits at the first of these marks that there is, full or half width. */
const splitAt = (text: string, marks: RegExp): string[] => text.split(marks).map((part) => part.trim())

/**
 * Reads the answer cell of a table row. Gap: `45|四十五; 72`, blanks by semicolon or line, accepted forms by `|`. Ordering:
 * all letters, `BCA`. Matching: options written `left = right`; `= right` is one that belongs nowhere. Numeric: `3.14` or
 * `3.14±0.01`. Essay: what an examiner looks for, or nothing.
 */
export const readForm = (
  kind: FormKind,
  stem: string,
  answer: string,
  options: readonly QuestionOption[],
): Result<Form, QuestionCode> => {
  switch (kind) {
    case 'gap':
      return gapForm(
        stem,
        splitAt(answer, /[;；\n]/)
          .filter(Boolean)
          .map((one) => splitAt(one, /[|｜]/)),
      )
    case 'ordering':
      return orderForm(
        options,
        [...answer.normalize('NFKC').toUpperCase()].filter((one) => /[A-Z]/.test(one)),
      )
    case 'matching':
      return matchForm(options.map(({ text }) => splitAt(text, /=|＝|→/)))
    case 'numeric': {
      const [number = '', tolerance = '0'] = splitAt(answer.normalize('NFKC'), /±|\+-|\+\/-/)
      return numberForm(number, tolerance)
    }
    case 'essay':
      return answer.length > longest.essay
        ? refuse('question.key-too-long', { limit: longest.essay })
        : ok({ options: [], parts: [], key: { reference: answer } })
  }
}

export const gapForm = (stem: string, forms: readonly (readonly string[])[]): Result<Form, QuestionCode> => {
  const blanks = blanksOf(stem)
  if (blanks === 0) return refuse('question.blanks-missing')
  if (blanks > mostParts) return refuse('question.parts-too-many', { limit: mostParts })
  if (forms.length !== blanks) return refuse('question.blanks-differ', { blanks, answers: forms.length })
  if (forms.some((accepted) => accepted.length === 0 || accepted.some((form) => plainAnswer(form) === '')))
    return refuse('question.key-missing')
  if (forms.flat().some((form) => form.length > longest.text))
    return refuse('question.key-too-long', { limit: longest.text })
  const parts = forms.map((_, at) => ({ id: `p${at + 1}`, text: '' }))
  const texts = Object.fromEntries(forms.map((accepted, at) => [`p${at + 1}`, [...new Set(accepted)]]))
  return ok({ options: [], parts, key: { texts } })
}

export const orderForm = (
  options: readonly QuestionOption[],
  order: readonly string[],
): Result<Form, QuestionCode> => {
  if (options.length < 2) return refuse('question.options-too-few')
  const unknown = order.find((id) => !options.some((option) => option.id === id))
  if (unknown !== undefined) return refuse('question.key-unknown', { option: unknown.slice(0, 20) })
  if (order.length !== options.length || new Set(order).size !== order.length)
    return refuse('question.order-whole')
  return ok({ options, parts: [], key: { order } })
}

/** Each pair is left and right; a left that is empty makes its right one that belongs nowhere. */
export const matchForm = (pairs: readonly (readonly string[])[]): Result<Form, QuestionCode> => {
  if (pairs.some((pair) => pair.length !== 2 || !pair[1])) return refuse('question.pairs')
  const rows = pairs.filter(([left]) => left)
  if (rows.length < 2) return refuse('question.pairs')
  if (rows.length > mostParts) return refuse('question.parts-too-many', { limit: mostParts })
  const rights = [...new Set(pairs.map(([, right]) => right as string))]
  const options = rights.map((text, at) => ({ id: `O${at + 1}`, text }))
  const parts = rows.map(([left], at) => ({ id: `p${at + 1}`, text: left as string }))
  const key = Object.fromEntries(
    rows.map(([, right], at) => [`p${at + 1}`, `O${rights.indexOf(right as string) + 1}`]),
  )
  return ok({ options, parts, key: { pairs: key } })
}

const exactText = (text: string): string | null => {
  const plain = text.normalize('NFKC').replace(/[\s,]/g, '').replace(/[−–—]/g, '-')
  return readNumber(plain) && parseExact(plain) ? plain : null
}

export const numberForm = (number: string, tolerance: string): Result<Form, QuestionCode> => {
  const [value, off] = [exactText(number), exactText(tolerance)]
  if (value === null || off === null || off.startsWith('-')) return refuse('question.number')
  return ok({ options: [], parts: [], key: { number: value, tolerance: off } })
}
