import { ok, type Result, refuse } from '../../../../kernel/result.ts'
import { type GiftBlock, giftBlocks } from './gift-blocks.ts'
import { choiceAnswers, splitFeedback } from './gift-answers.ts'
import { unescapeGift } from './gift-escapes.ts'
import { hasMedia, htmlToText } from './html-text.ts'
import {
  checkedQuestion,
  judgementOptions,
  nameOf,
  type Question,
  type QuestionCode,
  type QuestionFile,
  type QuestionNote,
  type RefusedQuestion,
  truthOf,
} from './question.ts'

/** Reads a GIFT file: choices and true/false are taken; every other kind is refused by name, and a broken question alone. */
export const readGift = (text: string): QuestionFile => {
  const questions: Question[] = []
  const refused: RefusedQuestion[] = []
  const notes: QuestionNote[] = []
  for (const block of giftBlocks(text)) {
    const parts = partsOf(block)
    const name = nameOf(parts.title, parts.plain(parts.before))
    const read = readBlock(block, parts)
    if (read.ok) {
      questions.push(read.value.question)
      for (const code of read.value.notes) notes.push({ row: block.line, title: name, code, params: {} })
    } else refused.push({ row: block.line, title: name, code: read.code, params: read.params })
  }
  return { questions, refused, notes }
}

interface BlockParts {
  readonly title: string
  readonly before: string
  /** Between the braces; `null` without a proper pair of them. */
  readonly answers: string | null
  readonly after: string
  readonly hasBraces: boolean
  /** Plain text of a piece under the block's format. */
  readonly plain: (piece: string) => string
  readonly isHtml: boolean
}

const partsOf = (block: GiftBlock): BlockParts => {
  const titled = /^::((?:\\[\s\S]|(?!::)[\s\S])*)::/.exec(block.text)
  const rest = titled ? block.text.slice(titled[0].length) : block.text
  const format = /^\s*\[(html|moodle|plain|markdown)\]/i.exec(rest)
  const body = format ? rest.slice(format[0].length) : rest
  const isHtml = format?.[1]?.toLowerCase() === 'html'
  const [open, close] = [unescapedIndex(body, '{', 0), unescapedIndex(body, '}', 0)]
  const paired =
    open >= 0 &&
    close > open &&
    unescapedIndex(body, '{', open + 1) < 0 &&
    unescapedIndex(body, '}', close + 1) < 0
  return {
    title: unescapeGift(titled?.[1] ?? '').trim(),
    before: paired ? body.slice(0, open) : body,
    answers: paired ? body.slice(open + 1, close).trim() : null,
    after: paired ? body.slice(close + 1) : '',
    hasBraces: open >= 0 || close >= 0,
    plain: (piece) => plainText(piece, isHtml),
    isHtml,
  }
}

const plainText = (piece: string, isHtml: boolean): string => {
  const stated = /^\s*\[(html|moodle|plain|markdown)\]/i.exec(piece)
  const text = unescapeGift(stated ? piece.slice(stated[0].length) : piece)
  const html = stated ? stated[1]?.toLowerCase() === 'html' : isHtml
  return html ? htmlToText(text) : text.replace(/[ \t]+\n/g, '\n').trim()
}

const unescapedIndex = (text: string, char: string, from: number): number => {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === char) return at
  }
  return -1
}

interface ReadBlock {
  readonly question: Question
  readonly notes: readonly QuestionNote['code'][]
}

const readBlock = (block: GiftBlock, parts: BlockParts): Result<ReadBlock, QuestionCode> => {
  if (parts.answers === null) return refuse(parts.hasBraces ? 'question.braces' : 'question.no-answers')
  if (parts.isHtml ? hasMedia(block.text) : block.text.includes('@@PLUGINFILE@@'))
    return refuse('question.media')
  const tail = parts.plain(parts.after)
  const stem = tail === '' ? parts.plain(parts.before) : `${parts.plain(parts.before)} _____ ${tail}`.trim()
  const { answers, feedback } = splitFeedback(parts.answers)
  const common = {
    title: parts.title,
    category: block.category,
    stem,
    feedback: parts.plain(feedback),
    row: block.line,
  }
  const truth = readTruth(answers)
  if (truth !== null) {
    const options = judgementOptions.map((option) => {
      const said = parts.plain(
        option.id === (truth.answer ? 'T' : 'F') ? truth.rightFeedback : truth.wrongFeedback,
      )
      return said === '' ? option : { ...option, feedback: said }
    })
    return withNotes(
      checkedQuestion({ ...common, kind: 'judgement', options, key: [truth.answer ? 'T' : 'F'] }),
      [],
    )
  }
  const other = otherKind(answers)
  if (other) return refuse(other)
  const choice = choiceAnswers(answers, parts.plain)
  if (!choice.ok) return choice
  const { kind, options, key, notes } = choice.value
  return withNotes(checkedQuestion({ ...common, kind, options, key }), notes)
}

const withNotes = (
  question: Result<Question, QuestionCode>,
  notes: ReadBlock['notes'],
): Result<ReadBlock, QuestionCode> => (question.ok ? ok({ question: question.value, notes }) : question)

/** `{T}`, `{FALSE#why not#why}`; the first feedback is for a wrong answer, the second for a right one. */
const readTruth = (
  answers: string,
): { answer: boolean; wrongFeedback: string; rightFeedback: string } | null => {
  const [word = '', wrongFeedback = '', rightFeedback = ''] = answers.split(/(?<!\\)#/)
  if (/^[01xXyYnN]$/.test(word.trim())) return null
  const answer = truthOf(unescapeGift(word))
  return answer === null ? null : { answer, wrongFeedback, rightFeedback }
}

/** Which kind of GIFT question the answers make that is not a choice; `null` for a choice. */
const otherKind = (answers: string): QuestionCode | null => {
  if (answers === '') return 'question.essay'
  if (answers.startsWith('#')) return 'question.numerical'
  if (unescapedIndex(answers, '~', 0) >= 0) return null
  return /(?<!\\)=[\s\S]*->/.test(answers) ? 'question.matching' : 'question.short-answer'
}
