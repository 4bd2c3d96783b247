import { newId } from '../../../kernel/id.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { command } from '../../../platform/perform.ts'
import type { Facts } from '../contract.ts'
import { evidenceChecked, evidenceRecorded } from '../events.ts'
import { insertEvidenceRow, markChecked } from '../store/evidence.ts'
import { findPersonRow } from '../store/people.ts'
import { checkFacts } from './asked-facts.ts'
import { personOwners, sourceOf, today } from './person-owners.ts'

/** Puts facts on record from a day on. What stands there stays: a later statement speaks for the facts it names. */
export const recordEvidence = command({
  name: 'people.recordEvidence',
  action: 'evidence.record',
  async load(unit, input: { personId: string; from: string; facts: Facts; document?: string | undefined }) {
    const person = await findPersonRow(unit.tx, input.personId)
    return person ? { owners: await personOwners(unit, person.id), person } : undefined
  },
  async run(unit, input, { person }) {
    if (Object.keys(input.facts).length === 0) return refuse('evidence.empty')
    if (input.from > today(unit)) return refuse('evidence.future')
    const evidenceId = newId()
    const checked = await checkFacts(unit, input.facts)
    if (!checked.ok) return checked
    const facts = checked.value
    const document = input.document?.trim() ?? ''
    const source = sourceOf(unit, person.id)
    const row = {
      id: evidenceId,
      personId: person.id,
      fromDay: input.from,
      facts,
      source,
      document,
      recordedBy: unit.actor.accountId,
    }
    await insertEvidenceRow(unit.tx, row, unit.now)
    await unit.emit(evidenceRecorded(person.id, { evidence: evidenceId, facts, from: input.from }))
    return ok({ evidenceId })
  },
})

/** An officer has seen the papers. */
export const checkEvidence = command({
  name: 'people.checkEvidence',
  action: 'evidence.check',
  async load(unit, input: { personId: string; evidenceId: string }) {
    const person = await findPersonRow(unit.tx, input.personId)
    return person ? { owners: await personOwners(unit, person.id), personId: person.id } : undefined
  },
  async run(unit, { evidenceId }, { personId }) {
    if (!(await markChecked(unit.tx, evidenceId, personId, unit.actor.accountId, unit.now)))
      return refuse('evidence.checked')
    await unit.emit(evidenceChecked(personId, { evidence: evidenceId }))
    return ok({})
  },
})
