import { gzipSync } from 'node:zlib'
import { bitstringOf } from '../domain/bitstring.ts'
import { contextV2, type JsonObject } from '../domain/data-model.ts'

/** Entries of one list: the specification's smallest, so that fetching a list tells nothing of whom one asks about. */
export const statusListLength = 131_072

/** A list of which credentials are no longer in force, ready to be signed by their issuer (Bitstring Status List v1.0). */
export const statusListCredential = (list: {
  readonly address: string
  readonly issuer: string
  readonly validFrom: Date
  readonly validUntil: Date
  readonly lapsed: readonly number[]
}): JsonObject => ({
  '@context': [contextV2],
  id: list.address,
  type: ['VerifiableCredential', 'BitstringStatusListCredential'],
  issuer: list.issuer,
  validFrom: list.validFrom.toISOString(),
  validUntil: list.validUntil.toISOString(),
  credentialSubject: {
    id: `${list.address}#list`,
    type: 'BitstringStatusList',
    statusPurpose: 'revocation',
    encodedList: `u${gzipSync(bitstringOf(statusListLength, list.lapsed), { level: 9 }).toString('base64url')}`,
  },
})

/** What a credential says of where its standing is told. */
export const statusEntry = (address: string, index: number): JsonObject => ({
  id: `${address}#${index}`,
  type: 'BitstringStatusListEntry',
  statusPurpose: 'revocation',
  statusListIndex: String(index),
  statusListCredential: address,
})
