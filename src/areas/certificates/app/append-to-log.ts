import { canonicalJson } from '../../../kernel/canonical-json.ts'
import type { Unit } from '../../../platform/perform.ts'
import { appendLeaves, edgePlaces, rootOfEdge } from '../domain/log-tree.ts'
import type { LogEntry, LogHead } from '../domain/statements.ts'
import { rememberKey } from '../store/certificates.ts'
import { insertHead, insertLog, lastHead, lockLog, nodeReader, type LogRow } from '../store/log.ts'
import { hashLeaf, hashPair, signed } from './signing.ts'

/** What happened to a certificate; the time is the log's own. */
export type Happening = {
  readonly number: string
  /** Base64url hash of the certificate's content. */
  readonly certificate: string
} & (
  | { readonly kind: 'issue' }
  | { readonly kind: 'supersede'; readonly by: string; readonly cause: string }
  | { readonly kind: 'revoke'; readonly cause: string }
)

/** The log while entries are appended to it. */
export interface OpenLog {
  /** The time every entry bears. */
  readonly at: Date
  /** Puts entries behind the last ones. Gives the index of the first, and writes them when told: in the order of the calls. */
  append(happenings: readonly Happening[]): { first: number; write(): Promise<void> }
  /** Signs the head of the tree as it is now and stores it; entries, at least one, must have been written. */
  close(): Promise<void>
}

/** Opens the log in the caller's transaction and locks it until that ends: of what commands lock, the log comes last. */
export const openLog = async (unit: Unit): Promise<OpenLog> => {
  await lockLog(unit.tx)
  const head = await lastHead(unit.tx)
  // A clock set back must not make the log run backwards: the order of entries is the truth, time follows it.
  const at = head && head.at > unit.now ? head.at : unit.now
  let size = head?.treeSize ?? 0
  const places = edgePlaces(size)
  let edge: readonly Buffer[] = places.map(await nodeReader(unit.tx, places))
  return {
    at,
    append(happenings) {
      const first = size
      const rows = happenings.map((one, place): LogRow => {
        const entry = canonicalJson(entryOf(one, at))
        const leafHash = hashLeaf(entry)
        return { index: first + place, kind: one.kind, number: one.number, entry, leafHash, at }
      })
      const leaves = rows.map((row) => row.leafHash)
      const grown = appendLeaves(first, edge, leaves, hashPair)
      size = grown.size
      edge = grown.edge
      return { first, write: () => insertLog(unit.tx, rows, grown.nodes) }
    },
    async close() {
      const rootHash = rootOfEdge(edge, hashPair)
      const statement: LogHead = {
        schema: 'zhixin.log-head/1',
        treeSize: size,
        rootHash: rootHash.toString('base64url'),
        at: at.toISOString(),
      }
      const { keyId, signature } = await signed(unit.ports.signer, statement)
      await rememberKey(unit.tx, keyId, unit.ports.signer.publicJwk, unit.now)
      await insertHead(unit.tx, { treeSize: size, rootHash, at, keyId, signature })
    },
  }
}

/** Appends entries and signs the new tree head. Gives the index of the first entry and the time logged. */
export const appendToLog = async (
  unit: Unit,
  happenings: readonly Happening[],
): Promise<{ first: number; at: Date }> => {
  const log = await openLog(unit)
  const { first, write } = log.append(happenings)
  await write()
  await log.close()
  return { first, at: log.at }
}

const entryOf = (one: Happening, at: Date): LogEntry => {
  const { number: _number, ...said } = one
  return { schema: 'zhixin.log-entry/1', ...said, at: at.toISOString() } as LogEntry
}
