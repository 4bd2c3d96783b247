import { type Node, nodeOf, textOf } from './json-path.ts'
import { withMember } from './forms/scope.ts'

export const quantities = ['minutes', 'days', 'halfDays', 'units', 'count'] as const
export type QuantityUnit = (typeof quantities)[number]
/** Quantities that are whole numbers in FACTS; the others are exact texts. */
export const whole: readonly string[] = ['minutes', 'halfDays', 'count']

/** The first of its quantities that an activity states. */
export const unitOfRow = (row: Node): QuantityUnit | undefined =>
  quantities.find((one) => nodeOf(row['quantity'])[one] !== undefined)

/** An activity with so much of a quantity. What is emptied is absent: no quantity is not a quantity of nought. */
export const withAmount = (row: Node, unit: QuantityUnit, amount: number | string | null): Node => {
  const stated = withMember(
    nodeOf(row['quantity']),
    unit,
    amount === null || amount === '' ? undefined : amount,
  )
  return withMember(row, 'quantity', Object.keys(stated).length > 0 ? stated : undefined)
}

/** The same activity counted in another unit, as nothing can be carried over from minutes to days. */
export const inUnit = (row: Node, from: QuantityUnit, to: QuantityUnit): Node =>
  withAmount(withAmount(row, from, null), to, to === 'minutes' ? 45 : whole.includes(to) ? 1 : '1')

export type ExtentWay = 'full' | 'share' | 'lines'

export const extentWay = (extent: unknown): ExtentWay =>
  nodeOf(extent)['share'] !== undefined ? 'share' : nodeOf(extent)['lines'] !== undefined ? 'lines' : 'full'

/** What an exemption begins as, once how it exempts is chosen: all of it, half of it, or of the first requirement. */
export const extentOf = (way: ExtentWay, line: string): unknown =>
  way === 'full' ? 'full' : way === 'share' ? { share: '1/2' } : { lines: { [line]: '' } }

/** An exemption of a period, as one is granted: of all of it, in the year that the case asks about. */
export const freshExemption = (id: string, reason: string, period: string): Node => {
  const year = /^\d{4}/.exec(period)?.[0] ?? '2026'
  return {
    id,
    reason,
    ...(period === '' ? {} : { period }),
    grantedBy: 'office',
    grantedOn: `${year}-01-01`,
    extent: 'full',
  }
}

/** The requirements an exemption takes hours off, with how many. */
export const linesOff = (extent: unknown): readonly (readonly [line: string, amount: string])[] =>
  Object.entries(nodeOf(nodeOf(extent)['lines'])).map(([line, amount]) => [line, textOf(amount)])

/** A new case: a year of somebody the rules reach. */
export const freshCase = (pack: Node): Node => {
  const year = String(new Date().getFullYear())
  const participants = textOf(pack['participants'])
  return {
    name: '',
    facts: {
      schema: 'zhixin.facts/1',
      ask: { on: `${year}-12-31`, period: year },
      person: { id: 'p-1', facts: participants ? { programme: [{ value: [participants] }] } : {} },
      activities: [],
    },
    expect: { standing: 'met' },
  }
}
