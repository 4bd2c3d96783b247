import type { Unit } from '../../../platform/perform.ts'
import { certificateNumber, type NumberingScheme } from '../../programme/index.ts'
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
import { appendToLog } from './append-to-log.ts'
import { drawJob } from './draw-certificates.ts'
import { freeze, type Frozen } from './freeze.ts'
import { currentRendering } from './rendering.ts'
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

/**
 * Numbers, freezes, signs and logs certificates of one type, all or none, and has them drawn: the one way any is issued.
 * Those they take the place of are superseded in the same commit.
 */
export const makeCertificates = async (
  unit: Unit,
  programme: { readonly numbering: unknown },
  issuedOn: string,
  wanted: readonly ToMake[],
): Promise<Frozen[]> => {
  const type = wanted[0]?.facts.type
  if (type === undefined) return []
  const rendering = currentRendering(type)
  if (!rendering) throw new Error(`the template of ${type} certificates is missing from this installation`)
  const scheme = programme.numbering as NumberingScheme
  const firstSerial = await takeSerials(unit.tx, seriesOf(scheme, issuedOn), wanted.length)
  await rememberKey(unit.tx, keyIdOf(unit.ports.signer), unit.ports.signer.publicJwk, unit.now)
  const made = await Promise.all(
    wanted.map(({ facts, instead }, place) => {
      const number = certificateNumber(scheme, Number(issuedOn.slice(0, 4)), firstSerial + place)
      const supersedes = instead ? { number: instead.number, cause: instead.cause } : null
      return freeze(unit.ports, facts, { number, issuedOn, rendering, supersedes })
    }),
  )
  const replaced = wanted.flatMap(({ instead }, place) =>
    instead ? [{ ...instead, by: made[place] as Frozen }] : [],
  )
  const logged = await appendToLog(unit, [
    ...made.map((one) => ({
      kind: 'issue' as const,
      number: one.content.number,
      certificate: one.hash.toString('base64url'),
    })),
    ...replaced.map((one) => ({
      kind: 'supersede' as const,
      number: one.number,
      certificate: one.contentHash.toString('base64url'),
      by: one.by.hash.toString('base64url'),
      cause: one.cause,
    })),
  ])
  for (const one of replaced) await setSuperseded(unit.tx, one.number, one.by.content.number)
  await insertCertificates(
    unit.tx,
    made.map(({ content, text, hash, keyId, signature }, place) => ({
      content,
      text,
      contentHash: hash,
      keyId,
      signature,
      logIndex: logged.first + place,
      ...(wanted[place] as ToMake).belongs,
    })),
  )
  for (const [place, one] of replaced.entries())
    await insertChange(unit.tx, {
      logIndex: logged.first + made.length + place,
      number: one.number,
      kind: 'supersede',
      cause: one.cause,
      reason: one.reason,
      changedBy: unit.actor.accountId,
      at: logged.at,
    })
  const numbers = made.map((one) => one.content.number)
  await unit.enqueue({ job: drawJob, lane: 'slow', data: { numbers } })
  return made
}
