import { dayInZone } from '../../../kernel/calendar.ts'
import { newId } from '../../../kernel/id.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { command } from '../../../platform/perform.ts'
import {
  entriesOfActivity,
  findActivity,
  insertActivity,
  insertEntries,
  lockPersonLedger,
} from '../store/entries.ts'
import { ownersOfPerson } from '../store/person-facts.ts'

/** Takes an activity back: a reversing activity and, for each entry, its negative. Nothing is changed or deleted. */
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
      owners: await ownersOfPerson(unit.tx, activity.personId, dayInZone(unit.now, unit.ports.zone)),
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
    const entries = (await entriesOfActivity(unit.tx, activity.id)).map(
      ({ recordedAt: _recordedAt, registerCode: _registerCode, ...entry }) => ({
        ...entry,
        id: newId(),
        grains: -entry.grains,
        amount: negated(entry.amount),
        minutes: entry.minutes === null ? null : -entry.minutes,
        recogniser: 'authority',
        recognisedOn: today,
        reverses: entry.id,
        reason: input.reason,
      }),
    )
    await insertEntries(unit.tx, entries, unit.now)
    await unit.emit({
      name: 'ledger.activityReversed',
      subject: { kind: 'person', id: activity.personId },
      data: { activity: activity.id, reason: input.reason, entries: entries.length },
    })
    return ok({ reversalId, entries: entries.length })
  },
})

const negated = (amount: string): string => (amount.startsWith('-') ? amount.slice(1) : `-${amount}`)
