import { ok, refuse } from '../../../kernel/result.ts'
import { command } from '../../../platform/perform.ts'
import { previewActivity } from '../../ledger/index.ts'
import { activityOf } from '../domain/activity.ts'
import { dueIn, lastDayToDeclare } from '../domain/days.ts'
import { allows } from '../domain/state.ts'
import { declarationSubmitted, declarationWithdrawn } from '../events.ts'
import { insertAct } from '../store/acts.ts'
import { hashOfDeclared, updateDeclaration } from '../store/declarations.ts'
import { filesOf, markSubmitted } from '../store/files.ts'
import { newId } from '../../../kernel/id.ts'
import { findRoute } from './find-route.ts'
import { contentOfRecord, isWhole, judgeContent } from './content.ts'
import { handsOf, today } from './parties.ts'
import { orderReminder } from './remind.ts'
import { loadOwn } from './write-declaration.ts'

/** Hands a declaration in: whole, in time, with papers, and on its way to whoever the rules name. */
export const submitDeclaration = command({
  name: 'declarations.submit',
  action: 'declaration.make',
  load: (unit, input: { declarationId: string; revision: number }) => loadOwn(unit, input),
  async run(unit, { revision }, { one }) {
    if (!allows(one.state, 'submitted')) return refuse('declaration.not-writable')
    if (revision !== one.revision) return refuse('declaration.changed')
    const day = today(unit)
    const judged = await judgeContent(unit.tx, one.programmeId, contentOfRecord(one), day)
    if (!judged.ok) return judged
    const { content, kind, rules, faults } = judged.value
    if (faults.length > 0 || !isWhole(content)) return refuse('declaration.incomplete', {}, faults)
    const last = lastDayToDeclare(rules.until, content.to)
    if (one.state === 'draft' && last !== null && day > last)
      return refuse('declaration.too-late', { year: content.to.slice(0, 4), last })
    if (one.state === 'returned' && one.dueOn !== null && day > one.dueOn)
      return refuse('declaration.mend-late', { last: one.dueOn })
    const files = await filesOf(unit.tx, one.id)
    if (files.length === 0) return refuse('declaration.evidence-missing')
    const registeredOn = one.firstSubmittedOn ?? day
    const activity = activityOf(content, kind, { id: one.id, registeredOn, recognitions: [] })
    const { personId, programmeId } = one
    const preview = await previewActivity(unit.tx, { personId, programmeId, activity, on: day })
    if (!preview.ok) return preview
    const found = await findRoute(unit.tx, one, preview.value, rules, day)
    if (found === null)
      return refuse('declaration.nothing-recognised', { because: preview.value.becauseText.zh })
    const { route, associationId } = found
    if (!route.ok) return route
    const { check, recognise } = route.value
    const step = one.step + 1
    const dueOn = dueIn(rules.days.check, day)
    const concernsAssociation = check.role === 'association' || route.value.accepts.includes('association')
    await updateDeclaration(unit.tx, one.id, {
      title: content.title,
      category: content.category,
      answers: content.answers,
      state: 'submitted',
      step,
      firstSubmittedOn: registeredOn,
      checkRole: check.role,
      checkId: check.id,
      recogniseRole: recognise.role,
      recogniseId: recognise.id,
      accepts: [...route.value.accepts],
      associationId: concernsAssociation ? associationId : null,
      districtId: check.role === 'district' ? check.id : null,
      waitingRole: check.role,
      waitingFor: check.id,
      dueOn,
      remindedAt: null,
      changedAt: unit.now,
    })
    await markSubmitted(unit.tx, one.id)
    await insertAct(unit.tx, {
      ...(await handsOf(unit)),
      id: newId(),
      declarationId: one.id,
      step,
      act: 'submitted',
      role: 'professional',
      organisationId: null,
      at: unit.now,
      words: '',
      content: { ...content, files: files.map(({ id, sha256 }) => ({ id, sha256: sha256.toString('hex') })) },
    })
    const rows = [await hashOfDeclared(unit.tx, one.id)]
    await unit.emit(declarationSubmitted(one.id, { step, due: dueOn, rows }))
    await orderReminder(unit, { id: one.id, step, dueOn }, rules.days.remind)
    return ok({})
  },
})

/** Takes it back before anything was decided. What was seen of it stays with those who saw it. */
export const withdrawDeclaration = command({
  name: 'declarations.withdraw',
  action: 'declaration.withdraw',
  load: loadOwn,
  async run(unit, _input: { declarationId: string }, { one }) {
    if (!allows(one.state, 'withdrawn')) return refuse('declaration.settled')
    const step = one.step + 1
    await updateDeclaration(unit.tx, one.id, {
      state: 'withdrawn',
      step,
      waitingRole: null,
      waitingFor: null,
      dueOn: null,
      changedAt: unit.now,
    })
    await insertAct(unit.tx, {
      ...(await handsOf(unit)),
      id: newId(),
      declarationId: one.id,
      step,
      act: 'withdrawn',
      role: 'professional',
      organisationId: null,
      at: unit.now,
      words: '',
    })
    await unit.emit(declarationWithdrawn(one.id, { step }))
    return ok({})
  },
})
