import { newId } from '../../../kernel/id.ts'
import { ok } from '../../../kernel/result.ts'
import { command } from '../../../platform/perform.ts'
import type { OrganisationKind, TypedFacts } from '../domain/organisation-facts.ts'
import { organisationRegistered } from '../events.ts'
import { hashOfOrganisation, insertOrganisation } from '../store/organisations.ts'
import { checkFacts, factConstraints } from './check-facts.ts'

/** The office enters an organisation on the register; what the office enters is verified by that. */
export const registerOrganisation = command({
  name: 'organisations.registerOrganisation',
  action: 'organisation.register',
  constraints: factConstraints,
  load: async () => ({ owners: {} }),
  async run(unit, input: TypedFacts & { kind: OrganisationKind; notDuplicate?: boolean | undefined }) {
    const facts = await checkFacts(unit, {
      kind: input.kind,
      typed: input,
      notDuplicate: input.notDuplicate ?? false,
    })
    if (!facts.ok) return facts
    const id = newId()
    await insertOrganisation(unit.tx, { id, kind: input.kind, status: 'verified', ...facts.value }, unit.now)
    const rows = [await hashOfOrganisation(unit.tx, id)]
    await unit.emit(organisationRegistered(id, { kind: input.kind, name: facts.value.name, rows }))
    return ok({ organisationId: id })
  },
})
