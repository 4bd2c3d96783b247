import { timingSafeEqual } from 'node:crypto'
import type { Services } from '../../../platform/services.ts'
import { type CheckAnswer, fullAnswer, maskedAnswer, unknownAnswer } from '../domain/check-answer.ts'
import type { CertificateContent } from '../domain/content.ts'
import { knowsName } from '../domain/holder-name.ts'
import { typedNumber } from '../domain/number.ts'
import { findContent } from '../store/certificates.ts'
import { readForCheck } from '../store/check.ts'
import { presentationToken } from './signing.ts'

const longestNumber = 60

export interface CheckAsked {
  readonly name?: string | undefined
  readonly token?: string | undefined
}

/**
 * The public check. Open to anybody, so there is nobody to authorise; it reads one row and changes nothing, and stays
 * outside `ask` because it is the busiest question there is (docs/decisions/0007). Never cached: a revocation shows in the next
 * answer.
 */
export const checkCertificate = async (
  services: Pick<Services, 'pool' | 'db'>,
  typed: string,
  asked: CheckAsked,
): Promise<CheckAnswer> => {
  const number = typedNumber(typed)
  if (number.length > longestNumber) return unknownAnswer(`${number.slice(0, longestNumber)}…`)
  const row = await readForCheck(services.pool, number)
  if (!row) return unknownAnswer(number)
  if (!asked.name && !asked.token) return maskedAnswer(row)
  const kept = await findContent(services.db, number)
  const content = kept && (JSON.parse(kept.content) as CertificateContent)
  const known =
    content !== undefined && (knowsName(row.holder, asked.name ?? '') || isToken(content, asked.token))
  return known ? fullAnswer(row, content) : { ...maskedAnswer(row), holderMatches: false }
}

/** Compared in constant time: the token is a secret that whoever asks may be guessing at. */
export const isToken = (content: Pick<CertificateContent, 'salt'>, token: string | undefined): boolean => {
  const [right, given] = [Buffer.from(presentationToken(content.salt)), Buffer.from(token ?? '')]
  return right.length === given.length && timingSafeEqual(right, given)
}
