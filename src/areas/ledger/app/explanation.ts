import { dayInZone } from '../../../kernel/calendar.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import { query } from '../../../platform/perform.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { leavesIn } from '../../../rules/closing.ts'
import { answersOf, declaredKind, evaluate, type RuleResult, wordOfChoice } from '../../../rules/index.ts'
import { quoteClause, unitOf } from '../domain/pack-text.ts'
import { closingRowsOf } from '../store/closing-rows.ts'
import { findActivity, findEntry, programmeById, takenBackBy } from '../store/entries.ts'
import { englishTitles, organisationNames } from '../store/person-facts.ts'
import { personRecord } from '../store/person-record.ts'
import { entryView } from './entry-view.ts'
import { booksInTime } from './books-in-time.ts'
import { closedYear, rowInForce } from './closed-year.ts'
import { type AskedOfMany, gatherFacts } from './gather-facts.ts'
import { type Rulebook, rulebook } from './rulebook.ts'

/** As of today; in a closed year whose rules today's compiler refuses, as it was closed. */
const judgedFor = async (
  tx: Db | Tx,
  entry: NonNullable<Awaited<ReturnType<typeof findEntry>>>,
  programme: AskedOfMany['programme'],
  today: string,
): Promise<{ readonly book: Rulebook; readonly result: RuleResult }> => {
  const book = await rulebook(tx, entry.pack)
  if (book.ok) {
    const facts = await gatherFacts(tx, {
      personId: entry.personId,
      programme,
      on: today,
      period: entry.period,
      participants: book.value.pack.participants,
    })
    return { book: book.value, result: evaluate(book.value.ruleset, facts, { on: today, trace: true }) }
  }
  const rows = await closingRowsOf(tx, [entry.personId], programme.id)
  const row = rowInForce(rows, entry.period, today)
  if (!row) throw new Refusal(book)
  return closedYear(tx, row, true)
}

/** Evidence → rule text with its document → arithmetic, for one ledger entry; the trace is that of the entry's own period. */
export const explanation = query({
  name: 'ledger.explanation',
  action: 'ledger.read',
  async load(reading, input: { entryId: string }) {
    const entry = await findEntry(reading.tx, input.entryId)
    const activity = entry && (await findActivity(reading.tx, entry.activityId))
    if (!entry || !activity) return undefined
    const today = dayInZone(reading.now, reading.ports.zone)
    const { owners } = await personRecord(reading.tx, entry.personId, today)
    return { owners, entry, activity, today }
  },
  async reply(reading, _input, { owners, entry, activity, today }) {
    const { entry: back, isActivity } = await takenBackBy(reading.tx, entry)
    const programme = await programmeById(reading.tx, entry.programmeId)
    if (!programme) throw new Error(`entry ${entry.id} names a programme that is gone`)
    const { book, result } = await judgedFor(reading.tx, entry, programme, today)
    const { pack, texts, ruleset } = book
    // What was credited keeps quoting the text of its day, whatever was published since.
    const credited = (await (await booksInTime(reading.tx)).of(entry)) ?? book
    // Of the period it serves what it bears on: a line of another measure or year says nothing of these hours.
    const line = result.obligations
      .flatMap((one) => one.periods)
      .filter(({ key }) => key === entry.period)
      .flatMap((one) => one.lines)
      .filter((one) => leavesIn([one]).some(({ measure }) => measure === entry.measure))
    const clauseIds = [
      ...entry.steps.map((step) => step.clause),
      ...line.flatMap((one) => [
        one.clause,
        ...leavesIn([one]).flatMap(({ measure, clause }) => (measure === entry.measure ? [clause] : [])),
      ]),
    ]
    const clauses = [...new Set(clauseIds)]
      .map((id) => quoteClause([...credited.texts, ...texts], id))
      .filter((clause) => clause !== null)
    const source = activity.facts
    const declared = activity.sourceKind === 'declaration' ? declaredKind(ruleset, source) : null
    const titles = await englishTitles(reading.tx, [source.id])
    const approvers = await organisationNames(
      reading.tx,
      (source.approvals ?? []).map(({ by }) => by),
    )
    return {
      entry: entryView({ ...entry, facts: source, sourceKind: activity.sourceKind }),
      unit: { ...unitOf(pack, entry.measure), minutes: entry.measure === 'hours' ? pack.unit.minutes : null },
      evidence: {
        kind: source.kind,
        kindName: declared && { zh: declared.zh, en: declared.en },
        answers: declared ? answersOf(declared, source).map((one) => ({ ...one })) : [],
        title: source.title ?? '',
        titleEn: titles.get(source.id) ?? '',
        mode: source.mode ?? null,
        category: source.category ?? null,
        from: source.from,
        to: source.to,
        sessions: (source.sessions ?? []).map((session) => ({ ...session })),
        facts: Object.entries(source.evidence ?? {}).map(([name, value]) => ({
          name,
          value: Array.isArray(value) ? value.join(', ') : String(value),
        })),
        recognitions: (source.recognitions ?? []).map((one) => ({ by: one.by, on: one.on, act: one.act })),
        approvals: (source.approvals ?? []).map((one) => ({
          kind: one.kind,
          by: one.by,
          byName: approvers.get(one.by) ?? null,
          on: one.on ?? null,
          number: one.number ?? '',
        })),
      },
      steps: entry.steps.map((step) => ({
        op: step.op,
        in: step.in,
        inName: declared && wordOfChoice(declared, step.in),
        ...(step.by ? { by: step.by } : {}),
        out: step.out,
        ...(step.clause ? { clause: step.clause } : {}),
        ...(step.measure ? { measure: step.measure } : {}),
      })),
      clauses,
      rulePack: {
        id: entry.pack,
        version: entry.packVersion,
        hash: entry.rulesetHash,
        title: credited.pack.title,
      },
      trace: result.trace ?? {},
      takenBack: back && { at: back.at.toISOString(), reason: back.reason },
      // A declaration's hours are taken back where it was recognised.
      may:
        activity.sourceKind === 'class' && !isActivity && entry.reverses === null
          ? reading.may(owners, ['ledger.reverse'])
          : {},
    }
  },
})
