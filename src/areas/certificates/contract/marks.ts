import { Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { DayShape, Empty, IdShape, InstantShape, MayShape, OneOf } from '../../../wire/shapes.ts'
import { nullable } from './shapes.ts'

const Kind = OneOf(['seal', 'signature'] as const)
/** What is printed of a kind on a day: the latest given for that day or before; `image` null where it was ended. */
export const markInForce = <M extends { readonly kind: string; readonly from: string }>(
  marks: readonly M[],
  kind: M['kind'],
  day: string,
): M | undefined =>
  marks.filter((mark) => mark.kind === kind && mark.from <= day).sort((a, b) => (a.from < b.from ? 1 : -1))[0]

const params = Type.Object({ programmeId: IdShape })

export const readCertificateMarks = endpoint({
  id: 'certificates.readMarks',
  method: 'GET',
  path: '/api/v1/programmes/:programmeId/certificate-marks',
  title: { zh: '证书上的印章与签名', en: 'Seal and signature on certificates' },
  audience: 'signed-in',
  params,
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        kind: Kind,
        from: DayShape,
        image: nullable(Type.String({ description: 'SHA-256 of the image, base64url; null: none' })),
        signatory: Type.String(),
        setAt: InstantShape,
      }),
    ),
    may: MayShape,
  }),
})

const Dated = {
  kind: Kind,
  from: Type.String({ format: 'date', description: 'certificates issued on this day or later' }),
}

export const setCertificateMark = endpoint({
  id: 'certificates.setMark',
  method: 'POST',
  path: '/api/v1/programmes/:programmeId/certificate-marks',
  title: { zh: '上传印章或签名', en: 'Set the image of the seal or the signature' },
  audience: 'signed-in',
  params,
  query: Type.Object({
    ...Dated,
    signatory: Type.Optional(
      Type.String({ maxLength: 40, description: 'whose signature it is, as printed below it' }),
    ),
  }),
  multipart: true,
  reply: Type.Object({ image: Type.String({ description: 'SHA-256, base64url' }) }),
})

export const endCertificateMark = endpoint({
  id: 'certificates.endMark',
  method: 'POST',
  path: '/api/v1/programmes/:programmeId/certificate-marks/end',
  title: { zh: '停用印章或签名图像', en: 'Print no image from a day on' },
  audience: 'signed-in',
  params,
  body: Type.Object(Dated),
  reply: Empty,
  status: 204,
})

export const certificateSpecimen = endpoint({
  id: 'certificates.specimen',
  method: 'GET',
  path: '/api/v1/programmes/:programmeId/certificate-specimen.pdf',
  title: { zh: '证书样张', en: 'Specimen of a certificate' },
  audience: 'signed-in',
  params,
  query: Type.Object({
    on: Type.Optional(
      Type.String({ format: 'date', description: 'as issued on this day; today by default' }),
    ),
    paper: Type.Optional(OneOf(['landscape', 'portrait'] as const)),
  }),
  reply: Type.String(),
  produces: ['application/pdf'],
})
