import { isChoiceKey, type ItemKind, type Key, type Media, type Part } from '../item.ts'
import { ok, type Params, type Result, refuse } from '../../../../kernel/result.ts'

/** `judgement` is right or wrong; `multiple` is right only with every key option and no other. */
export type QuestionKind = ItemKind

export interface QuestionOption {
  /** Letter in file order, `A` first; of a judgement `T` and `F`. */
  readonly id: string
  readonly text: string
  readonly feedback?: string
}

/** A question as a file brings it, checked and ready to become an item. Texts are plain text. */
export interface Question {
  readonly kind: QuestionKind
  readonly title: string
  readonly category: string
  readonly stem: string
  readonly options: readonly QuestionOption[]
  readonly parts?: readonly Part[]
  readonly media?: readonly Media[]
  readonly key: Key
  readonly feedback: string
  /** Row of the spreadsheet, line of the text file. */
  readonly row: number
}

/** A question of the file that cannot be taken, named by its title (or its first words) and its row. */
export interface RefusedQuestion {
  readonly row: number
  readonly title: string
  readonly code: QuestionCode
  readonly params: Params
}

/** A question that was taken, but not quite as the file says. */
export interface QuestionNote {
  readonly row: number
  readonly title: string
  readonly code: 'question.read-as-multiple' | 'question.partial-credit'
  readonly params: Params
}

export interface QuestionFile {
  readonly questions: readonly Question[]
  readonly refused: readonly RefusedQuestion[]
  readonly notes: readonly QuestionNote[]
}

export type QuestionCode =
  | 'question.stem-missing'
  | 'question.stem-too-long'
  | 'question.option-empty'
  | 'question.option-too-long'
  | 'question.options-too-few'
  | 'question.options-too-many'
  | 'question.options-same'
  | 'question.key-missing'
  | 'question.key-unknown'
  | 'question.key-several'
  | 'question.weights'
  | 'question.equals'
  | 'question.braces'
  | 'question.no-answers'
  | 'question.media'
  | 'question.essay'
  | 'question.numerical'
  | 'question.matching'
  | 'question.short-answer'
  | 'question.kind-unsupported'
  | 'question.kind-unknown'
  | 'question.formula-without-value'
  | 'question.error-value'
  | 'question.key-too-long'
  | 'question.blanks-missing'
  | 'question.blanks-differ'
  | 'question.parts-too-many'
  | 'question.order-whole'
  | 'question.pairs'
  | 'question.number'
  | 'question.case-parts'
  | 'question.media-unreadable'

const mostOptions = 26
const longestStem = 10_000
const longestOption = 2_000

/** Letter of an option by its position: 0 is A. */
export const optionId = (index: number): string => String.fromCharCode(65 + index)

/** The two options of every judgement, in the office's words; screens show their own. */
export const judgementOptions: readonly QuestionOption[] = [
  { id: 'T', text: '正确' },
  { id: 'F', text: '错误' },
]

/** Checks what must hold for any question, whatever file it came from. */
export const checkedQuestion = (question: Question): Result<Question, QuestionCode> => {
  const { stem, options, key } = question
  if (stem.trim() === '') return refuse('question.stem-missing')
  if (stem.length > longestStem) return refuse('question.stem-too-long', { limit: longestStem })
  if (isChoiceKey(key) && options.length < 2) return refuse('question.options-too-few')
  if (options.length > mostOptions) return refuse('question.options-too-many', { limit: mostOptions })
  const empty = options.find(({ text }) => text.trim() === '')
  if (empty) return refuse('question.option-empty', { option: empty.id })
  const long = options.find(({ text }) => text.length > longestOption)
  if (long) return refuse('question.option-too-long', { option: long.id, limit: longestOption })
  const same = options.find(({ text }, index) => options.findIndex((other) => other.text === text) < index)
  if (same) return refuse('question.options-same', { option: same.id })
  if (!isChoiceKey(key)) return ok(question)
  if (key.length === 0) return refuse('question.key-missing')
  const unknown = key.find((id) => !options.some((option) => option.id === id))
  if (unknown !== undefined) return refuse('question.key-unknown', { option: unknown })
  if (question.kind !== 'multiple' && key.length > 1) return refuse('question.key-several')
  return ok(question)
}

/** How a question is called in a list of faults: its title, else its first words. */
export const nameOf = (title: string, stem: string): string => {
  const words = (title || stem).replace(/\s+/g, ' ').trim()
  return words.length > 40 ? `${words.slice(0, 39)}…` : words
}

/** Words for right and wrong in answers; `null` for anything else. */
export const truthOf = (text: string): boolean | null => {
  const word = text.normalize('NFKC').trim().toLowerCase()
  if (/^(t|true|y|yes|right|correct|对|正确|是|√|✓|✔|☑|1)$/.test(word)) return true
  if (/^(f|false|n|no|wrong|incorrect|错|错误|不对|不正确|否|×|x|✗|✘|✕|0)$/.test(word)) return false
  return null
}
