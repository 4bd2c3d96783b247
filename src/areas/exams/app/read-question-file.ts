import { ok, refuse, type Params, type Result } from '../../../kernel/result.ts'
import { readTable } from '../../../platform/sheet/read-table.ts'
import { defaultSheetLimits, SheetError } from '../../../platform/sheet/sheet.ts'
import { decodeText } from '../../../platform/sheet/text-encoding.ts'
import type { KeyedQuestion } from '../domain/item.ts'
import { readGift } from '../domain/question-file/gift.ts'
import { readQuestionHeader } from '../domain/question-file/question-columns.ts'
import { judgeQuestionRow } from '../domain/question-file/question-rows.ts'
import { readQuestionJson } from '../domain/question-file/question-json.ts'
import type { QuestionFile, QuestionNote, RefusedQuestion } from '../domain/question-file/question.ts'

export interface QuestionsRead {
  readonly questions: readonly KeyedQuestion[]
  readonly refused: readonly {
    readonly row: number
    readonly title: string
    readonly code: string
    readonly params: Params
  }[]
  readonly notes: readonly QuestionNote[]
}

const mostQuestions = 5000
const limits = {
  ...defaultSheetLimits,
  fileBytes: 16 * 1024 * 1024,
  inflatedBytes: 64 * 1024 * 1024,
  rows: 20_000,
}

/** Reads a question file by what it is: a table (.xlsx, .csv), JSON or GIFT text. Broken questions are refused one by one. */
export const readQuestionFile = async (
  bytes: Uint8Array,
  fileName: string,
): Promise<Result<QuestionsRead, string>> => {
  if (bytes.length === 0) return refuse('question.no-file')
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  const file =
    isZip || /\.(xlsx|xls|csv)$/i.test(fileName) ? await readQuestionTable(bytes) : readQuestionText(bytes)
  if (!file.ok) return file
  const { questions, refused, notes } = file.value
  if (questions.length === 0 && refused.length === 0) return refuse('question.none')
  if (questions.length > mostQuestions) return refuse('sheet.too-many-rows', { limit: mostQuestions })
  return ok({
    questions: questions.map(({ kind, title, stem, options, parts, media, key }) => ({
      kind,
      title,
      stem,
      options: options.map(({ id, text }) => ({ id, text })),
      key,
      ...(parts ? { parts } : {}),
      ...(media ? { media } : {}),
    })),
    refused,
    notes,
  })
}

const readQuestionTable = async (bytes: Uint8Array): Promise<Result<QuestionFile, string>> => {
  const questions: QuestionFile['questions'][number][] = []
  const refused: RefusedQuestion[] = []
  const read = await readTable(
    bytes,
    {
      recognise: ({ cells }) => readQuestionHeader(cells),
      take(rows, columns) {
        for (const { row, cells } of rows) {
          const verdict = judgeQuestionRow(columns, row, cells)
          if (verdict.ok) questions.push(verdict.question)
          else refused.push(verdict.refused)
        }
      },
    },
    limits,
  )
  return read.ok ? ok({ questions, refused, notes: [] }) : read
}

const readQuestionText = (bytes: Uint8Array): Result<QuestionFile, string> => {
  if (bytes.length > limits.fileBytes) return refuse('sheet.too-large', { limit: '16 MB' })
  try {
    const text = decodeText(bytes)
    const json = /^\s*[[{]/.test(text) ? readQuestionJson(text) : null
    return ok(json ?? readGift(text))
  } catch (error) {
    if (error instanceof SheetError) return refuse(error.code, error.params)
    throw error
  }
}
