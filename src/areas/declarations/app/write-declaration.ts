import { newId } from '../../../kernel/id.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'
import { command, type Reading, type Unit } from '../../../platform/perform.ts'
import { programmesOfPerson } from '../../ledger/index.ts'
import { lastDayToDeclare } from '../domain/days.ts'
import { isWritable } from '../domain/state.ts'
import { declarationEdited, declarationStarted } from '../events.ts'
import {
  employersOf,
  insertDeclaration,
  lockDeclaration,
  personIdOf,
  updateDeclaration,
  type DeclarationRecord,
} from '../store/declarations.ts'
import { contentOfTyped, judgeContent, type Judged, type Typed } from './content.ts'
import { ownersOf, today } from './parties.ts'
import { orderReminder } from './remind.ts'

/** The employer that checks: the one chosen among the present ones, else the latest. */
const employerFor = async (
  unit: Unit,
  personId: string,
  chosen: string | undefined,
): Promise<Result<string | null, 'declaration.employer'>> => {
  const employers = await employersOf(unit.tx, personId, today(unit))
  if (chosen === undefined) return ok(employers[0]?.id ?? null)
  return employers.some(({ id }) => id === chosen)
    ? ok(chosen)
    : refuse('declaration.employer', {}, [{ pointer: '/employerId', code: 'declaration.employer' }])
}

const rowOf = ({ content, kind }: Judged) => ({
  kind: kind.id,
  kindZh: kind.zh,
  kindEn: kind.en,
  title: content.title,
  fromDay: content.from,
  // A draft may be kept with its dates the wrong way round; the row may not.
  toDay: content.from !== null && content.to !== null && content.to < content.from ? null : content.to,
  category: content.category,
  answers: content.answers,
})

/** A draft waits for its person until the last day on which it can be declared. */
const dueOf = ({ rules }: Judged, toDay: string | null) =>
  toDay === null ? null : lastDayToDeclare(rules.until, toDay)

/** Begins a declaration; what is typed may have gaps until it is submitted. */
export const startDeclaration = command({
  name: 'declarations.start',
  action: 'declaration.make',
  async load(unit, input: Typed & { personId: string; programmeId: string }) {
    const personId = await personIdOf(unit.tx, input.personId)
    return personId === undefined ? undefined : { owners: { professional: [personId] }, personId }
  },
  async run(unit, input, { personId }) {
    const programmes = await programmesOfPerson(unit.tx, personId)
    if (!programmes.some(({ id }) => id === input.programmeId)) return refuse('declaration.programme')
    const judged = await judgeContent(unit.tx, input.programmeId, contentOfTyped(input), today(unit))
    if (!judged.ok) return judged
    const employer = await employerFor(unit, personId, input.employerId)
    if (!employer.ok) return employer
    const declarationId = newId()
    const row = rowOf(judged.value)
    const dueOn = dueOf(judged.value, row.toDay)
    await insertDeclaration(unit.tx, {
      ...row,
      id: declarationId,
      personId,
      programmeId: input.programmeId,
      employerId: employer.value,
      waitingRole: 'professional',
      waitingFor: personId,
      dueOn,
      createdAt: unit.now,
      changedAt: unit.now,
    })
    await unit.emit(declarationStarted(declarationId, { kind: row.kindZh, person: personId }))
    await orderReminder(unit, { id: declarationId, step: 0, dueOn }, judged.value.rules.days.remind)
    return ok({ declarationId, revision: 1 })
  },
})

/** Loads a declaration for its person's own acts. */
export const loadOwn = async (unit: Reading, { declarationId }: { declarationId: string }) => {
  const one = await lockDeclaration(unit.tx, declarationId)
  return one ? { owners: ownersOf(one), one } : undefined
}

/** Changes what is not before anybody: a draft, or what came back. */
export const editDeclaration = command({
  name: 'declarations.edit',
  action: 'declaration.make',
  load: (unit, input: Typed & { declarationId: string; revision: number }) => loadOwn(unit, input),
  async run(unit, input, { one }) {
    if (!isWritable(one.state)) return refuse('declaration.not-writable')
    if (input.revision !== one.revision) return refuse('declaration.changed')
    const judged = await judgeContent(unit.tx, one.programmeId, contentOfTyped(input), today(unit))
    if (!judged.ok) return judged
    const employer = await employerFor(unit, one.personId, input.employerId)
    if (!employer.ok) return employer
    const row = rowOf(judged.value)
    // What came back has the days given for mending it.
    const dueOn = one.state === 'draft' ? dueOf(judged.value, row.toDay) : one.dueOn
    const revision = one.revision + 1
    await updateDeclaration(unit.tx, one.id, {
      ...row,
      employerId: employer.value,
      revision,
      dueOn,
      ...(dueOn === one.dueOn ? {} : { remindedAt: null }),
      changedAt: unit.now,
    })
    await unit.emit(declarationEdited(one.id, { before: trailOf(one), after: trailOf(row) }))
    if (dueOn !== one.dueOn)
      await orderReminder(unit, { id: one.id, step: one.step, dueOn }, judged.value.rules.days.remind)
    return ok({ revision })
  },
})

const trailOf = (
  row: Pick<DeclarationRecord, 'kindZh' | 'title' | 'fromDay' | 'toDay' | 'category' | 'answers'>,
) => ({
  kind: row.kindZh,
  title: row.title,
  from: row.fromDay,
  to: row.toDay,
  category: row.category,
  ...row.answers,
})
