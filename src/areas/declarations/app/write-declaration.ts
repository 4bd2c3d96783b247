import { newId } from '../../../kernel/id.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'
import { command, type Reading, type Unit } from '../../../platform/perform.ts'
import { holdingsOf, programmesOfPerson } from '../../ledger/index.ts'
import { lastDayToDeclare } from '../domain/days.ts'
import { isWritable } from '../domain/state.ts'
import { declarationEdited, declarationStarted } from '../events.ts'
import {
  hashOfDeclared,
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

/** Whatever a study is declared for is on the person's record. */
const areHeld = async (unit: Unit, personId: string, serves: readonly string[] = []): Promise<boolean> => {
  if (serves.length === 0) return true
  const held = new Set((await holdingsOf(unit.tx, personId)).map(({ id }) => id))
  return serves.every((id) => held.has(id))
}
const notHeld = refuse('declaration.holding', {}, [{ pointer: '/serves', code: 'declaration.holding' }])

const rowOf = ({ content, kind }: Judged) => ({
  kind: kind.id,
  kindZh: kind.zh,
  kindEn: kind.en,
  title: content.title,
  fromDay: content.from,
  toDay: content.to,
  category: content.category,
  answers: content.answers,
  serves: content.serves === null ? null : [...content.serves],
})

/** What is typed under the rules. It may have gaps, but what could not be kept as it was typed is refused. */
const judgeTyped = async (unit: Unit, programmeId: string, typed: Typed) => {
  const judged = await judgeContent(unit.tx, programmeId, contentOfTyped(typed), today(unit))
  const disorder = judged.ok && judged.value.faults.find(({ code }) => code === 'declaration.dates')
  return disorder ? refuse('declaration.dates', {}, [disorder]) : judged
}

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
    const judged = await judgeTyped(unit, input.programmeId, input)
    if (!judged.ok) return judged
    const employer = await employerFor(unit, personId, input.employerId)
    if (!employer.ok) return employer
    if (!(await areHeld(unit, personId, input.serves))) return notHeld
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
    const rows = [await hashOfDeclared(unit.tx, declarationId)]
    await unit.emit(
      declarationStarted(declarationId, {
        kind: row.kindZh,
        person: personId,
        programme: input.programmeId,
        rows,
      }),
    )
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
    const judged = await judgeTyped(unit, one.programmeId, input)
    if (!judged.ok) return judged
    const employer = await employerFor(unit, one.personId, input.employerId)
    if (!employer.ok) return employer
    if (!(await areHeld(unit, one.personId, input.serves))) return notHeld
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
    const rows = [await hashOfDeclared(unit.tx, one.id)]
    await unit.emit(declarationEdited(one.id, { before: trailOf(one), after: trailOf(row), rows }))
    if (dueOn !== one.dueOn)
      await orderReminder(unit, { id: one.id, step: one.step, dueOn }, judged.value.rules.days.remind)
    return ok({ revision })
  },
})

const trailOf = (
  row: Pick<DeclarationRecord, 'kindZh' | 'title' | 'fromDay' | 'toDay' | 'category' | 'answers' | 'serves'>,
) => ({
  kind: row.kindZh,
  title: row.title,
  from: row.fromDay,
  to: row.toDay,
  category: row.category,
  ...row.answers,
  ...(row.serves && { serves: row.serves.join(' ') }),
})
