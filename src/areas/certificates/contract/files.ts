import { Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { Anything, numberParams } from './shapes.ts'

const fileQuery = Type.Object({
  token: Type.Optional(
    Type.String({ maxLength: 80, description: 'from the QR code, instead of signing in' }),
  ),
})

export const certificateJson = endpoint({
  id: 'certificates.json',
  method: 'GET',
  path: '/api/v1/certificates/:number.json',
  title: { zh: '签名证书（JSON）', en: 'Signed certificate (JSON)' },
  audience: 'public',
  params: numberParams,
  query: fileQuery,
  reply: Type.Object({ schema: Type.String(), content: Anything, proof: Anything, log: Anything }),
})

export const certificatePdf = endpoint({
  id: 'certificates.pdf',
  method: 'GET',
  path: '/api/v1/certificates/:number.pdf',
  title: { zh: '证书（PDF）', en: 'Certificate (PDF)' },
  audience: 'public',
  params: numberParams,
  query: fileQuery,
  reply: Type.String(),
  produces: ['application/pdf'],
})

export const wallet = endpoint({
  id: 'certificates.wallet',
  method: 'GET',
  path: '/api/v1/wallet.zip',
  title: { zh: '本人全部证书（ZIP）', en: 'All of one’s own certificates (ZIP)' },
  audience: 'signed-in',
  reply: Type.String(),
  produces: ['application/zip'],
})

export const certificateJwt = endpoint({
  id: 'certificates.jwt',
  method: 'GET',
  path: '/api/v1/certificates/:number.jwt',
  title: { zh: '可验证凭证（JWT）', en: 'Verifiable credential (JWT)' },
  audience: 'public',
  params: numberParams,
  query: fileQuery,
  reply: Type.String(),
  produces: ['application/vc+jwt'],
})
