import { canonicalJson, type Json } from '../../../kernel/canonical-json.ts'
import type { Db } from '../../../platform/db/database.ts'
import { appendLeaves, edgePlaces, rootOfEdge } from '../domain/log-tree.ts'
import type { LogEntry, LogHead } from '../domain/statements.ts'
import { entriesBetween, type HeadRow, headsAfter, type LogRow, nodeReader } from '../store/log.ts'
import { type CertificateFinding, finding } from './finding.ts'
import type { SignatureChecker } from './signature-checker.ts'
import { hashLeaf, hashPair, sha256 } from './signing.ts'

/** Reads the log from its first entry, growing the tree anew, and holds every stored leaf, node and head against it. */
export const examineLog = async (
  db: Db,
  checker: SignatureChecker,
): Promise<{ readonly count: number; readonly findings: readonly CertificateFinding[] }> => {
  const findings: CertificateFinding[] = []
  let size = 0
  let edge: Buffer[] = []
  let lastAt = 0
  for (let headSize = 0; ; ) {
    const heads = await headsAfter(db, headSize, 500)
    if (heads.length === 0) break
    for (const head of heads) {
      const rows = await entriesBetween(db, size, head.treeSize)
      const missing = rows.length !== head.treeSize - size
      if (missing) {
        findings.push(
          finding('log.entry-missing', size, { treeSize: head.treeSize, found: size + rows.length }),
        )
        return { count: size + rows.length, findings }
      }
      for (const row of rows) {
        findings.push(...entryFindings(row))
        if (row.at.getTime() < lastAt) findings.push(finding('log.time-backwards', row.index))
        lastAt = row.at.getTime()
      }
      const grown = appendLeaves(
        size,
        edge,
        rows.map((row) => hashLeaf(row.entry)),
        hashPair,
      )
      findings.push(...(await nodeFindings(db, grown.nodes)))
      if (head.at.getTime() < lastAt) findings.push(finding('log.time-backwards', head.treeSize - 1))
      lastAt = head.at.getTime()
      findings.push(...headFindings(head, rootOfEdge(grown.edge, hashPair), checker))
      size = grown.size
      edge = edgeAfter(edge, size - rows.length, grown)
      headSize = head.treeSize
    }
  }
  const beyond = await entriesBetween(db, size, size + 1)
  if (beyond.length > 0) findings.push(finding('log.head-missing', size))
  return { count: size, findings }
}

/** The right edge of the grown tree, out of the old edge and the nodes that became complete. */
const edgeAfter = (
  edge: readonly Buffer[],
  size: number,
  grown: ReturnType<typeof appendLeaves>,
): Buffer[] => {
  const before = new Map(
    edgePlaces(size).map((place, at) => [`${place.level}/${place.index}`, edge[at] as Buffer]),
  )
  for (const node of grown.nodes) before.set(`${node.level}/${node.index}`, node.hash)
  return edgePlaces(grown.size).map((place) => before.get(`${place.level}/${place.index}`) as Buffer)
}

const entryFindings = (row: LogRow): CertificateFinding[] => {
  const entry = parsed(row.entry)
  const sound =
    entry !== undefined &&
    canonicalJson(entry as unknown as Json) === row.entry &&
    entry.kind === row.kind &&
    Date.parse(entry.at) === row.at.getTime() &&
    hashLeaf(row.entry).equals(row.leafHash)
  return sound ? [] : [finding('log.entry-changed', row.index)]
}

const parsed = (text: string): LogEntry | undefined => {
  try {
    return JSON.parse(text) as LogEntry
  } catch {
    return undefined
  }
}

const nodeFindings = async (
  db: Db,
  nodes: ReturnType<typeof appendLeaves>['nodes'],
): Promise<CertificateFinding[]> => {
  const inner = nodes.filter((node) => node.level > 0)
  const nodeAt = await nodeReader(db, inner)
  return inner.flatMap((node) =>
    kept(nodeAt, node)?.equals(node.hash) ? [] : [finding('log.node-wrong', `${node.level}/${node.index}`)],
  )
}

const kept = (
  nodeAt: (place: { level: number; index: number }) => Buffer,
  place: { level: number; index: number },
): Buffer | undefined => {
  try {
    return nodeAt(place)
  } catch {
    return undefined
  }
}

const headFindings = (head: HeadRow, root: Buffer, checker: SignatureChecker): CertificateFinding[] => {
  const statement: LogHead = {
    schema: 'zhixin.log-head/1',
    treeSize: head.treeSize,
    rootHash: root.toString('base64url'),
    at: head.at.toISOString(),
  }
  const fits =
    head.rootHash.equals(root) &&
    checker.fits(head.keyId, sha256(canonicalJson(statement as unknown as Json)), head.signature)
  return fits ? [] : [finding('log.head-wrong', head.treeSize)]
}
