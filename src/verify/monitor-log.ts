import { type Bytes, fromBase64Url, sameBytes, toBase64Url, utf8 } from './bytes.ts'
import { endorsedKeys, type EndorsedStep } from './key-change.ts'
import { asPublicKey, keyIdOf, type PublicKey } from './keys.ts'
import { type EdgeNode, growingTree, isConsistent, leafHash } from './merkle.ts'
import { checkSignedObject } from './statement.ts'
import {
  asCount,
  asList,
  asObject,
  asText,
  canonicalText,
  type JsonObject,
  type JsonValue,
} from './strict-json.ts'
import { logEntrySchema, logHeadSchema } from './verify-certificate.ts'

/**
 * What an outsider keeps between two visits: the head seen then, the right edge of the tree it was computed from, and what was
 * found wrong with entries that were read and is not accepted yet: they are not read again.
 */
export interface SeenHead {
  readonly head: JsonObject
  readonly faults?: readonly LogFault[]
  readonly edge?: readonly { readonly size: number; readonly hash: string }[]
}

export interface LogFault {
  readonly code:
    | 'log.unreachable'
    | 'log.head-unsigned'
    | 'log.key-unknown'
    | 'log.key-not-endorsed'
    | 'log.shrunk'
    | 'log.rewritten'
    | 'log.root-mismatch'
    | 'log.entry-missing'
    | 'log.entry-malformed'
    | 'log.entry-repeated'
    | 'log.entry-without-issue'
    | 'log.time-backwards'
  readonly params: Readonly<Record<string, string | number>>
}

export interface LogReport {
  readonly verdict: 'consistent' | 'inconsistent' | 'cannot-check'
  readonly faults: readonly LogFault[]
  readonly entries: {
    readonly read: number
    readonly issued: number
    readonly superseded: number
    readonly revoked: number
  }
  /** Changes of the key that led from a trusted one to the one that signed the head, each endorsed by the key before. */
  readonly keyChanges: readonly EndorsedStep[]
  /**
   * To be kept and given as `since` next time. Where the log cannot be followed it is what was kept before, so that nothing
   * found is lost by keeping it; absent where there was nothing.
   */
  readonly seen?: SeenHead
}

export interface LogVisit {
  /** Gets a path below the log's address; `undefined` for anything but a JSON reply with status 200. */
  readonly get: (path: string) => Promise<JsonValue | undefined>
  readonly keys: readonly PublicKey[]
  readonly since?: SeenHead | undefined
  /** Faults of entries that `since` carries are no longer told of. */
  readonly accept?: boolean | undefined
}

/** Reads a log as an outsider: head signed, earlier head continued and not rewritten, every entry hashed into the root. */
export const monitorLog = async ({ get, keys, since, accept }: LogVisit): Promise<LogReport> => {
  const carried = accept ? [] : (since?.faults ?? [])
  const faults: LogFault[] = [...carried]
  const head = asObject(await get('/api/v1/log/head'))
  const size = asCount(head?.['treeSize'])
  const root = fromBase64Url(asText(head?.['rootHash']) ?? '?')
  if (!head || size === undefined || !root)
    return report([...carried, fault('log.unreachable', { path: '/api/v1/log/head' })], noneRead, {
      seen: since,
    })
  const trusted = await trustedFor(head, keys, get)
  faults.push(...(await headFaults(head, trusted.keys)))
  const earlier = since && (await continuation(get, trusted.keys, since, { size, root }))
  faults.push(...(earlier?.faults ?? []))
  const audit = await readEntries(get, size, earlier)
  faults.push(...audit.faults)
  if (audit.tree.size() === size && !sameBytes(await audit.tree.root(), root))
    faults.push(fault('log.root-mismatch', { treeSize: size }))
  const told = new Map(faults.map((one) => [JSON.stringify([one.code, one.params]), one]))
  const all = [...told.values()]
  if (!all.every((one) => ofEntries.includes(one.code)))
    return report(all, audit.entries, { keyChanges: trusted.steps, seen: since })
  const edge = audit.tree.edge().map((node) => ({ size: node.size, hash: toBase64Url(node.hash) }))
  const seen = { head, edge, ...(all.length > 0 ? { faults: all } : {}) }
  return report(all, audit.entries, { keyChanges: trusted.steps, seen })
}

/** The keys given and, where none of them signed the head, those they endorsed since. */
const trustedFor = async (head: JsonObject, keys: readonly PublicKey[], get: LogVisit['get']) => {
  const known = await Promise.all(keys.map(keyIdOf))
  if (known.includes(asText(head['keyId']) ?? '')) return { keys, steps: [] }
  return endorsedKeys(keys, asObject(await get('/api/v1/log/key-changes'))?.['items'])
}

/** What may be wrong with entries of a log that is whole and was continued: it can be read on from there. */
const ofEntries: readonly LogFault['code'][] = [
  'log.entry-malformed',
  'log.entry-repeated',
  'log.entry-without-issue',
  'log.time-backwards',
]

const noneRead: LogReport['entries'] = { read: 0, issued: 0, superseded: 0, revoked: 0 }
const fault = (code: LogFault['code'], params: LogFault['params'] = {}): LogFault => ({ code, params })
const unsure: readonly LogFault['code'][] = ['log.unreachable', 'log.key-unknown', 'log.key-not-endorsed']

const report = (
  faults: readonly LogFault[],
  entries: LogReport['entries'],
  {
    keyChanges = [],
    seen,
  }: { readonly keyChanges?: readonly EndorsedStep[]; readonly seen?: SeenHead | undefined },
): LogReport => {
  const broken = faults.some((one) => !unsure.includes(one.code))
  return {
    verdict: broken ? 'inconsistent' : faults.length > 0 ? 'cannot-check' : 'consistent',
    faults,
    entries,
    keyChanges,
    ...(seen ? { seen } : {}),
  }
}

const headFaults = async (head: JsonObject, keys: readonly PublicKey[]): Promise<LogFault[]> => {
  const found = head['schema'] === logHeadSchema ? await checkSignedObject(head, keys) : 'wrong'
  if (found === 'right') return []
  const treeSize = asCount(head['treeSize']) ?? 0
  const keyId = asText(head['keyId']) ?? ''
  if (found === 'wrong') return [fault('log.head-unsigned', { treeSize })]
  // The signature fits a key the head brings along, and no key that is trusted vouches for that one: changed, or exchanged.
  return keys.length > 0 && asPublicKey(head['publicKey']) && found === 'unknown-key'
    ? [fault('log.key-not-endorsed', { treeSize, keyId })]
    : [fault('log.key-unknown', { treeSize })]
}

interface Continued {
  /** Where reading goes on; empty where it begins at the first entry again. */
  readonly edge: readonly EdgeNode[]
  /** Instant of the kept head: nothing logged since may be dated before it. */
  readonly at?: string | undefined
}

/** Holds the earlier head against the present one. The kept edge is used only if it really gives the earlier root. */
const continuation = async (
  get: LogVisit['get'],
  keys: readonly PublicKey[],
  since: SeenHead,
  now: { readonly size: number; readonly root: Bytes },
): Promise<Continued & { readonly faults: readonly LogFault[] }> => {
  const faults = await headFaults(since.head, keys)
  const [from, fromRoot] = [
    asCount(since.head['treeSize']),
    fromBase64Url(asText(since.head['rootHash']) ?? '?'),
  ]
  if (from === undefined || !fromRoot) return { faults: [...faults, fault('log.head-unsigned')], edge: [] }
  if (from > now.size) return { faults: [...faults, fault('log.shrunk', { from, to: now.size })], edge: [] }
  const path = asList(asObject(await get(`/api/v1/log/consistency?from=${from}&to=${now.size}`))?.['path'])
  if (!path)
    return { faults: [...faults, fault('log.unreachable', { path: '/api/v1/log/consistency' })], edge: [] }
  const nodes = path.map((node) => fromBase64Url(asText(node) ?? '?') ?? new Uint8Array())
  const kept = await isConsistent({ from, to: now.size, fromRoot, toRoot: now.root, path: nodes })
  if (!kept) faults.push(fault('log.rewritten', { from, to: now.size }))
  const edge = (since.edge ?? []).map((node) => ({
    size: node.size,
    hash: fromBase64Url(node.hash) ?? new Uint8Array(),
  }))
  const tree = growingTree(edge)
  const usable = kept && tree.size() === from && sameBytes(await tree.root(), fromRoot)
  return { faults, ...(usable ? { edge, at: asText(since.head['at']) } : { edge: [] }) }
}

interface Audit {
  readonly faults: LogFault[]
  readonly entries: { read: number; issued: number; superseded: number; revoked: number }
  readonly tree: ReturnType<typeof growingTree>
  /** Certificates issued by the entries read; whole only when reading began at the first entry. */
  readonly issued: Set<string>
  readonly whole: boolean
  lastAt: string
}

const pageSize = 1000

const readEntries = async (
  get: LogVisit['get'],
  size: number,
  { edge, at = '' }: Continued = { edge: [] },
): Promise<Audit> => {
  const audit: Audit = {
    faults: [],
    entries: { ...noneRead },
    tree: growingTree(edge),
    issued: new Set(),
    whole: edge.length === 0,
    lastAt: at,
  }
  while (audit.tree.size() < size) {
    const from = audit.tree.size()
    const to = Math.min(size, from + pageSize)
    const items = asList(asObject(await get(`/api/v1/log/entries?from=${from}&to=${to}`))?.['items'])
    if (!items || items.length === 0) {
      audit.faults.push(fault(items ? 'log.entry-missing' : 'log.unreachable', { index: from }))
      return audit
    }
    for (const item of items) {
      if (!(await readEntry(audit, asObject(item)))) return audit
    }
  }
  return audit
}

/** Adds one entry to the tree; false when the sequence is broken and nothing after it can be judged. */
const readEntry = async (audit: Audit, item: JsonObject | undefined): Promise<boolean> => {
  const index = audit.tree.size()
  const entry = asObject(item?.['entry'])
  const canonical = entry && canonicalText(entry)
  if (!entry || canonical === undefined || item?.['index'] !== index) {
    audit.faults.push(fault('log.entry-missing', { index }))
    return false
  }
  await audit.tree.add(await leafHash(utf8(canonical)))
  audit.entries.read += 1
  judgeEntry(audit, entry, index)
  return true
}

const judgeEntry = (audit: Audit, entry: JsonObject, index: number): void => {
  const [kind, certificate, at] = [asText(entry['kind']), asText(entry['certificate']), asText(entry['at'])]
  const counted =
    kind === 'issue'
      ? 'issued'
      : kind === 'supersede'
        ? 'superseded'
        : kind === 'revoke'
          ? 'revoked'
          : undefined
  if (entry['schema'] !== logEntrySchema || !counted || certificate === undefined || at === undefined) {
    audit.faults.push(fault('log.entry-malformed', { index }))
    return
  }
  audit.entries[counted] += 1
  if (at < audit.lastAt) audit.faults.push(fault('log.time-backwards', { index }))
  audit.lastAt = at
  if (kind === 'issue' && audit.issued.has(certificate))
    audit.faults.push(fault('log.entry-repeated', { index }))
  if (kind !== 'issue' && audit.whole && !audit.issued.has(certificate))
    audit.faults.push(fault('log.entry-without-issue', { index }))
  if (kind === 'issue') audit.issued.add(certificate)
}
