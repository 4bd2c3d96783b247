import type { Json } from '../../../kernel/canonical-json.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import { inclusionPlan } from '../domain/log-tree.ts'
import type { CertificateContent } from '../domain/content.ts'
import { findContent, findKey } from '../store/certificates.ts'
import { entriesOf, type HeadRow, headHolding, nodeReader } from '../store/log.ts'
import { hashPair } from './signing.ts'

export interface SignedHead {
  readonly schema: 'zhixin.log-head/1'
  readonly treeSize: number
  readonly rootHash: string
  readonly at: string
  readonly keyId: string
  readonly signature: string
}

/** The file a holder keeps: checkable by `src/verify` alone, without this system. */
export interface SignedCertificate {
  readonly schema: 'zhixin.signed-certificate/1'
  readonly content: CertificateContent
  readonly proof: {
    readonly algorithm: 'Ed25519'
    readonly contentHash: string
    readonly keyId: string
    readonly publicKey: Json
    readonly signature: string
  }
  readonly log: {
    readonly index: number
    readonly entry: Json
    readonly path: readonly string[]
    readonly head: SignedHead
  }
}

export const signedHead = (head: HeadRow): SignedHead => ({
  schema: 'zhixin.log-head/1',
  treeSize: head.treeSize,
  rootHash: head.rootHash.toString('base64url'),
  at: head.at.toISOString(),
  keyId: head.keyId,
  signature: head.signature.toString('base64url'),
})

/** Sibling hashes from leaf `index` to the root of the tree of `size` leaves. */
export const inclusionPath = async (tx: Db | Tx, index: number, size: number): Promise<string[]> => {
  const plan = inclusionPlan(index, size)
  const nodeAt = await nodeReader(tx, plan.needs)
  return plan.assemble(nodeAt, hashPair).map((hash) => hash.toString('base64url'))
}

/**
 * Content, proof and log inclusion of a certificate, as they stood when it was issued: the head is the one signed in the
 * same commit, so the file comes out the same for ever. Throws when the register lacks a part of it.
 */
export const signedCertificate = async (tx: Db | Tx, number: string): Promise<SignedCertificate> => {
  const kept = await findContent(tx, number)
  const key = kept && (await findKey(tx, kept.keyId))
  const entry = (await entriesOf(tx, number)).find((one) => one.kind === 'issue')
  const head = entry && (await headHolding(tx, entry.index))
  if (!kept || !key || !entry || !head)
    throw new Error(`the register lacks a part of certificate ${number}: run doctor`)
  return {
    schema: 'zhixin.signed-certificate/1',
    content: JSON.parse(kept.content) as CertificateContent,
    proof: {
      algorithm: 'Ed25519',
      contentHash: kept.contentHash.toString('base64url'),
      keyId: kept.keyId,
      publicKey: { ...key.publicJwk },
      signature: kept.signature.toString('base64url'),
    },
    log: {
      index: entry.index,
      entry: JSON.parse(entry.entry) as Json,
      path: await inclusionPath(tx, entry.index, head.treeSize),
      head: signedHead(head),
    },
  }
}
