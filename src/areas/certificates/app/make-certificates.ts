import type { Tx } from '../../../platform/db/database.ts'
import type { Unit } from '../../../platform/perform.ts'
import { certificateNumber, type NumberingScheme } from '../../programme/index.ts'
import type { Paper } from '../domain/certificate-rule.ts'
import type { CertificateFacts } from '../domain/content.ts'
import { seriesOf } from '../domain/number.ts'
import type { ChangeCause } from '../domain/statements.ts'
import {
  insertCertificates,
  insertChange,
  type NewCertificate,
  rememberKey,
  setSuperseded,
  takeSerials,
} from '../store/certificates.ts'
import { marksInForce } from '../store/marks.ts'
import { type OpenLog, openLog } from './append-to-log.ts'
import { drawJob } from './draw-certificates.ts'
import { freezer, type Frozen } from './freeze.ts'
import { currentRendering } from './rendering.ts'
import { printedMarks } from './mark-images.ts'
import { keyIdOf } from './signing.ts'

export type Belongs = Omit<
  NewCertificate,
  'content' | 'text' | 'contentHash' | 'keyId' | 'signature' | 'logIndex'
>

/** A certificate to be made: what it says, whose it is, and the one it takes the place of. */
export interface ToMake {
  readonly facts: CertificateFacts
  readonly belongs: Belongs
  readonly instead?: {
    readonly number: string
    readonly contentHash: Buffer
    readonly cause: Extract<ChangeCause, 'correction' | 'lost'>
    readonly reason: string
  }
}

/** What remains to be told of one that was made; its text is in the register. */
export interface Made {
  readonly number: string
  readonly hash: Buffer
}

/**
 * Numbers, freezes, signs and logs certificates of one type, all or none, and has them drawn: the one way any is issued.
 * Those they take the place of are superseded in the same commit.
 */
export const makeCertificates = async (
  unit: Unit,
  programme: {
    readonly programmeId: string
    readonly numbering: unknown
    readonly rule?: { readonly paper: Paper }
  },
  issuedOn: string,
  wanted: readonly ToMake[],
): Promise<Made[]> => {
  const type = wanted[0]?.facts.type
  if (type === undefined) return []
  const drawn = currentRendering(type, programme.rule?.paper)
  const images = printedMarks(await marksInForce(unit.tx, programme.programmeId, issuedOn))
  const rendering = drawn && (images ? { ...drawn, images } : drawn)
  if (!rendering) throw new Error(`the template of ${type} certificates is missing from this installation`)
  const scheme = programme.numbering as NumberingScheme
  const firstSerial = await takeSerials(unit.tx, seriesOf(scheme, issuedOn), wanted.length)
  const { signer } = unit.ports
  await rememberKey(unit.tx, keyIdOf(signer), signer.publicJwk, unit.now)
  const numberAt = (place: number): string =>
    certificateNumber(scheme, Number(issuedOn.slice(0, 4)), firstSerial + place)
  const log = await openLog(unit)
  for (const [place, { instead }] of wanted.entries())
    if (instead) await setSuperseded(unit.tx, instead.number, numberAt(place))
  const freeze = freezer(
    unit.ports,
    { issuedOn, rendering },
    wanted.map(({ facts }) => facts),
  )
  const made: Made[] = []
  let written: Promise<void> = Promise.resolve()
  // While some are written, the next are frozen and signed.
  for (let from = 0; from < wanted.length; from += frozenAtOnce) {
    const part = wanted.slice(from, from + frozenAtOnce)
    const freezing = freeze(
      part.map(({ facts, instead }, place) => ({
        facts,
        number: numberAt(from + place),
        supersedes: instead ? { number: instead.number, cause: instead.cause } : null,
      })),
    )
    // When one of them fails the transaction ends: nothing may still be written then.
    await Promise.allSettled([freezing, written])
    await written
    const frozen = await freezing
    made.push(...frozen.map(({ content: { number }, hash }) => ({ number, hash })))
    written = writeIssued(unit.tx, log, part, frozen)
  }
  await written
  const replaced = wanted.flatMap(({ instead }, place) =>
    instead ? [{ ...instead, by: made[place] as Made }] : [],
  )
  const superseded = log.append(
    replaced.map((one) => ({
      kind: 'supersede' as const,
      number: one.number,
      certificate: one.contentHash.toString('base64url'),
      by: one.by.hash.toString('base64url'),
      cause: one.cause,
    })),
  )
  await superseded.write()
  await log.close()
  for (const [place, one] of replaced.entries())
    await insertChange(unit.tx, {
      logIndex: superseded.first + place,
      number: one.number,
      kind: 'supersede',
      cause: one.cause,
      reason: one.reason,
      changedBy: unit.actor.accountId,
      at: log.at,
    })
  const numbers = made.map(({ number }) => number)
  await unit.enqueue({ job: drawJob, lane: 'slow', data: { numbers } })
  return made
}

/** Enough that a statement of its own is worth it, few enough that PostgreSQL is kept waiting for the first ones only briefly. */
const frozenAtOnce = 250

/** Writes certificates and the entries that they were issued, behind those before them. */
const writeIssued = async (
  tx: Tx,
  log: OpenLog,
  wanted: readonly ToMake[],
  made: readonly Frozen[],
): Promise<void> => {
  const { first, write } = log.append(
    made.map((one) => ({
      kind: 'issue' as const,
      number: one.content.number,
      certificate: one.hash.toString('base64url'),
    })),
  )
  await insertCertificates(
    tx,
    made.map(({ content, text, hash, keyId, signature }, place) => ({
      content,
      text,
      contentHash: hash,
      keyId,
      signature,
      logIndex: first + place,
      ...(wanted[place] as ToMake).belongs,
    })),
  )
  await write()
}
