import { newId } from '../../../kernel/id.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { cursorParts, keyPart, pageOf } from '../../../platform/page.ts'
import { command, listing, query, type Reading } from '../../../platform/perform.ts'
import { classesAbove, classProposed, type ClassRule } from '../../programme/index.ts'
import { factsInForce } from '../domain/facts-in-force.ts'
import { classDecided, classProposedFor } from '../events.ts'
import {
  classingProgrammes,
  decisionsOf,
  dropProposal,
  insertDecision,
  listProposals,
  proposalsOf,
  saveProposal,
} from '../store/classes.ts'
import { evidenceRows } from '../store/evidence.ts'
import { findPersonRow } from '../store/people.ts'
import { personOwners, today } from './person-owners.ts'

const programmeOf = async (reading: Reading, programmeId: string) =>
  (await classingProgrammes(reading.tx)).find(({ id }) => id === programmeId)

const factsOf = async (reading: Reading, personId: string, on: string): Promise<Record<string, string>> =>
  factsInForce(await evidenceRows(reading.tx, personId), on)

const criterionOf = (rule: unknown, facts: Readonly<Record<string, string>>) => {
  const found = classProposed(rule as ClassRule, facts)
  return found ? { class: found.class, text: found.criterion.text } : null
}

/** What each running programme's rule proposes for the evidence of today, and what was decided. */
export const readClasses = query({
  name: 'people.readClasses',
  action: 'person.read',
  async load(reading, input: { personId: string }) {
    const person = await findPersonRow(reading.tx, input.personId)
    return person ? { owners: await personOwners(reading, person.id), personId: person.id } : undefined
  },
  async reply(reading, _input, { owners, personId }) {
    const facts = await factsOf(reading, personId, today(reading))
    const [decisions, proposals] = [
      await decisionsOf(reading.tx, personId),
      await proposalsOf(reading.tx, personId),
    ]
    const programmes = await classingProgrammes(reading.tx)
    return {
      facts,
      items: programmes.map((programme) => {
        const decided = decisions.find(({ programmeId }) => programmeId === programme.id)
        return {
          programmeId: programme.id,
          programmeName: programme.name,
          programmeNameEn: programme.nameEn,
          proposed: criterionOf(programme.classRule, facts),
          above: classesAbove(programme.classRule as ClassRule, facts).map(({ criterion, lacking }) => ({
            class: criterion.class,
            text: criterion.text,
            lacking: lacking.map((one) => ({ ...one, oneOf: [...one.oneOf] })),
          })),
          submitted: proposals.some(({ programmeId }) => programmeId === programme.id),
          decided: decided
            ? { class: decided.class, from: decided.fromDay, decidedAt: decided.decidedAt.toISOString() }
            : null,
          may: reading.may({ ...owners, office: [programme.officeId] }, [
            'personClass.propose',
            'personClass.decide',
          ]),
        }
      }),
    }
  },
})

/** Submits the class the rule gives for the evidence on record; the office decides. Again: the newer one stands. */
export const proposeClass = command({
  name: 'people.proposeClass',
  action: 'personClass.propose',
  async load(unit, input: { personId: string; programmeId: string }) {
    const person = await findPersonRow(unit.tx, input.personId)
    return person ? { owners: await personOwners(unit, person.id), personId: person.id } : undefined
  },
  async run(unit, { programmeId }, { personId }) {
    const programme = await programmeOf(unit, programmeId)
    if (!programme) return refuse('person-class.programme-unknown')
    const facts = await factsOf(unit, personId, today(unit))
    const criterion = criterionOf(programme.classRule, facts)
    if (!criterion) return refuse('person-class.none-holds')
    await saveProposal(
      unit.tx,
      { personId, programmeId, class: criterion.class, criterion, evidence: facts, by: unit.actor.accountId },
      unit.now,
    )
    await unit.emit(classProposedFor(personId, { programme: programmeId, class: criterion.class }))
    return ok({ class: criterion.class })
  },
})

/** Decides a class from a day on, with the evidence of that day frozen beside it; another class than the rule's needs a reason. */
export const decideClass = command({
  name: 'people.decideClass',
  action: 'personClass.decide',
  async load(
    unit,
    input: {
      personId: string
      programmeId: string
      class: string
      from: string
      reason?: string | undefined
    },
  ) {
    const person = await findPersonRow(unit.tx, input.personId)
    const programme = await programmeOf(unit, input.programmeId)
    return person && programme
      ? {
          owners: { ...(await personOwners(unit, person.id)), office: [programme.officeId] },
          programme,
          personId: person.id,
        }
      : undefined
  },
  async run(unit, { programmeId, class: personClass, from, ...input }, { programme, personId }) {
    const rule = programme.classRule as ClassRule
    if (!rule.precedence.includes(personClass)) return refuse('person-class.unknown', { class: personClass })
    const facts = await factsOf(unit, personId, from)
    const criterion = criterionOf(rule, facts)
    const reason = input.reason?.trim() ?? ''
    const proposed = criterion?.class ?? null
    if (proposed !== personClass && reason === '')
      return refuse('person-class.reason-missing', { proposed: proposed ?? '—' })
    const decidedBy = unit.actor.accountId
    await insertDecision(
      unit.tx,
      {
        id: newId(),
        personId,
        programmeId,
        class: personClass,
        fromDay: from,
        proposed,
        criterion,
        evidence: facts,
        reason,
        decidedBy,
      },
      unit.now,
    )
    await dropProposal(unit.tx, personId, programmeId)
    await unit.emit(
      classDecided(personId, { programme: programmeId, class: personClass, from, proposed, reason }),
    )
    return ok({})
  },
})

/** What waits for the office's decision, oldest first. */
export const listClassProposals = query({
  name: 'people.listClassProposals',
  action: 'personClass.decide',
  load: listing,
  async reply(
    reading,
    input: { programmeId?: string | undefined; cursor?: string | undefined; limit?: number | undefined },
    _loaded,
    scope,
  ) {
    const limit = input.limit ?? 50
    const offices = scope.all ? null : (scope.owners.office ?? [])
    const after = cursorParts(input.cursor, keyPart.instant, keyPart.id)
    const rows = await listProposals(
      reading.tx,
      { offices, programmeId: input.programmeId },
      after,
      limit + 1,
    )
    return pageOf(
      rows,
      limit,
      (row) => [row.proposedAt.toISOString(), row.personId],
      (row) => ({ ...row, proposedAt: row.proposedAt.toISOString() }),
    )
  },
})
