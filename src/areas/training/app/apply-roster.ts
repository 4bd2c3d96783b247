import { ok, refuse, type Result } from '../../../kernel/result.ts'
import { command, type Unit } from '../../../platform/perform.ts'
import { ensureEmployers } from '../../organisations/index.ts'
import { recognisePeople } from '../../people/index.ts'
import type { StateRefusal } from '../domain/class-state.ts'
import type { PersonToSeat } from '../domain/seating.ts'
import {
  addCounts,
  countNewPeople,
  endApplying,
  lockPreviewByToken,
  type PartCounts,
  partsLeft,
  type PreviewRow,
  sealedPart,
  startApplying,
  takePart,
} from '../store/roster.ts'
import { classToEnrolIn, enrol } from './enrol.ts'
import { hashOf } from './preview-roster.ts'
import { identityOf, openEntries } from './roster-parts.ts'

/** Above this many people a job applies the roster part by part; below, it is done when the reply comes. */
const mostAtOnce = 3_000

export interface RosterApplied extends PartCounts {
  readonly state: 'applying' | 'applied' | 'stopped'
  readonly accepted: number
}

/** Applies a previewed roster. The same token again answers how it went, or how far it is, and changes nothing. */
export const applyRoster = command({
  name: 'training.applyRoster',
  action: 'enrolment.add',
  load: (unit, input: { classId: string; token: string }) => classToEnrolIn(unit, input.classId),
  async run(unit, { classId, token }): Promise<Result<RosterApplied, string>> {
    const preview = await lockPreviewByToken(unit.tx, classId, unit.actor.accountId, hashOf(token))
    if (!preview || preview.state === 'reading') return refuse('roster.token-unknown')
    if (preview.state !== 'previewed') return ok(appliedSoFar(preview, preview.state))
    await startApplying(unit.tx, preview.id, unit.actor.accountId, unit.now)
    await unit.emit({
      name: 'training.rosterApplied',
      subject: { kind: 'class', id: classId },
      data: { preview: preview.id, accepted: preview.accepted },
    })
    if (preview.accepted > mostAtOnce) {
      await unit.enqueue({
        job: 'training.applyRosterParts',
        lane: 'slow',
        data: { previewId: preview.id },
        key: `roster:${preview.id}`,
      })
      return ok(appliedSoFar(preview, 'applying'))
    }
    const parts = await partsLeft(unit.tx, preview.id)
    const { people } = await recogniseParts(unit, preview, parts, new Map())
    const counts = await enrolParts(unit, preview, people)
    if (!counts.ok) return counts
    await endApplying(unit.tx, preview.id, 'applied', null)
    return ok({ state: 'applied', accepted: preview.accepted, ...counts.value })
  },
})

const appliedSoFar = (preview: PreviewRow, state: RosterApplied['state']): RosterApplied => ({
  state,
  accepted: preview.accepted,
  enrolled: preview.enrolled,
  waiting: preview.waiting,
  alreadyEnrolled: preview.alreadyEnrolled,
  newPeople: preview.newPeople,
})

/** People of some parts, on record and with their employers, by the part they come from. */
export interface RecognisedParts {
  readonly people: readonly { readonly part: number; readonly people: readonly PersonToSeat[] }[]
  /** Employers met so far by the name the roster gives them, those of the parts before included. */
  readonly employers: ReadonlyMap<string, string>
}

/** Puts the employers and people of some parts on record; repeating it recognises them. */
export const recogniseParts = async (
  unit: Unit,
  preview: PreviewRow,
  parts: readonly number[],
  met: ReadonlyMap<string, string>,
): Promise<RecognisedParts> => {
  const employers = new Map(met)
  const people: { part: number; people: PersonToSeat[] }[] = []
  for (const part of parts) people.push({ part, people: await recognisePart(unit, preview, part, employers) })
  return { people, employers }
}

const recognisePart = async (
  unit: Unit,
  preview: PreviewRow,
  part: number,
  employers: Map<string, string>,
): Promise<PersonToSeat[]> => {
  const sealed = await sealedPart(unit.tx, preview.id, part)
  if (!sealed) return []
  const entries = openEntries(unit.ports.vault, sealed)
  const unmet = preview.employerId
    ? []
    : [...new Set(entries.map((entry) => entry.employer))].filter((name) => !employers.has(name))
  for (const [name, id] of await ensureEmployers(unit, unmet)) employers.set(name, id)
  const listed = entries.map((entry) => ({
    ...entry,
    identity: identityOf(entry),
    employerId: preview.employerId ?? employers.get(entry.employer) ?? null,
  }))
  const source = preview.employerId ? 'employer' : 'roster'
  const recognised = await recognisePeople(unit, listed, {
    source,
    subject: { kind: 'class', id: preview.classId },
  })
  await countNewPeople(unit.tx, preview.id, part, recognised.filter(({ known }) => !known).length)
  return listed.map(({ row, employerId }, index) => ({
    personId: recognised[index]?.personId ?? '',
    employerId,
    rosterRow: row,
  }))
}

/** Enrols the people of some parts and takes the parts away, so that none counts twice. */
export const enrolParts = async (
  unit: Unit,
  preview: PreviewRow,
  parts: RecognisedParts['people'],
): Promise<Result<PartCounts, 'not-found' | StateRefusal>> => {
  const people: PersonToSeat[] = []
  let newPeople = 0
  for (const one of parts) {
    const taken = await takePart(unit.tx, preview.id, one.part)
    if (!taken) continue
    newPeople += taken.newPeople
    people.push(...one.people)
  }
  const enrolled = await enrol(unit, preview.classId, people, 'roster')
  if (!enrolled.ok) return enrolled
  const { confirmed, waiting, already } = enrolled.value
  const counts = { enrolled: confirmed, waiting, alreadyEnrolled: already, newPeople }
  await addCounts(unit.tx, preview.id, counts)
  return ok(counts)
}
