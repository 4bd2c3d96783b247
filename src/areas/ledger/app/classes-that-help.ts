import { query } from '../../../platform/perform.ts'
import { evaluate, type Activity, type RuleResult, type Standing } from '../../../rules/index.ts'
import { bringsNearer, categoriesLacking } from '../domain/lacking.ts'
import { classActivity } from '../domain/class-activity.ts'
import { unitOf } from '../domain/pack-text.ts'
import { classesUnderWay, type OpenClass, openClassesFor } from '../store/open-classes.ts'
import { standingAsked } from '../domain/asked-periods.ts'
import { loadPerson } from './person-reading.ts'
import type { Rulebook } from './rulebook.ts'
import { readYear } from './year-reading.ts'

interface Asked {
  readonly personId: string
  readonly year?: string | undefined
  readonly programme?: string | undefined
}

/** How many classes are tried with the engine, and how many of them are worth showing. */
const tried = 12
const shown = 5

/**
 * What each class somebody is in, and for a year that is not met each class open for enrolment, would do for it, by the engine itself and not by the
 * class's length — an overlap, a cap or a category decides as it will when the class is closed.
 */
export const classesThatHelp = query({
  name: 'ledger.classesThatHelp',
  action: 'ledger.read',
  async load(reading, input: Asked) {
    const loaded = await loadPerson(reading, input)
    return loaded?.programme ? { ...loaded, programme: loaded.programme } : undefined
  },
  async reply(reading, input: Asked, { programme, today }) {
    const read = await readYear(reading, { ...input, programme, today })
    const { book, facts, period, year, closed, result: before, view } = read
    if (!period || !view.applies || closed) return { items: [], own: [] }
    const asked = { personId: input.personId, programmeId: programme.id, limit: tried }
    const weighed = (classes: readonly OpenClass[], helps: (after: RuleResult) => boolean) =>
      classes.flatMap((one) => {
        const activity = completed(one, today)
        const after = { ...facts, activities: [...(facts.activities ?? []), activity] }
        const result = evaluate(book.ruleset, after, { on: one.to })
        const gives = givenBy(result, activity.id, year)
        if (gives.length === 0 || !helps(result)) return []
        const standingThen = standingAsked(result)
        return [helpingClass(one, gives, standingThen, book)]
      })
    // What one is in already is told whatever it does for what is lacking.
    const own = weighed(await classesUnderWay(reading.tx, asked), () => true)
    if (view.standing === 'met') return { items: [], own }
    const categories = categoriesLacking(before)
    const open = weighed(
      await openClassesFor(reading.tx, { ...asked, from: today, by: period.to, categories }),
      (after) => bringsNearer(before, after),
    )
    // Stable: within either half the next to begin stays first.
    const items = open.toSorted((a, b) => Number(b.standingThen === 'met') - Number(a.standingThen === 'met'))
    return { items: items.slice(0, shown), own }
  },
})

const helpingClass = (
  one: OpenClass,
  gives: readonly { readonly measure: string; readonly amount: string }[],
  standingThen: Standing,
  { pack }: Rulebook,
) => ({
  classId: one.classId,
  name: one.name,
  nameEn: one.nameEn,
  institution: one.institution,
  institutionEn: one.institutionEn,
  mode: one.mode,
  from: one.from,
  to: one.to,
  placesLeft: one.placesLeft,
  gives: gives.map((credit) => ({ ...credit, unit: unitOf(pack, credit.measure) })),
  standingThen,
})

/** The class attended from beginning to end, passed, and closed on its last day. */
const completed = (one: OpenClass, today: string): Activity =>
  classActivity({
    ...one,
    enrolmentId: one.classId,
    className: one.name,
    filedOn: today,
    closedOn: one.to,
    examDate: null,
    passed: true,
    grade: null,
  })

const givenBy = (result: RuleResult, activityId: string, year: string) =>
  (result.activities.find(({ id }) => id === activityId)?.credited ?? [])
    .filter(({ period }) => period === year)
    .map((credit) => ({ measure: credit.measure, amount: credit.counted ?? credit.amount }))
    .filter(({ amount }) => amount !== '0')
