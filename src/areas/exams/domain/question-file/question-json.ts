import { type Params, ok, refuse, type Result } from '../../../../kernel/result.ts'
import { parseExact } from '../../../../kernel/exact.ts'
import { itemKinds } from '../../../../kernel/exam-question.ts'
import type { FormKey, Key, Media, Part } from '../item.ts'
import {
  checkedQuestion,
  judgementOptions,
  nameOf,
  optionId,
  type Question,
  type QuestionCode,
  type QuestionFile,
  type QuestionKind,
  type QuestionOption,
  type RefusedQuestion,
} from './question.ts'
import { gapForm, matchForm, numberForm, orderForm, type Form } from './question-forms.ts'

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const textOf = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : ''
const textsOf = (value: unknown): string[] | null =>
  Array.isArray(value) && value.every((one) => typeof one === 'string') ? (value as string[]) : null

/**
 * Reads questions of every kind from JSON: `{"questions": [{"kind", "stem", "title", …}]}`. Choices and orderings have
 * `options` (texts) and `answer` (the right texts, or all of them in order); gaps `answer` (a list of accepted forms for each
 * blank); matchings `pairs` ([left, right], left empty for a right that belongs nowhere); numbers `answer` and `tolerance`;
 * essays `reference`; judgements `answer` true or false; cases `parts`, questions of their own with `points` as weights.
 * `media` lists files by `hash`, `type` and `text`. `null`: the text is not such a file.
 */
export const readQuestionJson = (text: string): QuestionFile | null => {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return null
  }
  const list = isFields(parsed) ? parsed['questions'] : parsed
  if (!Array.isArray(list)) return null
  const questions: Question[] = []
  const refused: RefusedQuestion[] = []
  for (const [at, given] of list.entries()) {
    const fields = isFields(given) ? given : {}
    const read = readQuestion(fields, at + 1)
    if (read.ok) questions.push(read.value)
    else
      refused.push({
        row: at + 1,
        title: nameOf(textOf(fields['title']), textOf(fields['stem'])),
        code: read.code,
        params: read.params as Params,
      })
  }
  return { questions, refused, notes: [] }
}

const readQuestion = (fields: Fields, row: number): Result<Question, QuestionCode> => {
  const stem = textOf(fields['stem'])
  if (stem === '') return refuse('question.stem-missing')
  const kind = kindOf(fields['kind'])
  if (!kind) return refuse('question.kind-unknown', { kind: textOf(fields['kind']).slice(0, 20) })
  const media = mediaOf(fields['media'])
  if (!media) return refuse('question.media-unreadable')
  const asked = kind === 'case' ? readCase(fields) : readAsked(kind, stem, fields)
  if (!asked.ok) return asked
  return checkedQuestion({
    kind,
    title: textOf(fields['title']),
    category: textOf(fields['category']),
    feedback: textOf(fields['feedback']),
    stem,
    row,
    ...asked.value,
    ...(media.length > 0 ? { media } : {}),
  })
}

interface Asked {
  readonly options: readonly QuestionOption[]
  readonly parts?: readonly Part[]
  readonly key: Key
}

const kindOf = (value: unknown): QuestionKind | undefined => itemKinds.find((kind) => kind === value)

const readAsked = (
  kind: Exclude<QuestionKind, 'case'>,
  stem: string,
  fields: Fields,
): Result<Asked, QuestionCode> => {
  const options = (textsOf(fields['options']) ?? []).map((text, at) => ({ id: optionId(at), text }))
  const idOf = (text: string): string => options.find((option) => option.text === text)?.id ?? text
  const answers = textsOf(fields['answer']) ?? (textOf(fields['answer']) ? [textOf(fields['answer'])] : [])
  switch (kind) {
    case 'single':
    case 'multiple':
      return ok({ options, key: answers.map(idOf) })
    case 'judgement':
      return typeof fields['answer'] === 'boolean'
        ? ok({ options: judgementOptions, key: [fields['answer'] ? 'T' : 'F'] })
        : refuse('question.key-missing')
    case 'gap':
      return plainForm(gapForm(stem, gapsOf(fields['answer'])))
    case 'ordering':
      return plainForm(orderForm(options, answers.map(idOf)))
    case 'matching':
      return plainForm(matchForm(gapsOf(fields['pairs'])))
    case 'numeric':
      return plainForm(numberForm(textOf(fields['answer']), textOf(fields['tolerance']) || '0'))
    case 'essay':
      return ok({ options: [], key: { reference: textOf(fields['reference']) } })
  }
}

/** A list of lists of texts; a single text stands for a list of one. */
const gapsOf = (value: unknown): string[][] =>
  Array.isArray(value) ? value.map((one) => textsOf(one) ?? (textOf(one) ? [textOf(one)] : [])) : []

const plainForm = (form: Result<Form, QuestionCode>): Result<Asked, QuestionCode> => {
  if (!form.ok) return form
  const { options, parts, key } = form.value
  return ok({ options, key, ...(parts.length > 0 ? { parts } : {}) })
}

const readCase = (fields: Fields): Result<Asked, QuestionCode> => {
  const given = fields['parts']
  if (!Array.isArray(given) || given.length === 0 || given.length > 20) return refuse('question.case-parts')
  const parts: Part[] = []
  const keys: Record<string, Key> = {}
  for (const [at, one] of given.entries()) {
    const inner = isFields(one) ? one : {}
    const [kind, stem, points] = [
      kindOf(inner['kind']),
      textOf(inner['stem']),
      textOf(inner['points']) || '1',
    ]
    if (!kind || kind === 'case' || stem === '') return refuse('question.case-parts')
    const weight = parseExact(points)
    if (!weight || weight.top <= 0n) return refuse('question.case-parts')
    const read = readAsked(kind, stem, inner)
    if (!read.ok) return read
    const checked = checkedQuestion({ ...bare, kind, stem, ...read.value })
    if (!checked.ok) return checked
    const id = `p${at + 1}`
    parts.push({
      id,
      text: stem,
      kind,
      options: read.value.options.map(({ id: option, text }) => ({ id: option, text })),
      ...(read.value.parts ? { parts: [...read.value.parts] } : {}),
      points,
    })
    keys[id] = read.value.key
  }
  return ok({ options: [], parts, key: { parts: keys } satisfies FormKey })
}

const bare = { title: '', category: '', feedback: '', row: 0 } as const

const mediaOf = (value: unknown): Media[] | null => {
  if (value === undefined) return []
  if (!Array.isArray(value) || value.length > 10) return null
  const media = value.map((one) =>
    isFields(one)
      ? { hash: textOf(one['hash']), type: textOf(one['type']), text: textOf(one['text']) }
      : null,
  )
  return media.every(
    (one) => one !== null && /^[0-9a-f]{64}$/.test(one.hash) && one.type !== '' && one.text !== '',
  )
    ? (media as Media[])
    : null
}
