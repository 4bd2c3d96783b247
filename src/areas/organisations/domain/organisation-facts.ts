import { ok, refuse, type Result } from '../../../kernel/result.ts'
import { undrawableFaults } from '../../../kernel/undrawable.ts'
import { creditCodeOf, isCreditCode } from './credit-code.ts'

export type OrganisationKind = 'office' | 'district' | 'association' | 'institution' | 'employer' | 'site'

/** What the register holds about an organisation of any kind. */
export interface OrganisationFacts {
  readonly name: string
  readonly nameEn: string
  readonly shortName: string
  readonly creditCode: string | null
  readonly districtId: string | null
  readonly address: string
  readonly contact: string
}

export interface TypedFacts {
  readonly name: string
  readonly nameEn?: string | undefined
  readonly shortName?: string | undefined
  readonly creditCode?: string | undefined
  readonly districtId?: string | undefined
  readonly address?: string | undefined
  readonly contact?: string | undefined
}

/** Spaces at the ends and doubled inside are typing, not part of a name. */
export const tidyName = (typed: string): string => typed.normalize('NFC').replace(/\s+/gu, ' ').trim()

/** Facts as the register keeps them, from what was typed. */
export const factsOf = (
  kind: OrganisationKind,
  typed: TypedFacts,
): Result<
  OrganisationFacts,
  'request.invalid' | 'organisation.credit-code' | 'organisation.district-of-district'
> => {
  const name = tidyName(typed.name)
  if (name === '') return refuse('request.invalid', {}, [{ pointer: '/name', code: 'request.required' }])
  const nameEn = tidyName(typed.nameEn ?? '')
  // Certificates print who taught and who issued.
  const faults = kind === 'institution' || kind === 'office' ? undrawableFaults({ name, nameEn }) : []
  if (faults.length > 0) return refuse('request.invalid', {}, faults)
  const creditCode =
    typed.creditCode === undefined || typed.creditCode.trim() === '' ? null : creditCodeOf(typed.creditCode)
  if (creditCode !== null && !isCreditCode(creditCode)) {
    return refuse('organisation.credit-code', {}, [
      { pointer: '/creditCode', code: 'organisation.credit-code' },
    ])
  }
  if (kind === 'district' && typed.districtId !== undefined)
    return refuse('organisation.district-of-district')
  return ok({
    name,
    nameEn,
    shortName: tidyName(typed.shortName ?? ''),
    creditCode,
    districtId: typed.districtId ?? null,
    address: typed.address?.trim() ?? '',
    contact: typed.contact?.trim() ?? '',
  })
}

/** The facts that differ, before and after; contact particulars only by their names, they may be a person's. */
export const changesOf = (
  before: OrganisationFacts,
  after: OrganisationFacts,
): { before: Record<string, string | null>; after: Record<string, string | null> } => {
  const changed = { before: {} as Record<string, string | null>, after: {} as Record<string, string | null> }
  for (const fact of [
    'name',
    'nameEn',
    'shortName',
    'creditCode',
    'districtId',
    'address',
    'contact',
  ] as const) {
    if (before[fact] === after[fact]) continue
    changed.before[fact] = fact === 'contact' ? '…' : before[fact]
    changed.after[fact] = fact === 'contact' ? '…' : after[fact]
  }
  return changed
}
