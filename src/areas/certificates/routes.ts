import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { systemActor } from '../../access/index.ts'
import { ok, refuse, type Result } from '../../kernel/result.ts'
import {
  actionRoute,
  type Call,
  commandRoute,
  queryRoute,
  type Route,
  route,
  sent,
} from '../../platform/http/route.ts'
import { zipOf } from '../../platform/zip-file.ts'
import { sentence } from '../../wire/problems/index.ts'
import { certificateCredential } from './app/certificate-credential.ts'
import { certificatePdf } from './app/certificate-pdf.ts'
import { certificateRules, setCertificateRule } from './app/certificate-rules.ts'
import { checkCertificate } from './app/check-certificate.ts'
import { checkCredential } from './app/check-credential.ts'
import { classCertificates } from './app/class-certificates.ts'
import { retryClass } from './app/issue-class.ts'
import { eraseCertificates } from './app/erase-certificates.ts'
import { closingsWithUnearned, endValidations, unearnedValidations } from './app/end-validations.ts'
import { closingCertificates, retryClosing } from './app/issue-validations.ts'
import { listCertificates } from './app/list-certificates.ts'
import {
  keyChanges,
  logConsistency,
  logEntries,
  logFeed,
  logHead,
  logProof,
  signingKeys,
} from './app/log-queries.ts'
import { openCertificate, presentCertificate } from './app/open-certificate.ts'
import { readCertificate } from './app/read-certificate.ts'
import { previewReplacement, replaceCertificate } from './app/replace-certificate.ts'
import { revokeCertificate } from './app/revoke-certificate.ts'
import { listShares, makeShare, openShare, revokeShare } from './app/share-links.ts'
import type { SignedCertificate } from './app/signed-certificate.ts'
import { ownCertificates, walletFiles } from './app/wallet.ts'
import * as contract from './contract.ts'
import * as credentials from './contract/credentials.ts'
import { batchRoutes } from './routes/batch-routes.ts'
import { markRoutes } from './routes/mark-routes.ts'
import { vcRoutes } from './routes/vc-routes.ts'
import type { CheckAnswer } from './domain/check-answer.ts'

/** Draws the page for people of a check; whoever serves pages hangs it on the server under this name. */
export type CertificatePage = (
  request: FastifyRequest,
  reply: FastifyReply,
  answer: CheckAnswer,
  asked: { readonly name: string },
) => Promise<FastifyReply>
export const certificatePageName = 'certificatePage'

/** One of the file endpoints: same path and token, other reply. */
type FileCall = Pick<Call<typeof contract.certificateJson>, 'params' | 'query' | 'by' | 'services' | 'reply'>

/** The signed certificate for a signed-in owner, or for whoever brings the token of its QR code. */
const signedFor = (call: FileCall): Promise<Result<SignedCertificate, string>> => {
  const { number } = call.params
  const { token } = call.query
  return token === undefined
    ? call.services.ask(openCertificate, { number }, call.by)
    : call.services.ask(presentCertificate, { number, token }, call.by)
}

const sendFile = (call: FileCall, type: string, name: string, content: string | Uint8Array): typeof sent => {
  void call.reply
    .header('cache-control', 'private, no-store')
    .header(
      'content-disposition',
      `${type === 'application/pdf' ? 'inline' : 'attachment'}; filename="${name}"`,
    )
    .type(type)
    .send(
      typeof content === 'string'
        ? content
        : Buffer.from(content.buffer, content.byteOffset, content.byteLength),
    )
  return sent
}

/** A form for other systems, made by the house itself for whoever may have the certificate. */
const sendCredential = async (
  call: FileCall,
  form: 'jwt' | (typeof credentials.proofForms)[number],
  suffix: string,
  type: string,
): Promise<Result<unknown, string> | typeof sent> => {
  const certificate = await signedFor(call)
  if (!certificate.ok) return certificate
  const { content } = certificate.value
  const made = await call.services.perform(
    certificateCredential,
    { content, form },
    { ...call.by, actor: systemActor, idempotencyKey: undefined },
  )
  return made.ok ? sendFile(call, type, `${content.number}.${suffix}`, made.value) : made
}

/** Unwraps a query whose answer may itself be a refusal. */
const flat = <T>(answer: Result<Result<T, string>, string>): Result<T, string> =>
  answer.ok ? answer.value : answer

const wantsPage = (request: FastifyRequest): boolean => {
  const accept = request.headers.accept ?? ''
  return !accept.includes('application/json') || accept.includes('text/html')
}

export const certificateRoutes: readonly Route[] = [
  route(contract.checkCertificate, async (call) => {
    const asked = { ...call.query, address: call.request.ip }
    const answer = await checkCertificate(call.services, call.params.number, asked)
    const page = (call.request.server as { [certificatePageName]?: CertificatePage })[certificatePageName]
    void call.reply.header('cache-control', 'no-store').header('vary', 'accept, accept-language, cookie')
    if (page && wantsPage(call.request)) {
      await page(call.request, call.reply, answer, { name: call.query.name ?? '' })
      return sent
    }
    if (answer.waitSeconds !== undefined)
      return refuse(answer.status === 'unknown' ? 'certificate.check-pace' : 'certificate.check-wait', {
        seconds: answer.waitSeconds,
      })
    void call.reply
      .code(answer.status === 'unknown' ? 404 : 200)
      .type('application/json; charset=utf-8')
      .send(JSON.stringify(answer))
    return sent
  }),
  route(contract.certificateJson, async (call) => {
    const certificate = await signedFor(call)
    if (!certificate.ok) return certificate
    const { number } = certificate.value.content
    return sendFile(
      call,
      'application/json; charset=utf-8',
      `${number}.json`,
      `${JSON.stringify(certificate.value, null, 2)}\n`,
    )
  }),
  route(contract.certificatePdf, async (call) => {
    const certificate = await signedFor(call)
    if (!certificate.ok) return certificate
    const file = await certificatePdf(call.services, certificate.value, call.by.requestId)
    return file.ok
      ? sendFile(call, 'application/pdf', `${certificate.value.content.number}.pdf`, file.value)
      : file
  }),
  route(contract.certificateJwt, (call) => sendCredential(call, 'jwt', 'jwt', 'application/vc+jwt')),
  route(credentials.certificateCredential, async (call) => {
    const { proof = 'eddsa-rdfc-2022' } = call.query
    return sendCredential(call, proof, `vc-${proof}.json`, 'application/vc')
  }),
  actionRoute(contract.wallet, ownCertificates.action, async (call) => {
    const own = await call.services.ask(ownCertificates, {}, call.by)
    if (!own.ok) return own
    const zip = Readable.from(zipOf(walletFiles(call.services, own.value, call.by)), { objectMode: false })
    void call.reply
      .header('cache-control', 'private, no-store')
      .header('content-disposition', 'attachment; filename="certificates.zip"')
      .type('application/zip')
    await call.reply.send(zip)
    return sent
  }),
  queryRoute(contract.listCertificates, listCertificates),
  queryRoute(contract.readCertificate, readCertificate),
  commandRoute(contract.revokeCertificate, revokeCertificate),
  queryRoute(contract.previewReplacement, previewReplacement),
  commandRoute(contract.replaceCertificate, replaceCertificate),
  commandRoute(contract.eraseCertificates, eraseCertificates),
  queryRoute(contract.classCertificates, classCertificates),
  commandRoute(contract.retryClass, retryClass),
  commandRoute(contract.makeShare, makeShare),
  queryRoute(contract.listShares, listShares),
  commandRoute(contract.revokeShare, revokeShare),
  commandRoute(contract.openShare, openShare),
  actionRoute(contract.checkCredential, 'credential.check', async (call) => {
    const checked = await checkCredential(call.services, call.body.text, call.by)
    if (!checked.ok) return checked
    const { faults, ...told } = checked.value
    return ok({
      ...told,
      faults: faults.map(({ pointer, code, params = {} }) => ({
        pointer,
        code,
        message: sentence(code, call.language, params),
      })),
    })
  }),
  queryRoute(contract.readCertificateRules, certificateRules),
  commandRoute(contract.setCertificateRule, setCertificateRule),
  queryRoute(contract.closingCertificates, closingCertificates),
  commandRoute(contract.retryClosing, retryClosing),
  queryRoute(contract.unearnedValidations, unearnedValidations),
  queryRoute(contract.unearnedClosings, closingsWithUnearned),
  commandRoute(contract.endValidations, endValidations),
  queryRoute(contract.logHead, logHead),
  route(contract.logFeed, async (call) => {
    const feed = await call.services.ask(logFeed, {}, call.by)
    if (!feed.ok) return feed
    void call.reply.type('application/atom+xml; charset=utf-8').send(feed.value)
    return sent
  }),
  route(contract.logProof, async (call) =>
    flat(await call.services.ask(logProof, { ...call.params, ...call.query }, call.by)),
  ),
  route(contract.logConsistency, async (call) =>
    flat(await call.services.ask(logConsistency, call.query, call.by)),
  ),
  route(contract.logEntries, async (call) =>
    call.services.ask(logEntries, { from: call.query.from ?? 0, to: call.query.to }, call.by),
  ),
  queryRoute(contract.signingKeys, signingKeys),
  queryRoute(contract.keyChanges, keyChanges),
  ...batchRoutes,
  ...markRoutes,
  ...vcRoutes,
]
