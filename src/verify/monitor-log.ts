import { type Bytes, fromBase64Url, sameBytes, toBase64Url, utf8 } from './bytes.ts'
import type { PublicKey } from './keys.ts'
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

/** What an outsider keeps between two visits: the head seen then, and the right edge of the tree it was computed from. */
export interface SeenHead {
  readonly head: JsonObject
  readonly edge?: readonly { readonly size: number; readonly hash: string }[]
}

export interface LogFault {
  readonly code:
    | 'log.unreachable'
    | 'log.head-unsigned'
    | 'log.key-unknown'
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
  /** To be kept and given as `since` next time; present when the log is consistent. */
  readonly seen?: SeenHead
}

export interface LogVisit {
  /** Gets a path below the log's address; `undefined` for anything but a JSON reply with status 200. */
  readonly get: (path: string) => Promise<JsonValue | undefined>
  readonly keys: readonly PublicKey[]
  readonly since?: SeenHead | undefined
}

/** Reads a log as an outsider: head signed, earlier head continued and not rewritten, every entry hashed into the root. */
export const monitorLog = async ({ get, keys, since }: LogVisit): Promise<LogReport> => {
  const faults: LogFault[] = []
  const head = asObject(await get('/api/v1/log/head'))
  const size = asCount(head?.['treeSize'])
  const root = fromBase64Url(asText(head?.['rootHash']) ?? '?')
  if (!head || size === undefined || !root)
    return report([fault('log.unreachable', { path: '/api/v1/log/head' })], noneRead)
  faults.push(...(await headFaults(head, keys)))
  const earlier = since && (await continuation(get, keys, since, { size, root }))
  faults.push(...(earlier?.faults ?? []))
  const audit = await readEntries(get, size, earlier)
  faults.push(...audit.faults)
  if (audit.faults.length === 0 && !sameBytes(await audit.tree.root(), root))
    faults.push(fault('log.root-mismatch', { treeSize: size }))
  if (faults.length > 0) return report(faults, audit.entries)
  const edge = audit.tree.edge().map((node) => ({ size: node.size, hash: toBase64Url(node.hash) }))
  return { ...report([], audit.entries), seen: { head, edge } }
}

const noneRead: LogReport['entries'] = { read: 0, issued: 0, superseded: 0, revoked: 0 }
const fault = (code: LogFault['code'], params: LogFault['params'] = {}): LogFault => ({ code, params })
const unsure: readonly LogFault['code'][] = ['log.unreachable', 'log.key-unknown']

const report = (faults: readonly LogFault[], entries: LogReport['entries']): LogReport => {
  const broken = faults.some((one) => !unsure.includes(one.code))
  return {
    verdict: broken ? 'inconsistent' : faults.length > 0 ? 'cannot-check' : 'consistent',
    faults,
    entries,
  }
}

const headFaults = async (head: JsonObject, keys: readonly PublicKey[]): Promise<LogFault[]> => {
  const found = head['schema'] === logHeadSchema ? await checkSignedObject(head, keys) : 'wrong'
  if (found === 'right') return []
  return [
    fault(found === 'wrong' ? 'log.head-unsigned' : 'log.key-unknown', {
      treeSize: asCount(head['treeSize']) ?? 0,
    }),
  ]
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
