import type { Result } from '../../../kernel/result.ts'
import { queryRoute, type Route, route, sent } from '../../../platform/http/route.ts'
import { issuerDid } from '../app/did-queries.ts'
import { publishedStatusList } from '../app/published-status-list.ts'
import { issueByApi, verifyByApi, verifyPresentationByApi } from '../app/vc-api.ts'
import * as contract from '../contract/credentials.ts'

const flat = <T>(answer: Result<Result<T, string>, string>): Result<T, string> =>
  answer.ok ? answer.value : answer

/** What other systems ask for without knowing anything of this one: DID document, status lists, VC-API. */
export const vcRoutes: readonly Route[] = [
  queryRoute(contract.didDocument, issuerDid),
  queryRoute(contract.didDocumentBelow, issuerDid),
  route(contract.statusList, async (call) => {
    const list = await call.services.ask(publishedStatusList, call.params, call.by)
    if (!list.ok) return list
    const { body, tag } = list.value
    const known = call.request.headers['if-none-match'] === tag
    // Short enough that a revocation is everywhere within minutes; the public check of a number knows it at once.
    void call.reply.header('cache-control', 'public, max-age=300').header('etag', tag)
    void (known ? call.reply.code(304).send() : call.reply.type('application/vc').send(body))
    return sent
  }),
  route(contract.issueCredential, async (call) =>
    flat(await call.services.ask(issueByApi, call.body, call.by)),
  ),
  route(contract.verifyCredential, async (call) =>
    flat(await call.services.ask(verifyByApi, call.body, call.by)),
  ),
  route(contract.verifyPresentation, async (call) =>
    flat(await call.services.ask(verifyPresentationByApi, call.body, call.by)),
  ),
]
