import { type Static, Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { DayShape, IdShape, InstantShape, OneOf } from '../../../wire/shapes.ts'
import { ExemptShape, nullable, NullableText } from './shapes.ts'

export const batchVerdicts = ['valid', 'superseded', 'revoked', 'unknown', 'name-needed', 'wait'] as const

/** Under which the rows of a sheet are counted: what was lost and replaced apart from what was corrected. */
export const batchCounts = [
  'valid',
  'superseded',
  'replaced',
  'revoked',
  'unknown',
  'name-needed',
  'wait',
  'unchecked',
] as const

const batchParams = Type.Object({ batchId: IdShape })

const Batch = {
  id: IdShape,
  purpose: Type.String(),
  fileName: Type.String(),
  total: Type.Integer(),
  done: Type.Integer(),
  state: OneOf(['running', 'done', 'stopped'] as const),
  createdAt: InstantShape,
}

export const BatchRowShape = Type.Object({
  row: Type.Integer({ description: 'the sheet’s own row number' }),
  number: Type.String(),
  name: Type.String(),
  verdict: nullable(OneOf(batchVerdicts)),
  facts: nullable(
    Type.Object({
      holder: Type.String(),
      type: Type.String(),
      title: Type.String(),
      titleEn: Type.String(),
      hours: Type.String(),
      exempt: Type.Optional(ExemptShape),
      grade: NullableText,
      issuedOn: DayShape,
      issuer: Type.String(),
      issuerEn: Type.String(),
      supersededBy: NullableText,
      supersededCause: Type.Optional(Type.String()),
      revokedOn: nullable(DayShape),
    }),
  ),
})
export type BatchRow = Static<typeof BatchRowShape>

export const beginBatchCheck = endpoint({
  id: 'certificates.beginBatchCheck',
  method: 'POST',
  path: '/api/v1/certificate-batches',
  title: { zh: '批量查验证书', en: 'Check certificates by the sheet' },
  audience: 'signed-in',
  multipart: true,
  query: Type.Object({
    purpose: Type.String({
      minLength: 2,
      maxLength: 200,
      description: 'why they are checked; goes on record',
    }),
  }),
  reply: Type.Object({ batchId: IdShape, total: Type.Integer() }),
  status: 202,
})

export const listBatchChecks = endpoint({
  id: 'certificates.batchChecks',
  method: 'GET',
  path: '/api/v1/certificate-batches',
  title: { zh: '本单位的批量查验', en: 'Sheets one’s organisation has checked' },
  audience: 'signed-in',
  reply: Type.Object({ items: Type.Array(Type.Object(Batch)), next: Type.Null() }),
})

export const readBatchCheck = endpoint({
  id: 'certificates.readBatchCheck',
  method: 'GET',
  path: '/api/v1/certificate-batches/:batchId',
  title: { zh: '批量查验的结果', en: 'What became of a sheet' },
  audience: 'signed-in',
  params: batchParams,
  query: Type.Object({
    cursor: Type.Optional(Type.String({ maxLength: 200 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  }),
  reply: Type.Object({
    ...Batch,
    counts: Type.Record(Type.String(), Type.Integer(), {
      description:
        'rows by verdict, those lost and replaced as `replaced`, those without a verdict as `unchecked`; together `total`',
    }),
    items: Type.Array(BatchRowShape),
    next: NullableText,
  }),
})

export const exportBatchCheck = endpoint({
  id: 'certificates.exportBatchCheck',
  method: 'GET',
  path: '/api/v1/certificate-batches/:batchId/results.xlsx',
  title: { zh: '导出批量查验结果', en: 'Export what became of a sheet' },
  audience: 'signed-in',
  params: batchParams,
  query: Type.Object({ language: Type.Optional(OneOf(['zh', 'en'] as const)) }),
  reply: Type.Unsafe<unknown>({}),
  produces: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
})
