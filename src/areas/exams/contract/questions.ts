import { type Static, Type } from 'typebox'
import { itemKinds, mediaTypes } from '../../../kernel/exam-question.ts'
import { endpoint } from '../../../wire/endpoint.ts'
import { Page, pageQuery } from '../../../wire/page.ts'
import { IdShape, OneOf } from '../../../wire/shapes.ts'
import { HashShape, MediaShape, nullable, PartsShape } from './shapes.ts'

const QuestionShape = Type.Object({
  versionId: IdShape,
  questionId: IdShape,
  number: Type.Integer(),
  kind: OneOf(itemKinds),
  title: Type.String(),
  stem: Type.String(),
  options: Type.Array(Type.Object({ id: Type.String(), text: Type.String() })),
  parts: PartsShape,
  media: MediaShape,
  usedOn: Type.Integer({ description: 'papers this version is on' }),
})

/** A question as screens of the bank show it: never with its key. */
export type QuestionReply = Static<typeof QuestionShape>

export const importQuestions = endpoint({
  id: 'exams.importQuestions',
  method: 'POST',
  path: '/api/v1/programmes/:programmeId/question-imports',
  title: { zh: '导入试题', en: 'Import questions' },
  audience: 'signed-in',
  params: Type.Object({ programmeId: IdShape }),
  multipart: true,
  reply: Type.Object({
    importId: IdShape,
    accepted: Type.Integer({ description: 'questions of the file now in the bank, new or known before' }),
    alreadyKnown: Type.Integer(),
    questions: Type.Array(QuestionShape),
    refused: Type.Array(
      Type.Object({
        row: Type.Integer(),
        title: Type.String(),
        column: nullable(Type.String()),
        code: Type.String(),
        message: Type.String(),
      }),
    ),
    notes: Type.Array(
      Type.Object({ row: Type.Integer(), title: Type.String(), code: Type.String(), message: Type.String() }),
    ),
  }),
  status: 201,
})

export const addMedia = endpoint({
  id: 'exams.addMedia',
  method: 'POST',
  path: '/api/v1/programmes/:programmeId/exam-media',
  title: { zh: '上传试题媒体', en: 'Add a media file for questions' },
  audience: 'signed-in',
  params: Type.Object({ programmeId: IdShape }),
  multipart: true,
  reply: Type.Object({
    hash: Type.String({ description: 'SHA-256, hex: how questions name the file' }),
    type: Type.String(),
    name: Type.String(),
    bytes: Type.Integer(),
  }),
  status: 201,
})

export const previewMedia = endpoint({
  id: 'exams.previewMedia',
  method: 'GET',
  path: '/api/v1/programmes/:programmeId/exam-media/:hash',
  title: { zh: '题库媒体预览', en: 'A media file of the bank' },
  audience: 'signed-in',
  params: Type.Object({ programmeId: IdShape, hash: HashShape }),
  reply: Type.Unknown({ description: 'the file' }),
  produces: [...mediaTypes],
})

/** Most files shown with one question. */
export const mostMedia = 10

export const setMedia = endpoint({
  id: 'exams.setMedia',
  method: 'POST',
  path: '/api/v1/questions/:versionId/media',
  title: { zh: '设置试题媒体', en: 'Set what is shown with a question' },
  audience: 'signed-in',
  params: Type.Object({ versionId: IdShape }),
  body: Type.Object({
    media: Type.Array(
      Type.Object({
        hash: HashShape,
        text: Type.String({
          maxLength: 400,
          description: 'the same in words, for who cannot see or hear it',
        }),
      }),
      { maxItems: mostMedia },
    ),
  }),
  reply: QuestionShape,
  status: 201,
})

export const listQuestions = endpoint({
  id: 'exams.listQuestions',
  method: 'GET',
  path: '/api/v1/programmes/:programmeId/questions',
  title: { zh: '题库', en: 'Question bank' },
  audience: 'signed-in',
  params: Type.Object({ programmeId: IdShape }),
  query: Type.Object({ ...pageQuery, q: Type.Optional(Type.String({ maxLength: 100 })) }),
  reply: Page(QuestionShape),
})

export const showKey = endpoint({
  id: 'exams.showKey',
  method: 'POST',
  path: '/api/v1/questions/:versionId/key-showings',
  title: { zh: '查看答案（有记录）', en: 'Show the right answer (recorded)' },
  audience: 'signed-in',
  params: Type.Object({ versionId: IdShape }),
  body: Type.Object({ reason: Type.String({ minLength: 2, maxLength: 200 }) }),
  reply: Type.Object({
    key: Type.Array(Type.String(), {
      description: 'ids of the right options of a choice; of other kinds the right answer in lines of text',
    }),
  }),
})
