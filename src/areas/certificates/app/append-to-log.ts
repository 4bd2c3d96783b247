import { canonicalJson } from '../../../kernel/canonical-json.ts'
import type { Unit } from '../../../platform/perform.ts'
import { appendLeaves, edgePlaces } from '../domain/log-tree.ts'
import type { LogEntry, LogHead } from '../domain/statements.ts'
import { rememberKey } from '../store/certificates.ts'
import { insertHead, insertLog, lastHead, lockLog, nodeReader, type LogRow } from '../store/log.ts'
import { hashLeaf, hashPair, keyIdOf, signed } from './signing.ts'

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

/**
 * Appends entries and signs the new tree head, all in the caller's transaction. Takes the log's lock: call it last, and
 * after `lockLog` where the index is needed earlier. Gives the index of the first entry and the time logged.
 */
export const appendToLog = async (
  unit: Unit,
  happenings: readonly Happening[],
): Promise<{ first: number; at: Date }> => {
  await lockLog(unit.tx)
  const head = await lastHead(unit.tx)
  // A clock set back must not make the log run backwards: the order of entries is the truth, time follows it.
  const at = head && head.at > unit.now ? head.at : unit.now
  const first = head?.treeSize ?? 0
  const rows = happenings.map((one, place): LogRow => {
    const entry = canonicalJson(entryOf(one, at))
    return { index: first + place, kind: one.kind, number: one.number, entry, leafHash: hashLeaf(entry), at }
  })
  const places = edgePlaces(first)
  const nodeAt = await nodeReader(unit.tx, places)
  const grown = appendLeaves(
    first,
    places.map(nodeAt),
    rows.map((row) => row.leafHash),
    hashPair,
  )
  await insertLog(unit.tx, rows, grown.nodes)
  const statement: LogHead = {
    schema: 'zhixin.log-head/1',
    treeSize: grown.size,
    rootHash: grown.root.toString('base64url'),
    at: at.toISOString(),
  }
  const { keyId, signature } = await signed(unit.ports.signer, statement)
  await rememberKey(unit.tx, keyIdOf(unit.ports.signer), unit.ports.signer.publicJwk, unit.now)
  await insertHead(unit.tx, { treeSize: grown.size, rootHash: grown.root, at, keyId, signature })
  return { first, at }
}

const entryOf = (one: Happening, at: Date): LogEntry => {
  const { number: _number, ...said } = one
  return { schema: 'zhixin.log-entry/1', ...said, at: at.toISOString() } as LogEntry
}
