import { newId } from '../../../kernel/id.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { command } from '../../../platform/perform.ts'
import { evaluate, type Activity, type RuleResult } from '../../../rules/index.ts'
import { postingsFor } from '../domain/postings.ts'
import { insertActivity, insertEntries, lockPersonLedger, programmeById } from '../store/entries.ts'
import { gatherFacts } from './gather-facts.ts'
import { rulebook, type Rulebook } from './rulebook.ts'

export interface ActivityToCredit {
  readonly personId: string
  readonly programmeId: string
  readonly sourceKind: 'class' | 'declaration'
  readonly sourceId: string
  readonly activity: Activity
  readonly recogniser: 'system' | 'employer' | 'sector' | 'authority'
  readonly recognisedOn: string
}

/**
 * Records an activity and posts what the programme's pack credits for it, once per source. An activity that earns
 * nothing is recorded all the same: "my record" says why it did not count.
 */
export const creditActivity = command({
  name: 'ledger.creditActivity',
  action: 'ledger.post',
  async load(unit, input: ActivityToCredit) {
    await lockPersonLedger(unit.tx, input.personId)
    const programme = await programmeById(unit.tx, input.programmeId)
    return programme ? { owners: { professional: [input.personId] }, programme } : undefined
  },
  async run(unit, input, { programme }) {
    const book = await rulebook(unit.tx, programme.rulePack)
    if (!book.ok) return book
    const recorded = await insertActivity(
      unit.tx,
      {
        id: input.activity.id,
        personId: input.personId,
        programmeId: input.programmeId,
        sourceKind: input.sourceKind,
        sourceId: input.sourceId,
        facts: input.activity,
        reverses: null,
      },
      unit.actor.accountId,
      unit.now,
    )
    if (!recorded) return ok({ entries: 0 })
    const asked = {
      personId: input.personId,
      programme,
      on: input.recognisedOn,
      participants: book.value.pack.participants,
    }
    const result = judge(book.value, await gatherFacts(unit.tx, asked), input.activity, input.recognisedOn)
    if (!result) return refuse('ledger.pack-faulty', { pack: programme.rulePack })
    const postings = postingsFor(result, input.activity.id, book.value.pack)
    const rows = postings.map((posting) => ({
      ...posting,
      id: newId(),
      personId: input.personId,
      programmeId: input.programmeId,
      activityId: input.activity.id,
      pack: result.pack.id,
      packVersion: result.pack.version,
      rulesetHash: result.pack.hash,
      recogniser: input.recogniser,
      recognisedOn: input.recognisedOn,
      reverses: null,
      reason: '',
    }))
    await insertEntries(unit.tx, rows, unit.now)
    await unit.emit({
      name: 'ledger.activityCredited',
      subject: { kind: 'person', id: input.personId },
      data: {
        activity: input.activity.id,
        entries: rows.map((row) => ({ period: row.period, measure: row.measure, amount: row.amount })),
        ruleset: result.pack.hash,
      },
    })
    return ok({ entries: rows.length })
  },
})

/** Evaluates in the period that holds the completion, as known on the day of recognition. */
const judge = (
  book: Rulebook,
  facts: Parameters<typeof evaluate>[1],
  activity: Activity,
  on: string,
): RuleResult | undefined => {
  const completed = activity.completedOn ?? activity.to
  const located = evaluate(book.ruleset, { ...facts, ask: { on: completed } }, { on: completed })
  const period = located.obligations[0]?.periods.find((one) => one.asked)?.key
  return evaluate(book.ruleset, { ...facts, ask: { on, ...(period ? { period } : {}) } }, { on })
}
