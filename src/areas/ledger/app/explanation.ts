import { dayInZone } from '../../../kernel/calendar.ts'
import { query } from '../../../platform/perform.ts'
import { leavesIn } from '../../../rules/closing.ts'
import { answersOf, declaredKind, evaluate, wordOfChoice } from '../../../rules/index.ts'
import { quoteClause, unitOf } from '../domain/pack-text.ts'
import { findActivity, findEntry, programmeById, takenBackBy } from '../store/entries.ts'
import { englishTitles, organisationNames } from '../store/person-facts.ts'
import { personRecord } from '../store/person-record.ts'
import { entryView } from './entry-view.ts'
import { booksInTime } from './books-in-time.ts'
import { gatherFacts } from './gather-facts.ts'
import { rulebook } from './rulebook.ts'

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
    const book = await rulebook(reading.tx, entry.pack)
    if (!programme || !book.ok) throw new Error(`entry ${entry.id} names a pack or programme that is gone`)
    const { pack, texts, ruleset } = book.value
    // What was credited keeps quoting the text of its day, whatever was published since.
    const credited = (await (await booksInTime(reading.tx)).of(entry)) ?? book.value
    const facts = await gatherFacts(reading.tx, {
      personId: entry.personId,
      programme,
      on: today,
      period: entry.period,
      participants: pack.participants,
    })
    const result = evaluate(ruleset, facts, { on: today, trace: true })
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
