import { ok, refuse } from '../../../kernel/result.ts'
import { command } from '../../../platform/perform.ts'
import { changesOf, tidyName, type OrganisationFacts, type TypedFacts } from '../domain/organisation-facts.ts'
import { organisationEdited } from '../events.ts'
import {
  hashOfOrganisation,
  lockOrganisation,
  updateFacts,
  type OrganisationRow,
} from '../store/organisations.ts'
import { checkFacts, factConstraints } from './check-facts.ts'
import { ownersOf } from './owners.ts'

const recorded = (row: OrganisationRow): OrganisationFacts => ({
  name: row.name,
  nameEn: row.nameEn,
  shortName: row.shortName,
  creditCode: row.creditCode,
  districtId: row.districtId,
  address: row.address,
  contact: row.contact,
})

/** The office changes what the register holds; the name of before stays in the history. */
export const editOrganisation = command({
  name: 'organisations.editOrganisation',
  action: 'organisation.edit',
  constraints: factConstraints,
  async load(
    unit,
    input: TypedFacts & { organisationId: string; revision: number; notDuplicate?: boolean | undefined },
  ) {
    const row = await lockOrganisation(unit.tx, input.organisationId)
    return row ? { owners: await ownersOf(unit, row), row } : undefined
  },
  async run(unit, input, { row }) {
    if (row.status === 'closed') return refuse('organisation.closed')
    const renamed = tidyName(input.name) !== row.name
    const facts = await checkFacts(unit, {
      kind: row.kind,
      typed: input,
      notDuplicate: !renamed || (input.notDuplicate ?? false),
      except: row.id,
    })
    if (!facts.ok) return facts
    if (!(await updateFacts(unit.tx, row.id, input.revision, facts.value))) return refuse('state.conflict')
    const rows = [await hashOfOrganisation(unit.tx, row.id)]
    await unit.emit(organisationEdited(row.id, { ...changesOf(recorded(row), facts.value), rows }))
    return ok({ revision: input.revision + 1 })
  },
})

/** An institution or employer keeps its own address and contact; its legal name and code are the office's to change. */
export const editContact = command({
  name: 'organisations.editContact',
  action: 'organisation.editContact',
  async load(
    unit,
    input: {
      organisationId: string
      revision: number
      nameEn: string
      shortName: string
      address: string
      contact: string
    },
  ) {
    const row = await lockOrganisation(unit.tx, input.organisationId)
    return row ? { owners: await ownersOf(unit, row), row } : undefined
  },
  async run(unit, input, { row }) {
    if (row.status === 'closed') return refuse('organisation.closed')
    const after: OrganisationFacts = {
      ...recorded(row),
      nameEn: tidyName(input.nameEn),
      shortName: tidyName(input.shortName),
      address: input.address.trim(),
      contact: input.contact.trim(),
    }
    if (!(await updateFacts(unit.tx, row.id, input.revision, after))) return refuse('state.conflict')
    const rows = [await hashOfOrganisation(unit.tx, row.id)]
    await unit.emit(organisationEdited(row.id, { ...changesOf(recorded(row), after), rows }))
    return ok({ revision: input.revision + 1 })
  },
})
