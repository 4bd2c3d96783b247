import { fromBase64Url, toBase64Url, utf8 } from './bytes.ts'
import { asPublicKey, keyIdOf, type PublicKey } from './keys.ts'
import { isIncluded, leafHash } from './merkle.ts'
import { checkSigned, checkSignedObject, hashOf, type SignatureFinding } from './statement.ts'
import { asCount, asList, asObject, asText, canonicalText, type JsonObject } from './strict-json.ts'
import { type Note, type Reason, type Verdict, verdictOf } from './verdict.ts'

/** Of a class, and of a closed period. */
const certificateSchemas = ['zhixin.certificate/1', 'zhixin.certificate/2']
export const signedCertificateSchema = 'zhixin.signed-certificate/1'
export const logEntrySchema = 'zhixin.log-entry/1'
export const logHeadSchema = 'zhixin.log-head/1'

export interface Trust {
  /** Keys of issuers trusted here. Without the right one a good signature still reads "cannot check". */
  readonly keys: readonly PublicKey[]
  /** Day the question is asked for, `YYYY-MM-DD`. */
  readonly on: string
}

/**
 * Checks a signed certificate (`zhixin.signed-certificate/1`): content against its hash, hash against the signature,
 * dates, and the proof that the log held it. Offline it cannot know of a later revocation, and says so.
 */
export const verifyCertificate = async (document: JsonObject, trust: Trust): Promise<Verdict> => {
  const content = asObject(document['content'])
  const proof = asObject(document['proof'])
  if (document['schema'] !== signedCertificateSchema || !content || !proof)
    return verdictOf('json', ['file.not-recognised'])
  if (!certificateSchemas.includes(asText(content['schema']) ?? ''))
    return verdictOf('json', ['content.schema-unknown'])
  const reasons: Reason[] = []
  const known =
    hasOnly(document, ['schema', 'content', 'proof', 'log']) &&
    hasOnly(proof, ['algorithm', 'contentHash', 'keyId', 'publicKey', 'signature'])
  if (!known) reasons.push('json.unknown-member')
  const hash = await hashOf(content)
  if (!hash) return verdictOf('json', [...reasons, 'json.no-canonical-form'])
  const contentHash = toBase64Url(hash)
  if (proof['contentHash'] !== contentHash || proof['algorithm'] !== 'Ed25519')
    reasons.push('content.hash-mismatch')
  if (!(await bringsItsKey(proof))) reasons.push('signature.wrong')
  const signed = await checkSigned(hash, proof, trust.keys)
  reasons.push(...reasonsOf(signed))
  const brought = signed === 'unknown-key' && asPublicKey(proof['publicKey'])
  reasons.push(...dateReasons(asText(content['issuedOn']), asText(content['validUntil']), trust.on))
  const log = await checkLog(asObject(document['log']), contentHash, proof, trust)
  return verdictOf('json', [...reasons, ...log.reasons], {
    keyId: asText(proof['keyId']) ?? null,
    content,
    notes: [
      ...(brought ? [byOwnKey(await keyIdOf(brought))] : []),
      ...log.notes,
      ...laterThanIssue(log.loggedAt, asText(content['issuedOn'])),
      { code: 'status.not-checked', params: { on: trust.on } },
    ],
  })
}

/** A public key that is printed beside the signature must be the one the key id names, trusted or not. */
const bringsItsKey = async (proof: JsonObject): Promise<boolean> => {
  const key = asPublicKey(proof['publicKey'])
  return (
    key !== undefined &&
    (await keyIdOf(key)) === proof['keyId'] &&
    hasOnly(proof['publicKey'] as JsonObject, ['kty', 'crv', 'x'])
  )
}

/** The signature fits the key that the file brings: unchanged since that key signed it, whoever holds the key. */
export const byOwnKey = (keyId: string): Note => ({ code: 'signature.by-own-key', params: { keyId } })

export const reasonsOf = (found: SignatureFinding): readonly Reason[] => {
  if (found === 'right') return []
  if (found === 'wrong') return ['signature.wrong']
  return [found === 'unsupported' ? 'key.unsupported' : 'key.unknown']
}

export const dateReasons = (
  from: string | undefined,
  until: string | undefined,
  on: string,
): readonly Reason[] => [
  ...(from !== undefined && from > on ? (['date.not-yet'] as const) : []),
  ...(until !== undefined && until < on ? (['date.expired'] as const) : []),
]

export const hasOnly = (object: JsonObject, allowed: readonly string[]): boolean =>
  Object.keys(object).every((key) => allowed.includes(key))

interface LogFinding {
  readonly reasons: readonly Reason[]
  readonly notes: readonly Note[]
  readonly loggedAt?: string | undefined
}

const checkLog = async (
  log: JsonObject | undefined,
  contentHash: string,
  proof: JsonObject,
  trust: Trust,
): Promise<LogFinding> => {
  if (!log) return { reasons: ['log.absent'], notes: [] }
  const [entry, head] = [asObject(log['entry']), asObject(log['head'])]
  const [index, path] = [
    asCount(log['index']),
    asList(log['path'])?.map((node) => fromBase64Url(asText(node) ?? '?')),
  ]
  if (!entry || !head || index === undefined || !path) return { reasons: ['log.proof-wrong'], notes: [] }
  const reasons: Reason[] = hasOnly(log, ['index', 'entry', 'path', 'head']) ? [] : ['json.unknown-member']
  const fits =
    entry['schema'] === logEntrySchema && entry['kind'] === 'issue' && entry['certificate'] === contentHash
  if (!fits) reasons.push('log.entry-mismatch')
  const [size, root] = [asCount(head['treeSize']), fromBase64Url(asText(head['rootHash']) ?? '?')]
  const headKey: JsonObject =
    head['keyId'] === proof['keyId'] ? { publicKey: proof['publicKey'] ?? null } : {}
  const headFound = await checkSignedObject({ ...head, ...headKey }, trust.keys)
  if (head['schema'] !== logHeadSchema || headFound === 'wrong') reasons.push('log.head-wrong')
  else reasons.push(...reasonsOf(headFound))
  const canonical = canonicalText(entry)
  const included =
    canonical !== undefined &&
    size !== undefined &&
    root !== undefined &&
    path.every((node) => node?.length === 32) &&
    (await isIncluded({
      index,
      size,
      leaf: await leafHash(utf8(canonical)),
      path: path as Uint8Array[],
      root,
    }))
  if (!included) reasons.push('log.proof-wrong')
  const notes: Note[] =
    reasons.length === 0
      ? [{ code: 'log.proven', params: { index, treeSize: size ?? 0, at: asText(head['at']) ?? '' } }]
      : []
  return { reasons, notes, loggedAt: asText(entry['at']) }
}

/** Issued on one day, logged days later: true of a register taken over from paper, and of a back-dated certificate. */
const laterThanIssue = (loggedAt: string | undefined, issuedOn: string | undefined): readonly Note[] => {
  if (loggedAt === undefined || issuedOn === undefined) return []
  const days = (Date.parse(loggedAt) - Date.parse(`${issuedOn}T00:00:00Z`)) / 86_400_000
  return days > 2
    ? [{ code: 'log.later-than-issue', params: { issuedOn, loggedOn: loggedAt.slice(0, 10) } }]
    : []
}
