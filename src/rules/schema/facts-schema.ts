import { recognisers } from '../facts.ts'
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
  record,
  type Schema,
  shape,
  text,
  told,
} from './json-schema.ts'

const count = integer(0, 1_000_000_000)
const value = anyOf({ type: 'string' }, { type: 'integer' }, flag, { type: 'null' }, list(text))

export const dated = shape(
  { value, 'from?': orNull(day), 'to?': orNull(day) },
  'one value over a span of days; an absent end is open, and a day that no span covers is a missing fact',
)
const datedFacts = orNull(record(list(dated)))

export const ask = shape({ 'on?': orNull(day), 'period?': orNull(text), 'obligation?': orNull(text) })
export const person = shape({ id: text, facts: datedFacts })
export const holding = shape(
  { id: text, kind: text, 'facts?': datedFacts, from: day, 'to?': orNull(day) },
  'a title, licence or membership',
)
export const quantity = shape({
  'minutes?': count,
  'days?': exact,
  'halfDays?': count,
  'units?': told(exact, 'as stated by the provider, in the unit of the pack'),
  'count?': count,
  'points?': count,
})
const time: Schema = { type: 'string', pattern: '^([01]\\d|2[0-3]):[0-5]\\d$|^24:00$' }
export const session = shape({ date: day, 'start?': time, 'end?': time, minutes: integer(0, 1440) })
export const approval = shape({
  kind: text,
  by: text,
  'appliedOn?': day,
  'on?': day,
  'from?': orNull(day),
  'to?': orNull(day),
  'number?': text,
})
export const recognition = shape(
  {
    act: choice('recognised', 'returned'),
    by: choice(...recognisers),
    on: day,
    'who?': text,
    'reason?': text,
  },
  'the latest act of somebody entitled holds',
)
export const provider = shape({ id: text, 'facts?': datedFacts })
export const activity = shape({
  id: text,
  kind: text,
  'title?': text,
  'role?': text,
  'category?': text,
  'mode?': text,
  'tags?': optionalList(text),
  'topic?': told(text, 'identity of the subject taught: the same public subject'),
  'work?': told(text, 'identity of the work: the same paper, presentation, project'),
  'for?': told(optionalList(text), 'holdings it was declared for; absent means all'),
  from: day,
  to: day,
  'completedOn?': told(day, 'else `to`'),
  'registeredOn?': day,
  'chosenPeriod?': text,
  'quantity?': orNull(quantity),
  'sessions?': optionalList(session),
  'evidence?': orNull(record(value)),
  'provider?': orNull(provider),
  'approvals?': optionalList(approval),
  'recognitions?': optionalList(recognition),
  'reverses?': told(text, 'id of the activity taken back'),
})
export const extent = shape({ 'lines?': orNull(record(exact)), 'share?': orNull(exact) })
export const exemption = shape({
  id: text,
  'obligation?': orNull(text),
  'holding?': orNull(text),
  'period?': orNull(text),
  'from?': orNull(day),
  'to?': orNull(day),
  reason: text,
  grantedBy: text,
  grantedOn: day,
  extent: anyOf(choice('full'), { ...extent, oneOf: [{ required: ['lines'] }, { required: ['share'] }] }),
})
export const closedLine = shape({ required: exact, counted: exact })
export const closed = shape({
  obligation: text,
  'holding?': orNull(text),
  period: text,
  closedOn: day,
  standing: choice('met', 'unmet', 'undetermined'),
  pack: text,
  counted: told(optionalList(text), 'ids of the activities pinned to it'),
  lines: record(closedLine),
  'carryOut?': orNull(record(exact)),
})
export const facts = shape({
  schema: choice('zhixin.facts/1'),
  'ask?': ask,
  person,
  'holdings?': optionalList(holding),
  'activities?': told(optionalList(activity), 'the complete list known: an absent activity did not happen'),
  'exemptions?': optionalList(exemption),
  'closed?': optionalList(closed),
})

export const factsSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:zhixin:facts:1',
  title: 'FACTS: what one evaluation receives',
  ...facts,
}
