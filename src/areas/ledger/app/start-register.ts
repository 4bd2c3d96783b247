import { dayInZone } from '../../../kernel/calendar.ts'
import { newId } from '../../../kernel/id.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { command } from '../../../platform/perform.ts'
import { planOf } from '../../../rules/index.ts'
import { ledgerEvents } from '../events.ts'
import { programmeById } from '../store/entries.ts'
import { insertRegisterRun } from '../store/register.ts'
import { rulebook } from './rulebook.ts'
import { daysOfPeriod } from './start-closing.ts'

export const registerJob = 'ledger.judgeRegister'

/** Begins a pass over a whole register, as of today; the pass itself is a job. */
export const startRegisterRun = command({
  name: 'ledger.startRegisterRun',
  action: 'register.make',
  constraints: { register_run_at_work: 'ledger.register-at-work' },
  async load(unit, input: { programmeId: string; period: string }) {
    const programme = await programmeById(unit.tx, input.programmeId)
    return programme && { owners: { office: [programme.officeId] }, programme }
  },
  async run(unit, { period }, { programme }) {
    const days = daysOfPeriod(period)
    if (!days) return refuse('ledger.period-unknown', { period })
    if (days.to < programme.fromDay || (programme.toDay !== null && days.from > programme.toDay))
      return refuse('ledger.period-outside', { period })
    const book = await rulebook(unit.tx, programme.rulePack)
    if (!book.ok) return book
    const { ruleset } = book.value
    const plan = planOf(ruleset, period)
    const runId = newId()
    await insertRegisterRun(unit.tx, {
      id: runId,
      programmeId: programme.id,
      period,
      onDay: dayInZone(unit.now, programme.zone),
      rulesetHash: ruleset.hash,
      plan: plan.kind === 'sums' && plan.alone ? 'sums' : 'whole',
      startedBy: unit.actor.accountId,
      startedAt: unit.now,
    })
    await unit.enqueue({ job: registerJob, lane: 'slow', data: { runId }, key: `register ${runId}` })
    await unit.emit({
      name: ledgerEvents.registerRunStarted,
      subject: { kind: 'programme', id: programme.id },
      data: { run: runId, period },
    })
    return ok({ runId })
  },
})
