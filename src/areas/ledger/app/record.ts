import { fraction, isWhole, multiply, parseExact } from '../../../kernel/exact.ts'
import { query } from '../../../platform/perform.ts'
import type { Hint } from '../contract.ts'
import { declaredKind, evaluate, type LineResult, type RuleResult } from '../../../rules/index.ts'
import { becauseText } from '../domain/because.ts'
import { filledPermille } from '../domain/filled.ts'
import { categoryName, quoteClause, unitOf } from '../domain/pack-text.ts'
import { declaredIds, entriesOf } from '../store/entries.ts'
import { englishTitles } from '../store/person-facts.ts'
import { gatherFacts } from './gather-facts.ts'
import { loadPerson } from './person-reading.ts'
import { rulebook, type Rulebook } from './rulebook.ts'

interface RecordAsked {
  readonly personId: string
  readonly year?: string | undefined
  readonly programme?: string | undefined
}

/** "My record" of a year: progress per line, every activity with what counted and why, the nearest ways to finish. */
export const record = query({
  name: 'ledger.record',
  action: 'ledger.read',
  async load(reading, input: RecordAsked) {
    const loaded = await loadPerson(reading, input)
    return loaded?.programme ? { ...loaded, programme: loaded.programme } : undefined
  },
  async reply(reading, input: RecordAsked, { programme, programmes, today, owners }) {
    const book = await rulebook(reading.tx, programme.rulePack)
    if (!book.ok) throw new Error(`rule pack ${programme.rulePack} cannot be used: ${book.code}`)
    const all = await entriesOf(reading.tx, input.personId, { programmeId: programme.id })
    const years = [...new Set([...all.map((entry) => entry.period), today.slice(0, 4)])]
      .toSorted()
      .toReversed()
    const year = input.year ?? all.at(-1)?.period ?? today.slice(0, 4)
    const facts = await gatherFacts(reading.tx, {
      personId: input.personId,
      programme,
      on: today,
      period: year,
      participants: book.value.pack.participants,
    })
    const result = evaluate(book.value.ruleset, facts, { on: today })
    const period = result.obligations.flatMap((one) => one.periods).find((one) => one.asked)
    const either = period?.lines.length === 1 && period.lines[0]?.alternatives !== undefined
    const lines = (either ? period?.lines[0]?.alternatives : period?.lines) ?? []
    const declared = await declaredIds(reading.tx, input.personId, programme.id)
    const titles = await englishTitles(
      reading.tx,
      (facts.activities ?? []).map((one) => one.id),
    )
    return {
      programmes: programmes.map((one) => ({ id: one.id, name: one.name, nameEn: one.nameEn })),
      programmeId: programme.id,
      year,
      years,
      standing: period?.standing ?? result.standing,
      applies: result.applies,
      closesOn: period?.to ?? null,
      lines: lines.map((line) => lineView(line, book.value)),
      linesJoined: either ? ('any' as const) : ('all' as const),
      activities: activityViews(result, facts.activities ?? [], book.value, all, year, titles, declared),
      hints: result.hints.map((hint) => structuredClone(hint) as Hint),
      missing: result.missing.map((one) => one.fact),
      may: reading.may(owners, ['ledger.reverse']),
    }
  },
})

const lineView = (line: LineResult, book: Rulebook) => ({
  id: line.id,
  measure: line.measure,
  unit: unitOf(book.pack, line.measure),
  required: line.required,
  counted: line.counted,
  remaining: line.remaining,
  requiredMinutes: minutesOf(line.measure, line.required, book),
  countedMinutes: minutesOf(line.measure, line.counted, book),
  filledPermille: filledPermille(line.counted, line.required),
  standing: line.standing,
  clause: quoteClause(book.texts, line.clause),
})

/** Whole minutes of an amount of hours; an amount that is none is a fault of the pack and shows as null. */
const minutesOf = (measure: string, amount: string, book: Rulebook): number | null => {
  const exact = measure === 'hours' ? parseExact(amount) : null
  if (!exact) return null
  const minutes = multiply(exact, fraction(book.pack.unit.minutes))
  return isWhole(minutes) ? Number(minutes.top) : null
}

const kindName = ({ ruleset }: Rulebook, activity: Activities[number]) => {
  const kind = declaredKind(ruleset, activity)
  return kind && { zh: kind.zh, en: kind.en }
}

type Entries = Awaited<ReturnType<typeof entriesOf>>
type Activities = NonNullable<Awaited<ReturnType<typeof gatherFacts>>['activities']>

const activityViews = (
  result: RuleResult,
  activities: Activities,
  book: Rulebook,
  entries: Entries,
  year: string,
  titles: ReadonlyMap<string, string>,
  declared: ReadonlySet<string>,
) =>
  activities
    .filter((activity) => activity.reverses === undefined)
    .map((activity) => ({ activity, judged: result.activities.find((one) => one.id === activity.id) }))
    .filter(
      ({ activity, judged }) =>
        (activity.completedOn ?? activity.to).startsWith(year) ||
        judged?.credited.some((credit) => credit.period === year),
    )
    .map(({ activity, judged }) => ({
      id: activity.id,
      title: activity.title ?? activity.kind,
      titleEn: titles.get(activity.id) ?? '',
      kind: activity.kind,
      kindName: declared.has(activity.id) ? kindName(book, activity) : null,
      source: declared.has(activity.id) ? ('declaration' as const) : ('class' as const),
      mode: activity.mode ?? null,
      category: activity.category ?? '',
      categoryName: categoryName(book.texts, activity.category ?? ''),
      from: activity.from,
      to: activity.to,
      evidenceMinutes:
        activity.quantity?.minutes ??
        (activity.sessions ?? []).reduce((sum, session) => sum + session.minutes, 0),
      status: judged?.status ?? 'outside',
      because: judged?.because ?? 'outside',
      becauseText: becauseText(judged?.because ?? 'outside'),
      counted: (judged?.credited ?? [])
        .filter((credit) => credit.period === year)
        .map((credit) => ({
          measure: credit.measure,
          amount: credit.counted ?? credit.amount,
          entryId:
            entries.find(
              (entry) =>
                entry.activityId === activity.id &&
                entry.measure === credit.measure &&
                entry.period === year &&
                entry.reverses === null,
            )?.id ?? null,
        })),
    }))
