import type { CheckAnswer } from './check-answer.ts'

/** Rows of one sheet, and of all sheets of an organisation within a day. */
export const mostRows = 10_000
export const mostRowsADay = 30_000
/** Rows of a day whose number and name do not fit each other: slips are few, harvesting is not. */
export const mostMissesADay = 1_000

export const batchVerdicts = ['valid', 'superseded', 'revoked', 'unknown', 'name-needed', 'wait'] as const
export type BatchVerdict = (typeof batchVerdicts)[number]

export interface BatchFacts {
  readonly holder: string
  readonly type: string
  readonly title: string
  readonly titleEn: string
  readonly hours: string
  /** Exempt from all that was asked: said in place of the hours. Absent in rows checked before it was told. */
  readonly exempt?: 'full'
  readonly grade: string | null
  readonly issuedOn: string
  readonly issuer: string
  readonly issuerEn: string
  readonly supersededBy: string | null
  /** Absent in rows checked before it was told. */
  readonly supersededCause?: string
  readonly revokedOn: string | null
}

/**
 * What a row is told. A number that is not on the register and a name that is not its holder's come to the same answer: a
 * sheet of counted-up numbers learns nothing of which exist.
 */
export const rowVerdict = (
  answer: CheckAnswer,
): { readonly verdict: BatchVerdict; readonly facts: BatchFacts | null } => {
  if (answer.waitSeconds !== undefined) return { verdict: 'wait', facts: null }
  if (answer.status === 'unknown' || answer.holder === undefined) return { verdict: 'unknown', facts: null }
  return {
    verdict: answer.status,
    facts: {
      holder: answer.holder,
      type: answer.type ?? '',
      title: answer.title ?? '',
      titleEn: answer.titleEn ?? '',
      hours: String(answer.hours ?? ''),
      ...(answer.exempt === undefined ? {} : { exempt: answer.exempt }),
      grade: answer.grade ?? answer.gradeWord?.zh ?? null,
      issuedOn: answer.issuedOn ?? '',
      issuer: answer.issuer ?? '',
      issuerEn: answer.issuerEn ?? '',
      supersededBy: answer.supersededBy ?? null,
      ...(answer.supersededCause === undefined ? {} : { supersededCause: answer.supersededCause }),
      revokedOn: answer.revokedOn ?? null,
    },
  }
}

/** Names the two columns go by, without spaces, signs and case. */
const names = {
  number: [
    '证书编号',
    '证书号',
    '编号',
    '证书号码',
    'certificateno',
    'certificatenumber',
    'certificate',
    'number',
    'no',
  ],
  name: ['姓名', '持证人', '持证人姓名', 'name', 'fullname', 'holder'],
} as const

export interface BatchColumns {
  readonly number: number
  readonly name: number
}

/** Where number and name stand; `null` for a row that is no header of such a list. */
export const batchColumns = (cells: readonly unknown[]): BatchColumns | null => {
  const plain = cells.map((cell) =>
    typeof cell === 'string'
      ? cell
          .normalize('NFKC')
          .toLowerCase()
          .replace(/[\s_.:：()-]/g, '')
      : '',
  )
  const at = (known: readonly string[]): number => plain.findIndex((cell) => known.includes(cell))
  const [number, name] = [at(names.number), at(names.name)]
  return number < 0 || name < 0 ? null : { number, name }
}
