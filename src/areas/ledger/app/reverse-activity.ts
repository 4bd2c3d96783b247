import { dayInZone } from '../../../kernel/calendar.ts'
import { newId } from '../../../kernel/id.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { command, type Unit } from '../../../platform/perform.ts'
import type { Activity } from '../../../rules/index.ts'
import {
  entriesOfActivities,
  findActivity,
  insertActivity,
  insertEntries,
  lockPersonLedger,
  programmeById,
} from '../store/entries.ts'
import { personRecord } from '../store/person-record.ts'
import { gatherFacts } from './gather-facts.ts'
import { rulebook } from './rulebook.ts'
import { settleCredits, takenBack } from './settle-credits.ts'

/**
 * Takes an activity back: a reversing activity and, for each entry, its negative; what had given way to it counts again.
 * Nothing is changed or deleted.
 */
export const reverseActivity = command({
  name: 'ledger.reverseActivity',
  action: 'ledger.reverse',
  constraints: {
    ledger_entry_reverses_key: 'ledger.already-reversed',
    activity_source_kind_source_id_key: 'ledger.already-reversed',
  },
  async load(unit, input: { activityId: string; reason: string }) {
    const activity = await findActivity(unit.tx, input.activityId)
    if (!activity) return undefined
    await lockPersonLedger(unit.tx, activity.personId)
    return {
      owners: (await personRecord(unit.tx, activity.personId, dayInZone(unit.now, unit.ports.zone))).owners,
      activity,
    }
  },
  async run(unit, input, { activity }) {
    if (input.reason.trim().length < 2) return refuse('ledger.reason-missing')
    const today = dayInZone(unit.now, unit.ports.zone)
    const reversalId = newId()
    const facts = {
      id: reversalId,
      kind: 'reversal',
      title: activity.facts.title ?? '',
      from: today,
      to: today,
      completedOn: today,
      registeredOn: today,
      reverses: activity.id,
      recognitions: [
        { act: 'recognised' as const, by: 'authority' as const, on: today, reason: input.reason },
      ],
    }
    const recorded = await insertActivity(
      unit.tx,
      {
        id: reversalId,
        personId: activity.personId,
        programmeId: activity.programmeId,
        sourceKind: 'reversal',
        sourceId: activity.id,
        facts,
        reverses: activity.id,
      },
      unit.actor.accountId,
      unit.now,
    )
    if (!recorded || activity.sourceKind === 'reversal') return refuse('ledger.already-reversed')
    const entries = (await entriesOfActivities(unit.tx, [activity.id]))
      .filter(({ isReversed }) => !isReversed)
      .map(({ isReversed: _is, recordedAt: _at, registerCode: _code, ...entry }) =>
        takenBack(entry, input.reason, today),
      )
    await insertEntries(unit.tx, entries, unit.now)
    await unit.emit({
      name: 'ledger.activityReversed',
      subject: { kind: 'person', id: activity.personId },
      data: { activity: activity.id, reason: input.reason, entries: entries.length },
    })
    await settleOthers(unit, activity, input.reason, today)
    return ok({ reversalId, entries: entries.length })
  },
})

/** A programme whose rules cannot be read has nothing credited anew: `doctor` names it. */
const settleOthers = async (
  unit: Unit,
  {
    id,
    personId,
    programmeId,
    facts: activity,
  }: { id: string; personId: string; programmeId: string; facts: Activity },
  reason: string,
  today: string,
): Promise<void> => {
  const programme = await programmeById(unit.tx, programmeId)
  const book = programme && (await rulebook(unit.tx, programme.rulePack))
  if (!programme || !book?.ok) return
  const { participants } = book.value.pack
  const after = await gatherFacts(unit.tx, { personId, programme, on: today, participants })
  const activities = (after.activities ?? []).filter(({ reverses }) => reverses !== id)
  const before = { ...after, activities }
  await settleCredits(unit, { personId, programmeId, activity, before, after, today, reason }, book.value)
}
