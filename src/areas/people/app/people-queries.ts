import { maskIdentity } from '../../../kernel/identity-number.ts'
import { cursorParts, keyPart, pageOf } from '../../../platform/page.ts'
import { listing, query } from '../../../platform/perform.ts'
import { factsInForce } from '../domain/facts-in-force.ts'
import { nameKey } from '../../../kernel/person-name.ts'
import { searchGrams } from '../domain/name-grams.ts'
import { decisionsOf } from '../store/classes.ts'
import { employmentsOf } from '../store/employments.ts'
import { evidenceRows } from '../store/evidence.ts'
import { documentsOf } from '../store/identity.ts'
import { findPersonRow, formerNames, hasAccount } from '../store/people.ts'
import { listPersonRows } from '../store/people-lists.ts'
import { personOwners, reachOf, today } from './person-owners.ts'
import { summaryOf } from './person-summary.ts'

const pageSize = 50

/** People as far as the reader's roles reach, by name. */
export const listPeople = query({
  name: 'people.listPeople',
  action: 'person.read',
  load: listing,
  async reply(
    reading,
    input: {
      q?: string | undefined
      employerId?: string | undefined
      class?: string | undefined
      cursor?: string | undefined
      limit?: number | undefined
    },
    _loaded,
    scope,
  ) {
    const limit = input.limit ?? pageSize
    const key = nameKey(input.q ?? '')
    const filter = {
      key,
      grams: key === '' ? [] : searchGrams(key),
      employerId: input.employerId,
      class: input.class,
    }
    const after = cursorParts(input.cursor, keyPart.text, keyPart.id)
    const rows = await listPersonRows(reading.tx, filter, reachOf(scope), today(reading), after, limit + 1)
    return pageOf(
      rows,
      limit,
      (row) => [row.name, row.id],
      (row) => summaryOf(reading, row),
    )
  },
})

/** A person's whole record, identity numbers masked. */
export const readPerson = query({
  name: 'people.readPerson',
  action: 'person.read',
  async load(reading, input: { personId: string }) {
    const row = await findPersonRow(reading.tx, input.personId)
    return row ? { owners: await personOwners(reading, row.id), row } : undefined
  },
  async reply(reading, _input, { owners, row }) {
    const { tx } = reading
    const personId = row.id
    const former = await formerNames(tx, personId)
    const documents = await documentsOf(tx, personId)
    const employments = await employmentsOf(tx, personId)
    const evidence = await evidenceRows(tx, personId)
    const classes = await decisionsOf(tx, personId)
    const mayOf = (employerId: string) =>
      reading.may({ professional: [personId], employer: [employerId] }, ['employment.end'])
    return {
      id: row.id,
      name: row.name,
      formerNames: former.map(({ name, changedAt, reason }) => ({
        name,
        until: changedAt.toISOString(),
        reason,
      })),
      sex: row.sex,
      birth: row.birth,
      phone: row.phone,
      phoneProved: row.phoneProvedAt !== null,
      email: row.email,
      documents: documents.map(({ kind, sealed, addedAt, endedAt }) => ({
        kind,
        masked: maskIdentity(reading.ports.vault.open(sealed)),
        addedAt: addedAt.toISOString(),
        endedAt: endedAt?.toISOString() ?? null,
      })),
      employments: employments.map(({ fromDay, toDay, ...one }) => ({
        ...one,
        from: fromDay,
        to: toDay,
        may: mayOf(one.employerId),
      })),
      evidence: evidence.toReversed().map((one) => ({
        ...one,
        recordedAt: one.recordedAt.toISOString(),
        checkedAt: one.checkedAt?.toISOString() ?? null,
      })),
      facts: factsInForce(evidence, today(reading)),
      classes: classes.map(({ fromDay, decidedAt, ...one }) => ({
        ...one,
        from: fromDay,
        decidedAt: decidedAt.toISOString(),
      })),
      hasAccount: await hasAccount(tx, personId),
      demo: row.demo,
      createdAt: row.createdAt.toISOString(),
      revision: row.revision,
      may: reading.may(owners, [
        'person.rename',
        'person.editContacts',
        // Of another room, shown where the person is.
        'certificate.erase',
        'person.unmask',
        'person.replaceIdentity',
        'employment.add',
        'employmentRequest.make',
        'evidence.record',
        'evidence.check',
        'personClass.propose',
        'person.merge',
      ]),
    }
  },
})
