import { Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { DayShape, Empty, IdShape, InstantShape, MayShape, OneOf } from '../../../wire/shapes.ts'

const Rule = {
  /** Earned by completing a class of a course without an exam. */
  withoutExam: OneOf(['attendance', 'pass'] as const),
  notPassed: Type.Boolean({
    description: 'whether who attended enough but did not pass gets a certificate of attendance',
  }),
  paper: OneOf(['landscape', 'portrait'] as const),
}
const params = Type.Object({ programmeId: IdShape })

export const readCertificateRules = endpoint({
  id: 'certificates.readRules',
  method: 'GET',
  path: '/api/v1/programmes/:programmeId/certificate-rules',
  title: { zh: '证书规则', en: 'Certificates a class earns' },
  audience: 'signed-in',
  params,
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        from: DayShape,
        ...Rule,
        basis: Type.String({ description: 'document it rests on' }),
        setAt: InstantShape,
      }),
    ),
    fallback: Type.Object(Rule),
    may: MayShape,
  }),
})

export const setCertificateRule = endpoint({
  id: 'certificates.setRule',
  method: 'POST',
  path: '/api/v1/programmes/:programmeId/certificate-rules',
  title: { zh: '设定证书规则', en: 'Set the certificates a class earns' },
  audience: 'signed-in',
  params,
  body: Type.Object({
    from: Type.String({ format: 'date', description: 'classes beginning on this day or later' }),
    ...Rule,
    basis: Type.String({ maxLength: 500 }),
  }),
  reply: Empty,
  status: 204,
})
