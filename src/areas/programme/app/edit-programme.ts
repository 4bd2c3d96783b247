import { newId } from '../../../kernel/id.ts'
import type { Json } from '../../../kernel/canonical-json.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'
import { command, type Reading } from '../../../platform/perform.ts'
import { checkProgramme, type ProgrammeFacts } from '../domain/programme-facts.ts'
import { programmeCreated, programmeEdited, programmeStatusSet } from '../events.ts'
import { keyAreasOf } from '../store/key-areas.ts'
import {
  factsOfRow,
  insertProgramme,
  lockProgramme,
  officeInRegister,
  rulePackExists,
  rulePackInUse,
  setProgrammeStatusRow,
  updateProgramme,
} from '../store/programmes.ts'

const constraints = { programme_code_key: 'programme.code-taken' } as const

const checkFacts = async (unit: Reading, typed: ProgrammeFacts): Promise<Result<ProgrammeFacts, string>> => {
  const facts = checkProgramme(typed)
  if (!facts.ok) return facts
  if (await rulePackExists(unit.tx, facts.value.rulePack)) return facts
  const params = { pack: facts.value.rulePack }
  return refuse('programme.rule-pack-unknown', params, [
    { pointer: '/rulePack', code: 'programme.rule-pack-unknown', params },
  ])
}

/** An office begins a programme; it is in preparation until started. Without an office named it is the officer's own. */
export const createProgramme = command({
  name: 'programme.createProgramme',
  action: 'programme.create',
  constraints,
  async load(unit, input: ProgrammeFacts & { officeId?: string | undefined }) {
    const officeId =
      input.officeId ?? unit.actor.roles.find((held) => held.role === 'office')?.organisationId ?? undefined
    return { owners: { office: officeId ? [officeId] : [] }, officeId }
  },
  async run(unit, input, { officeId }) {
    if (!officeId || !(await officeInRegister(unit.tx, officeId))) return refuse('programme.office-unknown')
    const { officeId: _named, ...typed } = input
    const facts = await checkFacts(unit, typed)
    if (!facts.ok) return facts
    const id = newId()
    await insertProgramme(unit.tx, { id, officeId, facts: facts.value }, unit.now)
    await unit.emit(
      programmeCreated(id, { code: facts.value.code, name: facts.value.name, office: officeId }),
    )
    return ok({ programmeId: id })
  },
})

const loadLocked = async (unit: Reading, input: { programmeId: string }) => {
  const row = await lockProgramme(unit.tx, input.programmeId)
  return row ? { owners: { office: [row.officeId] }, row } : undefined
}

/**
 * The code stands in filing numbers once the programme has started, so it is fixed from then on; so is the rule pack once
 * hours are entered or a period counted by it: its text changes through the rule studio, with a dry run and a second officer.
 */
export const editProgramme = command({
  name: 'programme.editProgramme',
  action: 'programme.edit',
  constraints,
  load: (unit, input: ProgrammeFacts & { programmeId: string; revision: number }) => loadLocked(unit, input),
  async run(unit, input, { row }) {
    if (row.status === 'closed') return refuse('programme.closed')
    const { programmeId, revision, ...typed } = input
    const facts = await checkFacts(unit, typed)
    if (!facts.ok) return facts
    if (row.status === 'active' && facts.value.code !== row.code) {
      return refuse('programme.code-in-use', {}, [{ pointer: '/code', code: 'programme.code-in-use' }])
    }
    if (facts.value.rulePack !== row.rulePack && (await rulePackInUse(unit.tx, programmeId))) {
      return refuse('programme.rule-pack-in-use', {}, [
        { pointer: '/rulePack', code: 'programme.rule-pack-in-use' },
      ])
    }
    if (!(await updateProgramme(unit.tx, programmeId, revision, facts.value))) return refuse('state.conflict')
    await unit.emit(programmeEdited(programmeId, changed(factsOfRow(row), facts.value)))
    return ok({ revision: revision + 1 })
  },
})

/** Starts a prepared programme, closes it, or opens a closed one again. */
export const setProgrammeStatus = command({
  name: 'programme.setProgrammeStatus',
  action: 'programme.edit',
  load: (unit, input: { programmeId: string; status: 'preparing' | 'active' | 'closed' }) =>
    loadLocked(unit, input),
  async run(unit, input, { row }) {
    if (input.status === row.status) return ok({})
    if (input.status === 'preparing') return refuse('programme.started')
    if (input.status === 'active' && (await keyAreasOf(unit.tx, [row.id])).length === 0)
      return refuse('programme.no-key-area')
    await setProgrammeStatusRow(unit.tx, row.id, input.status)
    await unit.emit(programmeStatusSet(row.id, { before: row.status, after: input.status }))
    return ok({})
  },
})

const changed = (
  before: ProgrammeFacts,
  after: ProgrammeFacts,
): { before: Record<string, Json>; after: Record<string, Json> } => {
  const difference = { before: {} as Record<string, Json>, after: {} as Record<string, Json> }
  for (const fact of Object.keys(after) as (keyof ProgrammeFacts)[]) {
    const [was, is] = [before[fact], after[fact]] as unknown as [Json, Json]
    if (JSON.stringify(was) === JSON.stringify(is)) continue
    difference.before[fact] = was
    difference.after[fact] = is
  }
  return difference
}
