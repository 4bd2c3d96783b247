import { maskIdentity } from '../../../kernel/identity-number.ts'
import { newId } from '../../../kernel/id.ts'
import { type FieldError, ok, refuse, type Result } from '../../../kernel/result.ts'
import { command, query, type Reading } from '../../../platform/perform.ts'
import { type MergeConflict, mergeConflicts } from '../domain/merge-conflicts.ts'
import { grownSince, type OnRecord } from '../domain/merge-growth.ts'
import { personMerged, personMergeUndone } from '../events.ts'
import { documentsOf } from '../store/identity.ts'
import {
  countOnRecord,
  enrolledSince,
  findMerge,
  insertMerge,
  laterMergeStands,
  mergesOf,
  type MergeListRow,
  sharedClasses,
  survivorRows,
  takeMergeLock,
  undoMergeRow,
} from '../store/merges.ts'
import { findPersonRow, lockPerson, type PersonRow } from '../store/people.ts'
import { personListRow } from '../store/people-lists.ts'
import { personOwners } from './person-owners.ts'
import { summaryOf } from './person-summary.ts'

interface Side {
  readonly row: PersonRow
  readonly counts: OnRecord
  readonly hasDocument: boolean
}

const sideOf = async (reading: Reading, row: PersonRow): Promise<Side> => ({
  row,
  counts: await countOnRecord(reading.tx, row.id),
  hasDocument: (await documentsOf(reading.tx, row.id)).some(({ endedAt }) => endedAt === null),
})

const conflictsOf = async (reading: Reading, one: Side, other: Side): Promise<MergeConflict[]> => {
  const [first, second] = [one, other].map(({ row, counts, hasDocument }) => ({
    name: row.name,
    birth: row.birth,
    phoneProved: row.phoneProvedAt !== null,
    hasDocument,
    hasAccount: counts.accounts > 0,
  })) as [Parameters<typeof mergeConflicts>[0], Parameters<typeof mergeConflicts>[1]]
  return mergeConflicts(first, second, await sharedClasses(reading.tx, one.row.id, other.row.id))
}

interface Pair {
  readonly personId: string
  readonly absorbedId: string
}

/** What would be brought together, record beside record, and what speaks against it; changes nothing. */
export const previewMerge = query({
  name: 'people.previewMerge',
  action: 'person.merge',
  async load(reading, input: Pair) {
    const [survivor, absorbed] = [
      await findPersonRow(reading.tx, input.personId),
      await findPersonRow(reading.tx, input.absorbedId),
    ]
    return survivor && absorbed
      ? { owners: await personOwners(reading, survivor.id), survivor, absorbed }
      : undefined
  },
  async reply(reading, _input, { survivor, absorbed }) {
    const [one, other] = [await sideOf(reading, survivor), await sideOf(reading, absorbed)]
    return {
      survivor: await sideView(reading, one),
      absorbed: await sideView(reading, other),
      conflicts:
        survivor.id === absorbed.id
          ? [{ code: 'merge.same', params: {}, stops: true }]
          : (await conflictsOf(reading, one, other)).map((one) => ({ ...one, params: { ...one.params } })),
    }
  },
})

const sideView = async (reading: Reading, { row, counts }: Side) => {
  const listed = await personListRow(reading.tx, row.id)
  const summary = listed && summaryOf(reading, listed)
  return {
    id: row.id,
    name: row.name,
    identityMasked: summary?.identityMasked ?? '',
    birth: row.birth,
    phone: row.phone,
    email: row.email,
    phoneProved: row.phoneProvedAt !== null,
    employers: summary?.employers ?? [],
    createdAt: row.createdAt.toISOString(),
    counts: { ...counts },
  }
}

/**
 * Says that two records are one person's. Nothing recorded under either is touched: from now on whoever reads the one
 * reads both. Merges come one after another, so a circle cannot arise, and a chain is followed to its end.
 */
export const mergePeople = command({
  name: 'people.mergePeople',
  action: 'person.merge',
  async load(unit, input: Pair & { reason: string; accepted: readonly string[] }) {
    await takeMergeLock(unit.tx)
    const moved = await survivorRows(unit.tx, [input.personId, input.absorbedId])
    // In one order, for others who lock two people.
    const rows = new Map<string, PersonRow | undefined>()
    for (const id of [input.personId, input.absorbedId].toSorted())
      rows.set(id, await lockPerson(unit.tx, id))
    const [survivor, absorbed] = [rows.get(input.personId), rows.get(input.absorbedId)]
    return survivor && absorbed
      ? { owners: await personOwners(unit, survivor.id), survivor, absorbed, moved: moved.size > 0 }
      : undefined
  },
  async run(unit, input, { survivor, absorbed, moved }) {
    if (survivor.id === absorbed.id) return refuse('merge.same')
    if (moved) return refuse('merge.moved')
    const [one, other] = [await sideOf(unit, survivor), await sideOf(unit, absorbed)]
    const conflicts = await conflictsOf(unit, one, other)
    const open = conflicts.filter(({ code, stops }) => stops || !input.accepted.includes(code))
    if (open.length > 0) return refuse('merge.conflicts', { count: open.length }, open.map(asFieldError))
    const accepted = conflicts.map(({ code }) => code)
    const reason = input.reason.trim()
    const mergeId = newId()
    await insertMerge(
      unit.tx,
      {
        id: mergeId,
        survivorId: survivor.id,
        absorbedId: absorbed.id,
        reason,
        accepted,
        found: { survivor: one.counts, absorbed: other.counts },
        by: unit.actor.accountId,
      },
      unit.now,
    )
    await unit.emit(personMerged(survivor.id, { merge: mergeId, absorbed: absorbed.id, reason, accepted }))
    return ok({ mergeId })
  },
})

const asFieldError = ({ code, params, stops }: MergeConflict): FieldError => ({
  pointer: stops ? '/absorbedId' : '/accepted',
  code,
  params,
})

export const listMerges = query({
  name: 'people.listMerges',
  action: 'person.merge',
  async load(reading, input: { personId: string }) {
    const row = await findPersonRow(reading.tx, input.personId)
    return row ? { owners: await personOwners(reading, row.id), personId: row.id } : undefined
  },
  async reply(reading, _input, { owners, personId }) {
    const rows = await mergesOf(reading.tx, personId)
    const may = reading.may(owners, ['person.merge'])
    return { items: rows.map((row) => mergeView(reading, row, may['person.merge'])) }
  },
})

const mergeView = (reading: Reading, row: MergeListRow, mayMerge: boolean) => ({
  id: row.id,
  survivorName: row.survivorName,
  absorbedName: row.absorbedName,
  absorbedMasked: row.sealed ? maskIdentity(reading.ports.vault.open(row.sealed)) : '',
  reason: row.reason,
  at: row.mergedAt.toISOString(),
  by: row.mergedBy,
  undone: row.undoneAt ? { at: row.undoneAt.toISOString(), by: row.undoneBy, reason: row.undoReason } : null,
  may: { 'person.merge': mayMerge && row.undoneAt === null },
})

/** Says that the two are not one person after all; each record is exactly what it was. Refused once something relies on the merge. */
export const undoMerge = command({
  name: 'people.undoMerge',
  action: 'person.merge',
  async load(unit, input: { mergeId: string; reason: string }) {
    await takeMergeLock(unit.tx)
    const merge = await findMerge(unit.tx, input.mergeId)
    return merge ? { owners: await personOwners(unit, merge.survivorId), merge } : undefined
  },
  async run(unit, input, { merge }): Promise<Result<object, UndoRefusal>> {
    if (merge.undoneAt !== null) return refuse('merge.undone')
    if (await laterMergeStands(unit.tx, merge)) return refuse('merge.later')
    const { survivorId, absorbedId } = merge
    const grown = grownSince(merge.found, await countOnRecord(unit.tx, survivorId))
    const enrolled = await enrolledSince(unit.tx, survivorId, merge.mergedAt)
    const relied =
      enrolled > 0 && !grown.some(({ kind }) => kind === 'enrolments')
        ? [...grown, { kind: 'enrolments', count: enrolled }]
        : grown
    if (relied.length > 0)
      return refuse(
        'merge.relied-on',
        {},
        relied.map(({ kind, count }) => ({ pointer: '', code: `merge.new-${kind}`, params: { count } })),
      )
    const reason = input.reason.trim()
    await undoMergeRow(unit.tx, merge, { by: unit.actor.accountId, reason }, unit.now)
    await unit.emit(personMergeUndone(survivorId, { merge: merge.id, absorbed: absorbedId, reason }))
    return ok({})
  },
})

type UndoRefusal = 'merge.undone' | 'merge.later' | 'merge.relied-on'
