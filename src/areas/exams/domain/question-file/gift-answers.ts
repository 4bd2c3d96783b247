import { ok, type Result, refuse } from '../../../../kernel/result.ts'
import {
  optionId,
  type QuestionCode,
  type QuestionKind,
  type QuestionNote,
  type QuestionOption,
} from './question.ts'

/** Takes the feedback for everybody, `####…`, off the end of the answers. */
export const splitFeedback = (answers: string): { readonly answers: string; readonly feedback: string } => {
  const at = answers.search(/(?<!\\)####/)
  return at < 0
    ? { answers, feedback: '' }
    : { answers: answers.slice(0, at).trim(), feedback: answers.slice(at + 4) }
}

interface Choice {
  readonly kind: QuestionKind
  readonly options: readonly QuestionOption[]
  readonly key: readonly string[]
  readonly notes: readonly QuestionNote['code'][]
}

interface Answer {
  readonly text: string
  readonly feedback: string
  readonly marked: boolean
  /** Percent, `null` where none is written. */
  readonly weight: number | null
}

/**
 * Reads `=right ~wrong` and `~%50%half ~%50%half ~%-100%wrong`. One `=` makes a single choice; weights without `=` make a
 * multiple one, whose positive weights must add up to 100. Weights of the other options are told but not kept: an
 * item is right or wrong here.
 */
export const choiceAnswers = (
  answers: string,
  plain: (piece: string) => string,
): Result<Choice, QuestionCode> => {
  const pieces = splitAnswers(answers)
  if (!pieces) return refuse('question.equals')
  const read = pieces.map((piece) => readAnswer(piece, plain))
  const options = read.map(({ text, feedback }, index) => ({
    id: optionId(index),
    text,
    ...(feedback === '' ? {} : { feedback }),
  }))
  const idsWhere = (right: (answer: Answer) => boolean): string[] =>
    read.flatMap((answer, index) => (right(answer) ? [optionId(index)] : []))
  const marked = idsWhere((answer) => answer.marked)
  if (marked.length > 0) {
    const partial = read.some(({ marked: right, weight }) => !right && weight !== null && weight > 0)
    const notes = [
      ...(marked.length > 1 ? ['question.read-as-multiple' as const] : []),
      ...(partial ? ['question.partial-credit' as const] : []),
    ]
    return ok({ kind: marked.length > 1 ? 'multiple' : 'single', options, key: marked, notes })
  }
  const weighted = idsWhere(({ weight }) => (weight ?? 0) > 0)
  if (weighted.length === 0) return refuse('question.key-missing')
  const total = read.reduce((sum, { weight }) => sum + Math.max(0, weight ?? 0), 0)
  // Thirds are written 33.33333: within one percent is a hundred.
  if (Math.abs(total - 100) > 1) return refuse('question.weights', { total: Math.round(total * 100) / 100 })
  return ok({ kind: weighted.length === 1 ? 'single' : 'multiple', options, key: weighted, notes: [] })
}

/**
 * Cuts before every unescaped `~` and every `=` that opens an answer. Where a single `=` stands, it does; of several, only
 * those at the start or after white space, so that an unescaped `a=1` stays text. None such among several: `null`.
 */
const splitAnswers = (answers: string): string[] | null => {
  const signs = [...answers.matchAll(/(\\[\s\S])|([~=])/g)].filter((match) => match[2] !== undefined)
  const opens = (at: number): boolean => at === 0 || /[\s~]/.test(answers[at - 1] as string)
  const equals = signs.filter((match) => match[0] === '=')
  const opening = equals.length > 1 ? equals.filter(({ index }) => opens(index)) : equals
  if (equals.length > 1 && opening.length === 0) return null
  const cuts = signs.filter(
    (match) => match[0] === '~' || (opening.includes(match) && !/~\s*$/.test(answers.slice(0, match.index))),
  )
  const at = [0, ...cuts.map(({ index }) => index), answers.length]
  return at
    .slice(1)
    .map((end, index) => answers.slice(at[index], end))
    .filter((piece) => piece.trim() !== '')
}

const readAnswer = (piece: string, plain: (piece: string) => string): Answer => {
  const sign = /^\s*~?\s*(=?)\s*/.exec(piece)
  const unsigned = piece.slice(sign?.[0].length ?? 0)
  const weight = /^%(-?\d{1,3}(?:\.\d+)?)%/.exec(unsigned)
  const [text = '', feedback = ''] = cutAtHash(weight ? unsigned.slice(weight[0].length) : unsigned)
  const percent = weight ? Number(weight[1]) : null
  return {
    text: plain(text),
    feedback: plain(feedback),
    marked: sign?.[1] === '=' && (percent === null || percent >= 100),
    weight: percent,
  }
}

/** Text and feedback. The languages C# and F# are met unescaped: a sharp after such a letter with nothing behind it is theirs. */
const cutAtHash = (text: string): string[] => {
  const at = text.search(/(?<!\\)#/)
  if (at < 0) return [text]
  const [before, behind] = [text.slice(0, at), text.slice(at + 1)]
  return behind.trim() === '' && /(^|[^A-Za-z])[CF]$/.test(before) ? [text] : [before, behind]
}
