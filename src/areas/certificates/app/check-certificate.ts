import { timingSafeEqual } from 'node:crypto'
import type { Services } from '../../../platform/services.ts'
import { type Budget, enterGate, networkOf } from '../../accounts/index.ts'
import { askingPace } from '../domain/asking-pace.ts'
import {
  type CheckAnswer,
  type CheckedRow,
  fullAnswer,
  maskedAnswer,
  unknownAnswer,
} from '../domain/check-answer.ts'
import type { CertificateContent } from '../domain/content.ts'
import { isNamePart, knowsName } from '../domain/holder-name.ts'
import { meantNumbers, typedNumber } from '../domain/number.ts'
import { findContent } from '../store/certificates.ts'
import { readForCheck, readOneOf } from '../store/check.ts'
import { presentationToken } from './signing.ts'

const longestNumber = 60

/**
 * Names that do not fit one number, over everybody who asks: numbers are counted up and surnames are few, so that the rest of
 * a name could be tried out. Not per address or device: a hall has one address, and a guesser no cookie. A name that fits
 * takes nothing from the others, so a hall that checks one certificate by its right name never waits.
 */
const guesses: Budget = { free: 10, longestSeconds: 600, forgetSeconds: 86_400 }

/**
 * Numbers are counted up and each tells a surname, a course and a day: whoever goes through them from one network is slowed
 * to a pace that gets nowhere, at hits and misses alike. Not who knows a part of the name or brings the token, and not the
 * machine itself. A hall behind one address has enough at once.
 */
const numbersAsked = askingPace({ atOnce: 600, perSecond: 1 })

export interface CheckAsked {
  readonly name?: string | undefined
  readonly token?: string | undefined
  /** Where the question came from. */
  readonly address?: string
}

/**
 * The public check. Open to anybody, so there is nobody to authorise; it reads one row and changes nothing but the count of
 * names that were tried, and stays outside `ask` because it is the busiest question there is (docs/decisions/0007). Never cached: a revocation shows in the next
 * answer.
 */
export const checkCertificate = async (
  services: Services,
  typed: string,
  asked: CheckAsked,
): Promise<CheckAnswer> => {
  const network = networkOf(asked.address ?? '127.0.0.1')
  if (/^127\.|^0:0:0:0$/.test(network)) return lookUp(services, typed, asked)
  const known = asked.name || asked.token ? await lookUp(services, typed, asked) : undefined
  if (known?.content !== undefined) return known
  const waitSeconds = numbersAsked(network, services.now().getTime())
  if (waitSeconds > 0) return { ...unknownAnswer(typed.slice(0, longestNumber)), waitSeconds }
  return known ?? lookUp(services, typed, asked)
}

const lookUp = async (services: Services, typed: string, asked: CheckAsked): Promise<CheckAnswer> => {
  const asTyped = typedNumber(typed)
  if (asTyped.length > longestNumber) return unknownAnswer(`${asTyped.slice(0, longestNumber)}…`)
  const row = (await readForCheck(services.pool, asTyped)) ?? (await readAsMeant(services.pool, asTyped))
  if (!row) return unknownAnswer(asTyped)
  const { number } = row
  if (!asked.name && !asked.token) return maskedAnswer(row)
  const kept = await findContent(services.db, number)
  const content = kept && (JSON.parse(kept.content) as CertificateContent)
  if (content !== undefined && isToken(content, asked.token)) return fullAnswer(row, content)
  if (!asked.name) return { ...maskedAnswer(row), holderMatches: false }
  if (!isNamePart(asked.name)) return maskedAnswer(row)
  const gate = await enterGate(services, {
    name: `holder of ${number}`,
    deviceId: undefined,
    deviceKnown: false,
    strangers: guesses,
  })
  if (!gate.ok) return { ...maskedAnswer(row), waitSeconds: Number(gate.params['seconds']) }
  const known = content !== undefined && knowsName(row.holder, asked.name)
  await (known ? gate.value.undecided() : gate.value.failed())
  return known ? fullAnswer(row, content) : { ...maskedAnswer(row), holderMatches: false }
}

/** A letter taken for a digit, or the other way round: what is meant is found as long as it can be only one. */
const readAsMeant = (pool: Services['pool'], typed: string): Promise<CheckedRow | undefined> => {
  const meant = meantNumbers(typed)
  return meant.length === 0 ? Promise.resolve(undefined) : readOneOf(pool, meant)
}

/** Compared in constant time: the token is a secret that whoever asks may be guessing at. */
export const isToken = (content: Pick<CertificateContent, 'salt'>, token: string | undefined): boolean => {
  const [right, given] = [Buffer.from(presentationToken(content.salt)), Buffer.from(token ?? '')]
  return right.length === given.length && timingSafeEqual(right, given)
}
