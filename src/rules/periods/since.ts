import { addDays } from '../../kernel/calendar.ts'
import type { Dated } from '../facts.ts'
import { child, readText, isShaped } from '../reading/cursor.ts'
import { periods } from '../schema/obligation-schema.ts'
import type { PeriodOperator } from './period.ts'

/** From the last change of a fact (the promotion to the present title) to the day asked about. */
export const since: PeriodOperator = {
  kind: 'since',
  read: (at) => {
    if (!isShaped(at, periods.since)) return null
    const fact = readText(child(at, 'fact'))
    if (fact === null) return null
    return {
      kind: 'since',
      isChain: false,
      containing: (day, { world, holding }) => {
        const name = fact.startsWith('holding.') ? fact.slice(8) : fact
        const facts = fact.startsWith('holding.') ? holding?.facts : world.person
        const spans = facts && Object.hasOwn(facts, name) ? (facts[name] ?? []) : []
        const start = startOfValue(spans, day)
        const owner = fact.startsWith('holding.') ? `holdings.${holding?.id}.facts` : 'person.facts'
        if (start === null) {
          const pointer = `/${owner.replaceAll('.', '/')}/${name}`
          return { missing: { fact: `${owner}.${name}`, pointer, at: day } }
        }
        return { span: { from: start, to: day } }
      },
    }
  },
}

/** The first day of the unbroken stretch in which the fact has had its present value; null if it is not known. */
const startOfValue = (spans: readonly Dated[], day: string): string | null => {
  const past = spans
    .filter(({ from }) => (from ?? '') <= day)
    .toSorted((a, b) => ((a.from ?? '') < (b.from ?? '') ? 1 : -1))
  const [present, ...earlier] = past
  if (!present?.from || (present.to !== undefined && present.to < day)) return null
  let start = present.from
  for (const span of earlier) {
    const touches = span.to === undefined || addDays(span.to, 1) >= start
    if (!touches || JSON.stringify(span.value) !== JSON.stringify(present.value)) break
    if (span.from === undefined) return null
    start = span.from
  }
  return start
}
