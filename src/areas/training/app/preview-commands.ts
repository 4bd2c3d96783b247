import { dayInZone } from '../../../kernel/calendar.ts'
import { newId } from '../../../kernel/id.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { command, query, type Reading } from '../../../platform/perform.ts'
import { peopleOnRecord } from '../../people/index.ts'
import { fits, refusalOf } from '../domain/class-state.ts'
import type { RefusedRow, RosterEntry, RosterFinding } from '../domain/roster.ts'
import { findClass } from '../store/classes.ts'
import { existingEnrolments, roomOf } from '../store/enrolments.ts'
import { hoursTaken } from '../store/hours-taken.ts'
import {
  completePreview,
  deletePreview,
  deleteStalePreviews,
  insertPart,
  insertPreview,
} from '../store/roster.ts'
import { enrollers } from './class-owners.ts'
import { sendingEmployer } from './roster-sender.ts'
import type { RosterPerson } from './roster-thread.ts'

const keepPreviewsMs = 7 * 86_400_000

const classForRoster = async (unit: Reading, classId: string) => {
  const found = await findClass(unit.tx, classId)
  return found && { owners: enrollers(unit.actor, found), class: found }
}

/** Whether a list may be brought at all, before its file is taken in. */
export const mayBringRoster = query({
  name: 'training.mayBringRoster',
  action: 'enrolment.add',
  load: (reading, input: { classId: string }) => classForRoster(reading, input.classId),
  reply: async () => ({}),
})

/** Opens a preview under the hash of its token; previews nobody applied within a week go. */
export const beginPreview = command({
  name: 'training.beginRosterPreview',
  action: 'enrolment.add',
  load: (unit, input: { classId: string; fileName: string; tokenHash: string }) =>
    classForRoster(unit, input.classId),
  async run(unit, { fileName, tokenHash }, { class: found }) {
    if (!fits('add', found.state)) return refuse(refusalOf(found.state))
    const employer = await sendingEmployer(unit, found)
    const previewId = newId()
    await deleteStalePreviews(unit.tx, new Date(unit.now.getTime() - keepPreviewsMs))
    await insertPreview(
      unit.tx,
      {
        id: previewId,
        classId: found.id,
        accountId: unit.actor.accountId,
        tokenHash: Buffer.from(tokenHash, 'hex'),
        fileName: fileName.slice(0, 200),
        employerId: employer?.id ?? null,
      },
      unit.now,
    )
    const room = await roomOf(unit.tx, found.id, found.capacity)
    const placesLeft = Math.max(0, room.capacity - room.confirmed)
    return ok({ previewId, employer, placesLeft, today: dayInZone(unit.now, found.zone) })
  },
})

interface Part {
  readonly classId: string
  readonly previewId: string
  readonly part: number
  readonly people: readonly RosterPerson[]
  readonly entries: string
  readonly nameColumn: string
}

/**
 * Keeps a part of the accepted rows sealed, and tells who of them is known and who is in the class already. A number that is
 * on record under another name is refused: it would enrol somebody the list does not name.
 */
export const keepPart = command({
  name: 'training.keepRosterPart',
  action: 'enrolment.add',
  load: (unit, input: Part) => classForRoster(unit, input.classId),
  async run(unit, { classId, previewId, part, people, entries, nameColumn }) {
    const onRecord = await peopleOnRecord(unit, people)
    const refused = people.flatMap(({ row, name }, index): RefusedRow[] => {
      const otherName = onRecord[index]?.otherName ?? null
      if (otherName === null) return []
      const params = { recorded: maskedName(otherName) }
      return [{ row, column: nameColumn, code: 'roster.name-differs', params, name, found: name, also: [] }]
    })
    const accepted = people.length - refused.length
    if (accepted > 0) {
      const kept = refused.length === 0 ? entries : without(entries, refused)
      await insertPart(unit.tx, previewId, part, accepted, unit.ports.vault.seal(kept))
    }
    const known = onRecord.flatMap((person) => (person && person.otherName === null ? [person.personId] : []))
    const taken = await hoursTaken(unit.tx, classId, known)
    // When, not where: who sends a roster need not learn what else its people are enrolled in.
    const notes = people.flatMap(({ row, name }, index): RosterFinding[] => {
      const person = onRecord[index]
      const hours = person && taken.get(person.personId)
      if (!hours) return []
      const params = { day: hours.day, start: hours.start, end: hours.end }
      return [{ row, column: nameColumn, code: 'roster.hours-overlap', params, name, found: name }]
    })
    const enrolled = known.length > 0 ? [...(await existingEnrolments(unit.tx, classId, known)).values()] : []
    return ok({
      accepted,
      known: known.length,
      alreadyEnrolled: enrolled.filter(({ state }) => state !== 'withdrawn').length,
      refused,
      notes,
    })
  },
})

const without = (entries: string, refused: readonly RefusedRow[]): string => {
  const rows = new Set(refused.map(({ row }) => row))
  return JSON.stringify((JSON.parse(entries) as RosterEntry[]).filter(({ row }) => !rows.has(row)))
}

/** Enough to see a slip, not enough to learn whose a number is. */
const maskedName = (name: string): string => {
  const [first = '', ...rest] = name
  return first + '*'.repeat(rest.length)
}

export const endPreview = command({
  name: 'training.endRosterPreview',
  action: 'enrolment.add',
  load: (unit, input: { classId: string; previewId: string } & Parameters<typeof completePreview>[2]) =>
    classForRoster(unit, input.classId),
  async run(unit, { previewId, ...found }) {
    await completePreview(unit.tx, previewId, found)
    return ok({})
  },
})

/** Takes away a preview that was not completed; a completed one stays. */
export const dropUnfinished = command({
  name: 'training.dropRosterPreview',
  action: 'enrolment.add',
  load: (unit, input: { classId: string; previewId: string }) => classForRoster(unit, input.classId),
  async run(unit, { previewId }) {
    await deletePreview(unit.tx, previewId)
    return ok({})
  },
})
