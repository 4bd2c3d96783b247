import { ok, type Params, type Result, refuse } from '../../../../kernel/result.ts'
import {
  checkedQuestion,
  judgementOptions,
  nameOf,
  optionId,
  type Question,
  type QuestionCode,
  type QuestionKind,
  type QuestionOption,
  type RefusedQuestion,
  truthOf,
} from './question.ts'
import { readForm, type FormKind } from './question-forms.ts'
import type { QuestionCell, QuestionColumns } from './question-columns.ts'

export type QuestionRowVerdict =
  | { readonly ok: true; readonly question: Question }
  | { readonly ok: false; readonly refused: RefusedQuestion }

/** Judges one row of a question table. Rows are independent of each other. */
export const judgeQuestionRow = (
  columns: QuestionColumns,
  row: number,
  cells: readonly QuestionCell[],
): QuestionRowVerdict => {
  const cell = (at: number | undefined): QuestionCell =>
    at === undefined || at < 0 ? null : (cells[at] ?? null)
  const title = textOf(cell(columns.title))
  const stem = textOf(cell(columns.stem))
  const read = readRow(columns, cell, { title, stem, row })
  if (read.ok) return { ok: true, question: read.value }
  return { ok: false, refused: { row, title: nameOf(title, stem), code: read.code, params: read.params } }
}

type Cells = (at: number | undefined) => QuestionCell

const readRow = (
  columns: QuestionColumns,
  cell: Cells,
  named: { readonly title: string; readonly stem: string; readonly row: number },
): Result<Question, QuestionCode> => {
  for (const at of [columns.stem, columns.answer, ...columns.options]) {
    const fault = faultOf(cell(at), columns.headers[at] ?? '')
    if (fault) return refuse(fault.code, fault.params)
  }
  const answer = textOf(cell(columns.answer))
  const options = readOptions(columns, cell)
  const kind = kindOf(textOf(cell(columns.kind)), answer, options)
  if (!kind.ok) return kind
  if (named.stem.length === 0) return refuse('question.stem-missing')
  const common = {
    ...named,
    category: textOf(cell(columns.category)),
    feedback: textOf(cell(columns.feedback)),
  }
  // A matching says what belongs together in its options; an essay may have nothing to be held against.
  if (answer === '' && kind.value !== 'matching' && kind.value !== 'essay')
    return refuse('question.key-missing')
  if (kind.value === 'judgement') return judgement(common, answer, options)
  if (isForm(kind.value)) {
    const form = readForm(kind.value, named.stem, answer, options)
    if (!form.ok) return form
    const { parts, ...rest } = form.value
    return checkedQuestion({ ...common, kind: kind.value, ...rest, ...(parts.length > 0 ? { parts } : {}) })
  }
  const key = readKey(answer, options, kind.value)
  if (!key.ok) return key
  return checkedQuestion({ ...common, kind: kind.value, options, key: key.value })
}

type Common = Pick<Question, 'title' | 'category' | 'stem' | 'feedback' | 'row'>

const judgement = (
  common: Common,
  answer: string,
  options: readonly QuestionOption[],
): Result<Question, QuestionCode> => {
  // A right/wrong table may also list 正确 and 错误 as options and answer with a letter.
  const letter = options.find(({ id }) => id === answer.normalize('NFKC').trim().toUpperCase())
  const truth = truthOf(letter && truthOf(letter.text) !== null ? letter.text : answer)
  if (truth === null) return refuse('question.key-unknown', { option: answer.slice(0, 20) })
  return checkedQuestion({
    ...common,
    kind: 'judgement',
    options: judgementOptions,
    key: [truth ? 'T' : 'F'],
  })
}

const faultOf = (cell: QuestionCell, column: string): { code: QuestionCode; params: Params } | null => {
  if (typeof cell !== 'object' || cell === null) return null
  return {
    code: cell.fault === 'error-value' ? 'question.error-value' : 'question.formula-without-value',
    params: { column },
  }
}

const textOf = (cell: QuestionCell): string =>
  cell === null || typeof cell === 'object'
    ? ''
    : String(cell)
        .replace(/\r\n?/g, '\n')
        .replace(/[\u200b\u2060\ufeff]/g, '')
        .trim()

/** Options up to the last one that is filled; an empty one between others keeps its letter and is refused later. */
const readOptions = (columns: QuestionColumns, cell: Cells): QuestionOption[] => {
  const texts = columns.options.map((at) => textOf(cell(at)))
  while (texts.length > 0 && texts.at(-1) === '') texts.pop()
  const lettered =
    texts.length > 1 &&
    texts.every(
      (text, index) =>
        text.normalize('NFKC').toUpperCase().startsWith(optionId(index)) && /^.[.．、:：)）]/.test(text),
    )
  return texts.map((text, index) => ({ id: optionId(index), text: lettered ? text.slice(2).trim() : text }))
}

const kindWords: readonly [RegExp, QuestionKind][] = [
  [/^(单选|单选题|单项选择|单项选择题|单选选择题|选择题|single|singlechoice|singleanswer|radio)$/, 'single'],
  [
    /^(多选|多选题|多项选择|多项选择题|不定项|不定项选择|不定项选择题|multiple|multiplechoice|multiplechoices|multipleanswer|multipleanswers|multi|checkbox)$/,
    'multiple',
  ],
  [
    /^(判断|判断题|是非|是非题|判断改错|对错题|judgement|judgment|truefalse|trueorfalse|tf|boolean)$/,
    'judgement',
  ],
  [/^(填空|填空题|fillin|fillintheblanks?|gap|blanks?|shortanswer)$/, 'gap'],
  [/^(排序|排序题|order|ordering|sequence)$/, 'ordering'],
  [/^(匹配|匹配题|连线|连线题|配对题?|match|matching)$/, 'matching'],
  [/^(数值|数值题|计算|计算题|number|numeric|numerical)$/, 'numeric'],
  [/^(简答|简答题|问答|问答题|论述|论述题|名词解释|essay|text)$/, 'essay'],
]
const otherKinds = /案例|完形|实操|case/

const isForm = (kind: QuestionKind): kind is FormKind =>
  kind === 'gap' || kind === 'ordering' || kind === 'matching' || kind === 'numeric' || kind === 'essay'

const kindOf = (
  stated: string,
  answer: string,
  options: readonly QuestionOption[],
): Result<QuestionKind, QuestionCode> => {
  const word = stated
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '')
  const known = kindWords.find(([pattern]) => pattern.test(word))?.[1]
  // 选择题 and “multiple choice” name any choice; how many are right, the answer tells.
  if (known && !/^(multiplechoices?|选择题)$/.test(word)) return ok(known)
  if (otherKinds.test(word)) return refuse('question.kind-unsupported', { kind: stated.slice(0, 20) })
  if (word !== '' && !known) return refuse('question.kind-unknown', { kind: stated.slice(0, 20) })
  if (options.length === 0 && truthOf(answer) !== null) return ok('judgement')
  const key = readKey(answer, options, 'multiple')
  return ok(key.ok && key.value.length > 1 ? 'multiple' : 'single')
}

/** Answers as they are written: `A`, `ABC`, `A、C`, `1,3`, or the text of an option itself. */
const readKey = (
  answer: string,
  options: readonly QuestionOption[],
  kind: QuestionKind,
): Result<string[], QuestionCode> => {
  const whole = options.find(({ text }) => text === answer)
  const plain = answer.normalize('NFKC').toUpperCase().trim()
  if (whole && !/^[A-Z]$/.test(plain)) return ok([whole.id])
  const parts = plain.split(/[\s,;、/|&+和及]+/).filter((part) => part !== '')
  const ids = parts.flatMap((part) => partIds(part, options))
  const unknown = ids.find((id) => !options.some((option) => option.id === id && option.text !== ''))
  if (unknown !== undefined) return refuse('question.key-unknown', { option: unknown.slice(0, 20) })
  const key = [...new Set(ids)].sort()
  if (kind === 'single' && key.length > 1) return refuse('question.key-several')
  return ok(key)
}

const partIds = (part: string, options: readonly QuestionOption[]): string[] => {
  if (/^[A-Z]+$/.test(part)) return [...part]
  if (/^\d{1,2}$/.test(part) && Number(part) >= 1) return [optionId(Number(part) - 1)]
  const byText = options.find(({ text }) => text.normalize('NFKC').toUpperCase() === part)
  return [byText?.id ?? part]
}
