import {
  anyOf,
  choice,
  day,
  exact,
  flag,
  integer,
  list,
  optionalList,
  orNull,
  ref,
  type Schema,
  shape,
  someOf,
  text,
  textOrTexts,
  told,
} from './json-schema.ts'

export const monthDay: Schema = {
  type: 'string',
  pattern: '^(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$',
  description: 'a month and day such as 04-30',
}
export const span = shape({
  'years?': integer(0, 200),
  'months?': integer(0, 2400),
  'days?': integer(0, 80_000),
})
export const shiftedDay = shape({ day: ref('day'), 'plus?': ref('span'), 'minus?': ref('span') })
export const monthDayOf = shape({ 'of?': ref('day'), monthDay, 'yearsAfter?': integer(-100, 100) })
const dayRef = anyOf(
  told(
    text,
    'a date, or on, asAt, period.from, period.to, activity.from, activity.to, activity.completedOn, activity.registeredOn, activity.claimedOn, fact.NAME, holding.NAME, evidence.NAME',
  ),
  shiftedDay,
  monthDayOf,
)

const single = anyOf({ type: 'string' }, { type: 'integer' }, flag, { type: 'null' })
const bound = anyOf({ type: 'string' }, { type: 'integer' })
const daysCompared = {
  'before?': ref('day'),
  'after?': ref('day'),
  'notBefore?': ref('day'),
  'notAfter?': ref('day'),
}
const comparisons = {
  'is?': single,
  'in?': list(text),
  'has?': textOrTexts,
  'exists?': flag,
  'atLeast?': told(bound, 'a value of a declared order, or a number'),
  'atMost?': bound,
  ...daysCompared,
}
const compared = (subject: string, description: string): Schema => ({
  ...shape({ [subject]: text, 'at?': ref('day'), ...comparisons }, description),
  anyOf: Object.keys(comparisons).map((name) => ({ required: [name.replace(/\?$/, '')] })),
})
export const all = shape({ all: someOf(ref('condition')) })
export const any = shape({ any: someOf(ref('condition')) })
export const not = shape({ not: ref('condition') })
export const approvalTest = shape(
  {
    approval: text,
    'by?': textOrTexts,
    'date?': choice('on', 'appliedOn', 'from', 'to'),
    'exists?': flag,
    ...daysCompared,
  },
  'some approval of the kind, by one of those, whose date passes',
)
export const held = shape({ kind: text, 'when?': ref('condition') })
export const holds = shape(
  { holds: held, 'at?': ref('day') },
  'some holding, live on the day, of which the rest is true',
)
const condition = anyOf(
  choice('always', 'never'),
  told(someOf(text), 'short for: the category is one of these'),
  all,
  any,
  not,
  approvalTest,
  holds,
  compared(
    'field',
    'a field of the activity: kind, category, quantity.days, evidence.NAME, provider.facts.NAME …',
  ),
  compared('fact', 'a dated fact of the person, read `at` a day'),
  compared('holding', 'a dated fact of the holding that is judged'),
)

export const branch = shape({ when: ref('condition'), gives: ref('amount') })
export const caseAmount = shape({ case: optionalList(branch), else: ref('amount') })
export const partOfLine = shape({ ofLine: text, 'times?': exact })
const amount = anyOf(exact, caseAmount, partOfLine)

/** What every part of a pack refers to. */
export const conditionDefs: Readonly<Record<string, Schema>> = { span, day: dayRef, condition, amount }

const source = told(text, 'a field of the activity, or fact.NAME of the person')
const mode = choice('down', 'nearest', 'up')
const chain = someOf(ref('step'))
export const time = shape({ minutes: integer(1, 1440) })
export const units = shape({})
export const days = shape({ perDay: exact, 'perHalfDay?': exact, 'less?': source })
export const fullDates = shape({ minutes: integer(1, 1440), each: exact })
export const perItem = shape({ 'of?': source, each: exact })
export const row = shape({ from: exact, gives: exact })
export const steps = shape({ of: source, rows: someOf(row) })
export const table = shape({
  of: source,
  values: { type: 'object', additionalProperties: exact, minProperties: 1 },
  'else?': exact,
  'many?': choice('highest', 'sum'),
})
export const decay = shape({ less: exact, 'floor?': exact })
export const rank = shape({ of: source, list: someOf(exact), 'beyond?': orNull(decay) })
export const perDate = shape({ atMost: exact })
export const round = shape({
  increment: exact,
  mode,
  'at?': choice('session', 'date', 'activity', 'topic-sum'),
  'afterFirst?': told(flag, 'nothing below one full unit'),
})
export const stepBranch = shape({ 'when?': ref('condition'), steps: chain })

const stepForms: Readonly<Record<string, Schema>> = {
  time,
  units,
  days,
  fullDates,
  flat: exact,
  perItem,
  steps,
  table,
  rank,
  times: exact,
  plus: exact,
  minus: exact,
  atMost: exact,
  atLeast: exact,
  perDate,
  round,
  highestOf: someOf(chain),
  sumOf: someOf(chain),
  case: someOf(stepBranch),
}
export const stepDefs: Readonly<Record<string, Schema>> = {
  step: anyOf(...Object.entries(stepForms).map(([key, form]) => shape({ [key]: form, 'clause?': text }))),
}
export { day as writtenDay }
