import { isChoiceKey } from '../../src/areas/exams/domain/item.ts'
import { readQuestionFile } from '../../src/areas/exams/app/read-question-file.ts'

/** Right options' texts by stem, read from the same file the office imports: the API never tells a key to a candidate. */
export const rightAnswers = async (
  bytes: Uint8Array,
  filename: string,
): Promise<Map<string, ReadonlySet<string>>> => {
  const file = await readQuestionFile(bytes, filename)
  if (!file.ok) throw new Error(`the question file cannot be read: ${file.code}`)
  return new Map(
    file.value.questions.map((question) => [
      question.stem,
      new Set(
        question.options
          .filter((option) => isChoiceKey(question.key) && question.key.includes(option.id))
          .map((option) => option.text),
      ),
    ]),
  )
}
