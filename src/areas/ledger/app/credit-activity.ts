import { newId } from '../../../kernel/id.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'
import { command, type Unit } from '../../../platform/perform.ts'
import type { Activity } from '../../../rules/index.ts'
import { judgeIn } from '../domain/judge-in.ts'
import { postingsFor } from '../domain/postings.ts'
import { insertActivity, insertEntries, lockPersonLedger, programmeById } from '../store/entries.ts'
import { gatherFacts } from './gather-facts.ts'
import { rulebook } from './rulebook.ts'

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
  run: (unit, input, { programme }) => post(unit, input, programme),
})

/** The same inside a command of another area, so that an act and the hours it gives commit or vanish together. */
export const postActivity = async (
  unit: Unit,
  input: ActivityToCredit,
): Promise<Result<{ entries: number }, PostRefusal | 'ledger.no-programme'>> => {
  await lockPersonLedger(unit.tx, input.personId)
  const programme = await programmeById(unit.tx, input.programmeId)
  return programme ? post(unit, input, programme) : refuse('ledger.no-programme')
}

type PostRefusal = 'ledger.pack-missing' | 'ledger.pack-faulty'

const post = async (
  unit: Unit,
  input: ActivityToCredit,
  programme: NonNullable<Awaited<ReturnType<typeof programmeById>>>,
): Promise<Result<{ entries: number }, PostRefusal>> => {
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
  const facts = await gatherFacts(unit.tx, asked)
  const result = judgeIn(book.value.ruleset, facts, input.activity, input.recognisedOn)
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
}
