import { newId } from '../../../kernel/id.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { command, type Reading, type Unit } from '../../../platform/perform.ts'
import { postActivity } from '../../ledger/index.ts'
import { activityOf } from '../domain/activity.ts'
import { dueIn } from '../domain/days.ts'
import { recogniserOf, type HandlerRole } from '../domain/route.ts'
import type { Act, State } from '../domain/state.ts'
import {
  declarationChecked,
  declarationRecognised,
  declarationRefused,
  declarationReturned,
} from '../events.ts'
import { insertAct, lastCheck } from '../store/acts.ts'
import { lockDeclaration, updateDeclaration, type DeclarationRecord } from '../store/declarations.ts'
import { contentOfRecord, isWhole, judgeContent, type Judged } from './content.ts'
import {
  actingRole,
  actOwners,
  type Hands,
  handsOf,
  isOwn,
  organisationOf,
  sameHands,
  today,
} from './parties.ts'
import { orderReminder } from './remind.ts'

interface Asked<O extends Act> {
  readonly declarationId: string
  readonly outcome: O
  readonly words?: string | undefined
}

/** What it is now, and how many ledger entries the act gave. */
interface Decided {
  readonly state: State
  readonly entries: number
}

const load = async (unit: Reading, { declarationId }: { declarationId: string }) => {
  const one = await lockDeclaration(unit.tx, declarationId)
  return one ? { owners: actOwners(one), one } : undefined
}

/** The papers have been seen, and it is what it says it is; or it goes back, or no further. */
export const checkDeclaration = command({
  name: 'declarations.check',
  action: 'declaration.check',
  load: (unit, input: Asked<'checked' | 'returned' | 'refused'>) => load(unit, input),
  async run(unit, { outcome, words = '' }, { one }) {
    if (one.state !== 'submitted') return refuse('declaration.settled')
    const hands = await handsOf(unit)
    if (isOwn(unit.actor, hands, one)) return refuse('declaration.own')
    if (outcome !== 'checked') return turnDown(unit, one, hands, outcome, words)
    const judged = await judgedNow(unit, one)
    if (!judged.ok) return judged
    const role = actingRole(unit.actor, one)
    const step = one.step + 1
    const dueOn = dueIn(judged.value.rules.days.recognise, today(unit))
    const bySystem = one.recogniseRole === 'system'
    await updateDeclaration(unit.tx, one.id, {
      state: 'checked',
      step,
      waitingRole: one.recogniseRole === 'system' ? null : one.recogniseRole,
      waitingFor: bySystem ? null : one.recogniseId,
      dueOn: bySystem ? null : dueOn,
      remindedAt: null,
      changedAt: unit.now,
    })
    await record(unit, one, { ...hands, step, act: 'checked', role, words })
    await unit.emit(
      declarationChecked(one.id, { step, role, reason: words.trim(), due: bySystem ? null : dueOn }),
    )
    if (!bySystem) {
      await orderReminder(unit, { id: one.id, step, dueOn }, judged.value.rules.days.remind)
      return ok<Decided>({ state: 'checked', entries: 0 })
    }
    // The rules ask for nobody's decision: what was found to be true counts at once.
    const nobody = { byAccount: null, onBehalfOf: null, byPersons: [] }
    const recognised = await recognise(unit, { ...one, step }, judged.value, nobody, 'system', '')
    return recognised
  },
})

/** It counts: the hours go into the ledger in the same breath. By somebody else than whoever checked it. */
export const recogniseDeclaration = command({
  name: 'declarations.recognise',
  action: 'declaration.recognise',
  load: (unit, input: Asked<'recognised' | 'returned' | 'refused'>) => load(unit, input),
  async run(unit, { outcome, words = '' }, { one }) {
    if (one.state !== 'checked') return refuse('declaration.settled')
    const hands = await handsOf(unit)
    if (isOwn(unit.actor, hands, one)) return refuse('declaration.own')
    const checked = await lastCheck(unit.tx, one.id)
    if (checked && sameHands(hands, checked)) return refuse('declaration.same-person')
    if (outcome !== 'recognised') return turnDown(unit, one, hands, outcome, words)
    const judged = await judgedNow(unit, one)
    if (!judged.ok) return judged
    return recognise(unit, one, judged.value, hands, actingRole(unit.actor, one), words)
  },
})

/** As it was submitted; rules of the past do not change, so it is as whole as it was then. */
const judgedNow = (unit: Unit, one: DeclarationRecord) =>
  judgeContent(unit.tx, one.programmeId, contentOfRecord(one), today(unit))

const recognise = async (
  unit: Unit,
  one: DeclarationRecord,
  { content, kind }: Judged,
  hands: Hands,
  role: HandlerRole | 'system',
  words: string,
) => {
  if (!isWhole(content)) return refuse('declaration.settled')
  const day = today(unit)
  const by = recogniserOf[role]
  const registeredOn = one.firstSubmittedOn ?? day
  const who = hands.byAccount === null ? {} : { who: hands.byAccount }
  const activity = activityOf(content, kind, {
    id: one.id,
    registeredOn,
    recognitions: [{ act: 'recognised', by, on: day, ...who }],
  })
  const posted = await postActivity(unit, {
    personId: one.personId,
    programmeId: one.programmeId,
    sourceKind: 'declaration',
    sourceId: one.id,
    activity,
    recogniser: by,
    recognisedOn: day,
  })
  if (!posted.ok) return posted
  const step = one.step + 1
  await settle(unit, one, 'recognised', step)
  await record(unit, one, { ...hands, step, act: 'recognised', role, words, content: { activity } })
  await unit.emit(
    declarationRecognised(one.id, { step, role, reason: words.trim(), entries: posted.value.entries }),
  )
  return ok<Decided>({ state: 'recognised', entries: posted.value.entries })
}

/** Back to the person with reasons, who may mend it and hand it in again; or refused, which ends it. */
const turnDown = async (
  unit: Unit,
  one: DeclarationRecord,
  hands: Hands,
  outcome: 'returned' | 'refused',
  words: string,
) => {
  const reason = words.trim()
  if (reason.length < 2)
    return refuse('declaration.words-missing', {}, [{ pointer: '/words', code: 'declaration.words-missing' }])
  const role = actingRole(unit.actor, one)
  const step = one.step + 1
  await record(unit, one, { ...hands, step, act: outcome, role, words })
  if (outcome === 'refused') {
    await settle(unit, one, 'refused', step)
    await unit.emit(declarationRefused(one.id, { step, role, reason }))
    return ok<Decided>({ state: 'refused', entries: 0 })
  }
  const judged = await judgedNow(unit, one)
  if (!judged.ok) return judged
  const { days } = judged.value.rules
  const dueOn = dueIn(days.mend, today(unit))
  await updateDeclaration(unit.tx, one.id, {
    state: 'returned',
    step,
    waitingRole: 'professional',
    waitingFor: one.personId,
    dueOn,
    remindedAt: null,
    changedAt: unit.now,
  })
  await unit.emit(declarationReturned(one.id, { step, role, reason, due: dueOn }))
  await orderReminder(unit, { id: one.id, step, dueOn }, days.remind)
  return ok<Decided>({ state: 'returned', entries: 0 })
}

const settle = (unit: Unit, one: DeclarationRecord, state: 'recognised' | 'refused', step: number) =>
  updateDeclaration(unit.tx, one.id, {
    state,
    step,
    waitingRole: null,
    waitingFor: null,
    dueOn: null,
    changedAt: unit.now,
  })

interface Done extends Hands {
  readonly step: number
  readonly act: Act
  readonly role: HandlerRole | 'system'
  readonly words: string
  readonly content?: object
}

const record = (unit: Unit, one: DeclarationRecord, done: Done) =>
  insertAct(unit.tx, {
    ...done,
    id: newId(),
    declarationId: one.id,
    organisationId: done.role === 'system' ? null : organisationOf(one, done.role),
    at: unit.now,
    words: done.words.trim(),
  })
