import { Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { InstantShape } from '../../../wire/shapes.ts'
import { Anything, HashShape, nullable } from './shapes.ts'

export const HeadShape = Type.Object({
  schema: Type.String(),
  treeSize: Type.Integer(),
  rootHash: HashShape,
  at: InstantShape,
  keyId: Type.String(),
  signature: Type.String({
    description:
      'Ed25519 over the SHA-256 of the canonical JSON of schema, treeSize, rootHash and at, base64url',
  }),
  publicKey: Anything,
})
const IndexShape = Type.Integer({ minimum: 0, maximum: 9_007_199_254_740_991 })

export const logHead = endpoint({
  id: 'log.head',
  method: 'GET',
  path: '/api/v1/log/head',
  title: { zh: '证书日志：签名树头', en: 'Certificate log: signed tree head' },
  audience: 'public',
  reply: HeadShape,
})

export const logFeed = endpoint({
  id: 'log.feed',
  method: 'GET',
  path: '/api/v1/log/heads.atom',
  title: { zh: '证书日志：树头订阅（Atom）', en: 'Certificate log: tree heads as an Atom feed' },
  audience: 'public',
  reply: Type.String(),
  produces: ['application/atom+xml'],
})

export const logProof = endpoint({
  id: 'log.proof',
  method: 'GET',
  path: '/api/v1/log/proof/:index',
  title: { zh: '证书日志：收录证明', en: 'Certificate log: inclusion proof' },
  audience: 'public',
  params: Type.Object({ index: IndexShape }),
  query: Type.Object({ size: Type.Optional(IndexShape) }),
  reply: Type.Object({
    index: Type.Integer(),
    treeSize: Type.Integer(),
    entry: Anything,
    leafHash: HashShape,
    path: Type.Array(HashShape),
    head: HeadShape,
  }),
})

export const logConsistency = endpoint({
  id: 'log.consistency',
  method: 'GET',
  path: '/api/v1/log/consistency',
  title: { zh: '证书日志：一致性证明', en: 'Certificate log: consistency proof' },
  audience: 'public',
  query: Type.Object({ from: IndexShape, to: Type.Optional(IndexShape) }),
  reply: Type.Object({ from: Type.Integer(), to: Type.Integer(), path: Type.Array(HashShape) }),
})

export const logEntries = endpoint({
  id: 'log.entries',
  method: 'GET',
  path: '/api/v1/log/entries',
  title: { zh: '证书日志：条目', en: 'Certificate log: entries' },
  audience: 'public',
  query: Type.Object({ from: Type.Optional(IndexShape), to: Type.Optional(IndexShape) }),
  reply: Type.Object({
    items: Type.Array(Type.Object({ index: Type.Integer(), entry: Anything, leafHash: HashShape })),
    next: nullable(Type.Integer()),
    treeSize: Type.Integer(),
  }),
})

export const keyChanges = endpoint({
  id: 'log.keyChanges',
  method: 'GET',
  path: '/api/v1/log/key-changes',
  title: { zh: '签名密钥更换的背书', en: 'Changes of the signing key, each endorsed by the key before' },
  audience: 'public',
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        schema: Type.String(),
        purpose: Type.String(),
        newKeyId: Type.String({ description: 'RFC 7638 thumbprint of newKey' }),
        newKey: Anything,
        at: InstantShape,
        keyId: Type.String({ description: 'the key before, which signed this' }),
        signature: Type.String({
          description:
            'Ed25519 over the SHA-256 of the canonical JSON of schema, purpose, newKeyId, newKey and at, base64url',
        }),
      }),
      { description: 'oldest first; a change made before there were endorsements has none' },
    ),
  }),
})

export const signingKeys = endpoint({
  id: 'log.keys',
  method: 'GET',
  path: '/.well-known/jwks.json',
  title: { zh: '签名公钥', en: 'Public signing keys' },
  audience: 'public',
  reply: Type.Object({ keys: Type.Array(Anything) }),
})
