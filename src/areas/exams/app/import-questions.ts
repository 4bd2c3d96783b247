import { newId } from '../../../kernel/id.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { command, query } from '../../../platform/perform.ts'
import { keyHash, questionHash, withOpaqueIds } from '../domain/item.ts'
import { questionsImported } from '../events.ts'
import { mediaTypesOf } from '../store/media.ts'
import { keepQuestions, questionsById, recordImport } from '../store/questions.ts'
import { officeOfProgramme } from '../store/sittings.ts'
import { digest } from './digest.ts'
import type { QuestionsRead } from './read-question-file.ts'

export interface QuestionImport {
  readonly programmeId: string
  readonly fileName: string
  readonly fileHash: string
  readonly read: QuestionsRead
}

/** Asked before a file is read, so that a stranger's file is never opened. */
export const mayImportQuestions = query({
  name: 'exams.mayImportQuestions',
  action: 'exam.bank.manage',
  async load(reading, input: { programmeId: string }) {
    const office = await officeOfProgramme(reading.tx, input.programmeId)
    return office ? { owners: { office: [office] } } : undefined
  },
  reply: async () => ({}),
})

/** Takes the questions of a file into the programme's bank; one that is there already is recognised, not doubled. */
export const importQuestions = command({
  name: 'exams.importQuestions',
  action: 'exam.bank.manage',
  async load(unit, input: QuestionImport) {
    const office = await officeOfProgramme(unit.tx, input.programmeId)
    return office ? { owners: { office: [office] } } : undefined
  },
  async run(unit, { programmeId, fileName, fileHash, read }) {
    const wanted = [...new Set(read.questions.flatMap(({ media = [] }) => media.map(({ hash }) => hash)))]
    const types = await mediaTypesOf(unit.tx, programmeId, wanted)
    const missing = wanted.find((hash) => !types.has(hash))
    if (missing) return refuse('exam.media-unknown', { hash: missing })
    const questions = read.questions.map((given) => {
      // What a file is, its content says, not the list of questions.
      const media = given.media?.map((one) => ({ ...one, type: types.get(one.hash) ?? one.type }))
      const opaque = withOpaqueIds({ ...given, ...(media ? { media } : {}) }, digest)
      const asked = questionHash(opaque, digest)
      return {
        ...opaque,
        questionId: newId(),
        versionId: newId(),
        questionHash: asked,
        keyHash: keyHash(asked, opaque.key, digest),
      }
    })
    const by = unit.actor.accountId
    const { versionIds, alreadyKnown } = await keepQuestions(unit.tx, programmeId, questions, by, unit.now)
    const importId = newId()
    await recordImport(
      unit.tx,
      { id: importId, programmeId, fileName, fileHash, versionIds, alreadyKnown, refused: read.refused, by },
      unit.now,
    )
    await unit.emit(
      questionsImported(programmeId, {
        import: importId,
        file: fileHash,
        accepted: versionIds.length,
        alreadyKnown,
        refused: read.refused.length,
      }),
    )
    return ok({
      importId,
      accepted: versionIds.length,
      alreadyKnown,
      questions: await questionsById(unit.tx, versionIds),
    })
  },
})
