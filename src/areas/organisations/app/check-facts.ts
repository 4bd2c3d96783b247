import { ok, refuse, type Result } from '../../../kernel/result.ts'
import type { Reading } from '../../../platform/perform.ts'
import {
  factsOf,
  type OrganisationFacts,
  type OrganisationKind,
  type TypedFacts,
} from '../domain/organisation-facts.ts'
import { nearNames } from '../store/organisation-lists.ts'
import { findOrganisation } from '../store/organisations.ts'

/** Constraint → code for commands that write an organisation's facts. */
export const factConstraints = {
  organisation_kind_name: 'organisation.name-taken',
  organisation_credit_code: 'organisation.credit-code-taken',
} as const

export interface FactsToCheck {
  readonly kind: OrganisationKind
  readonly typed: TypedFacts
  /** True when near names were shown and judged to be other organisations. */
  readonly notDuplicate: boolean
  readonly except?: string
}

/** Facts ready to be written, or why not: malformed, an unknown district, a name too near to one on the register. */
export const checkFacts = async (
  reading: Reading,
  asked: FactsToCheck,
): Promise<Result<OrganisationFacts, string>> => {
  const facts = factsOf(asked.kind, asked.typed)
  if (!facts.ok) return facts
  if (facts.value.districtId !== null) {
    const district = await findOrganisation(reading.tx, facts.value.districtId)
    if (district?.kind !== 'district' || district.status === 'closed') {
      return refuse('organisation.district-unknown', {}, [
        { pointer: '/districtId', code: 'organisation.district-unknown' },
      ])
    }
  }
  if (!asked.notDuplicate) {
    const near = await nearNames(reading.tx, asked.kind, facts.value.name, asked.except, 5)
    const nearest = near.find((one) => one.name !== facts.value.name)
    // The very same name is left to the unique index, which says so more plainly.
    if (nearest && near.length > 0 && near.every((one) => one.name !== facts.value.name)) {
      return refuse('organisation.near-name', { name: nearest.name, count: near.length })
    }
  }
  return ok(facts.value)
}
