import type { Bilingual } from '../../../kernel/bilingual.ts'
import { compare, fraction, isWhole, multiply, parseExact, zero } from '../../../kernel/exact.ts'
import { type Credited, declaredKind, type RuleResult } from '../../../rules/index.ts'
import type { AskedLine } from '../domain/asked-periods.ts'
import { becauseText, notCompletedText } from '../domain/because.ts'
import { filledPermille } from '../domain/filled.ts'
import { categoryName, quoteClause, unitOf } from '../domain/pack-text.ts'
import type { entriesOf } from '../store/entries.ts'
import type { gatherFacts } from './gather-facts.ts'
import type { Rulebook } from './rulebook.ts'

export const lineView = (
  line: AskedLine,
  book: Rulebook,
  name: Bilingual | undefined,
  holdings: ReadonlyMap<string, Bilingual>,
) => ({
  id: line.id,
  name: name ?? { zh: line.id, en: line.id },
  holding: (line.holding !== null && holdings.get(line.holding)) || null,
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

/** What activities are called in either language, by id. */
export const titlesOf = (
  activities: Activities,
  english: ReadonlyMap<string, string>,
): ReadonlyMap<string, Bilingual> =>
  new Map(
    activities.map(({ id, title, kind }) => {
      const zh = title ?? kind
      return [id, { zh, en: english.get(id) || zh }]
    }),
  )

/** Every activity of a year that was not taken back, with what counted of it and why. */
export const activityViews = (
  result: RuleResult,
  activities: Activities,
  book: Rulebook,
  entries: Entries,
  year: string,
  titles: ReadonlyMap<string, string>,
  declared: ReadonlySet<string>,
  reasons: ReadonlyMap<string, readonly string[]>,
  holdings: ReadonlyMap<string, Bilingual>,
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
      becauseText:
        (judged?.because === 'recognition.not-passed'
          ? notCompletedText(reasons.get(activity.id) ?? [])
          : null) ?? becauseText(judged?.because ?? 'outside'),
      serves: (activity.for ?? []).flatMap((id) => holdings.get(id) ?? []),
      counted: countedOnce((judged?.credited ?? []).filter((credit) => credit.period === year)).map(
        (credit) => ({
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
        }),
      ),
    }))

/** Hours that serve the same obligation of several titles were studied once: the most that one of them took. */
const countedOnce = (credits: readonly Credited[]): readonly Credited[] => {
  const amount = ({ counted, amount: all }: Credited) => parseExact(counted ?? all) ?? zero
  const most = new Map<string, Credited>()
  for (const credit of credits) {
    const place = [credit.obligation, credit.category, credit.measure].join('\n')
    const before = most.get(place)
    if (!before || compare(amount(credit), amount(before)) > 0) most.set(place, credit)
  }
  return [...most.values()]
}
