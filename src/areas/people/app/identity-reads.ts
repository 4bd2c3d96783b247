import { type IdentityKind, readIdentity } from '../../../kernel/identity-number.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { command } from '../../../platform/perform.ts'
import type { PersonSummary } from '../contract.ts'
import { identityUnmasked, personFound } from '../events.ts'
import { documentsOf } from '../store/identity.ts'
import { findPersonRow } from '../store/people.ts'
import { personListRow } from '../store/people-lists.ts'
import { personsByFingerprint } from '../store/recognise.ts'
import { personOwners, today } from './person-owners.ts'
import { summaryOf } from './person-summary.ts'

/** Shows whole identity numbers. A command, not a query: the look itself is put on record before anything is shown. */
export const unmaskIdentity = command({
  name: 'people.unmaskIdentity',
  action: 'person.unmask',
  async load(unit, input: { personId: string; purpose: string }) {
    const row = await findPersonRow(unit.tx, input.personId)
    return row ? { owners: await personOwners(unit, row.id), personId: row.id } : undefined
  },
  async run(unit, { purpose }, { personId }) {
    await unit.emit(identityUnmasked(personId, { purpose }))
    const documents = await documentsOf(unit.tx, personId)
    return ok({
      documents: documents
        .filter(({ endedAt }) => endedAt === null)
        .map(({ kind, sealed }) => ({ kind, number: unit.ports.vault.open(sealed) })),
    })
  },
})

/** Tells whose a whole number is; a hit is put on record at the person found. */
export const findPerson = command({
  name: 'people.findPerson',
  action: 'person.find',
  load: async () => ({ owners: {} }),
  async run(
    unit,
    input: { kind?: IdentityKind | undefined; number: string },
  ): Promise<Result<{ person: PersonSummary | null }, 'request.invalid'>> {
    const identity = readIdentity(input.number, today(unit), input.kind)
    if (!identity.ok)
      return refuse('request.invalid', {}, [
        { pointer: '/number', code: identity.code, params: identity.params },
      ])
    const fingerprint = unit.ports.vault.fingerprint(identity.value.kind, identity.value.number)
    const [personId] = (await personsByFingerprint(unit.tx, [fingerprint])).values()
    const row = personId === undefined ? undefined : await personListRow(unit.tx, personId)
    if (!row) return ok({ person: null })
    await unit.emit(personFound(row.id))
    return ok({ person: summaryOf(unit, row) })
  },
})
