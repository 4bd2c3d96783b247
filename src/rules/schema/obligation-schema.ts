import { recognisers } from '../facts.ts'
import { monthDayOf, shiftedDay } from './condition-schema.ts'
import {
  anyOf,
  choice,
  exact,
  flag,
  integer,
  list,
  optionalList,
  orNull,
  record,
  ref,
  type Schema,
  type Shape,
  shape,
  someOf,
  text,
  told,
} from './json-schema.ts'

const when = ref('condition')
const amount = ref('amount')
const dayRef = ref('day')
const length = { 'years?': integer(1, 100), 'months?': integer(1, 1200) }

export const periods: Readonly<Record<string, Shape>> = {
  'calendar-year': shape({ kind: choice('calendar-year') }),
  'shifted-year': shape({ kind: choice('shifted-year'), from: { type: 'string' } }),
  cycle: shape({
    kind: choice('cycle'),
    ...length,
    anchor: dayRef,
    'before?': orNull(choice('none', 'cycles')),
  }),
  'birth-month': shape({
    kind: choice('birth-month'),
    'fact?': text,
    'years?': integer(1, 20),
    'edge?': choice('begin', 'end'),
    'phase?': integer(1, 9999),
  }),
  rolling: shape({ kind: choice('rolling'), ...length, 'ends?': choice('on', 'last-full-year') }),
  since: shape({ kind: choice('since'), fact: text }),
  once: shape({ kind: choice('once'), from: dayRef, to: dayRef }),
}

export const namedCondition = shape({ that: when, because: text })
export const recognise = shape({
  id: text,
  'when?': when,
  'clause?': text,
  path: choice('automatic', 'employer', 'sector', 'authority'),
  'accepts?': told(
    orNull(anyOf(choice(...recognisers), list(choice(...recognisers)))),
    'whose act makes it count; automatic without it: no act is needed',
  ),
  'require?': optionalList(anyOf(namedCondition, when)),
  'category?': told(orNull(text), 'settles the category, whatever the activity states'),
})
export const conversion = shape({ id: text, 'when?': when, 'clause?': text, steps: someOf(ref('step')) })

const keep = { 'keep?': orNull(choice('first-claim', 'highest')) }
const conflictOf = (members: Readonly<Record<string, Schema>>): Shape =>
  shape({ id: text, 'when?': when, 'clause?': text, ...members })
export const conflicts: Readonly<Record<string, Shape>> = {
  overlap: conflictOf({ overlap: choice('first-claim', 'clip') }),
  duplicate: conflictOf({ duplicate: someOf(text), ...keep }),
  topicOnce: conflictOf({
    topicOnce: anyOf(choice('period', 'ever'), ref('span')),
    'keep?': choice('first-claim', 'highest'),
  }),
  repeat: conflictOf({ repeat: someOf(text), 'later?': orNull(exact) }),
  eitherRole: conflictOf({ eitherRole: someOf(text), ...keep }),
  most: conflictOf({ most: told(integer(1, 1000), 'how many of these count in a period'), ...keep }),
}

const dayOf = choice('completion', 'start', 'registration', 'recognition')
const allocateBy = (by: string, members: Readonly<Record<string, Schema>>): Shape =>
  shape({ id: text, when, 'clause?': text, by: choice(by), ...members })
const laid = { over: integer(1, 50), 'startingWith?': dayOf }
export const upToLine = shape({ line: text })
export const allocations: Readonly<Record<string, Shape>> = {
  completion: allocateBy('completion', {}),
  start: allocateBy('start', {}),
  registration: allocateBy('registration', {}),
  recognition: allocateBy('recognition', {}),
  chosen: allocateBy('chosen', {
    'from?': orNull(dayRef),
    'until?': told(orNull(dayRef), 'last day of the window of the chosen period'),
    'measuredBy?': dayOf,
    'else?': dayOf,
  }),
  equalParts: allocateBy('equalParts', { ...laid, 'through?': orNull(dayRef) }),
  repeat: allocateBy('repeat', {
    ...laid,
    'through?': told(orNull(dayRef), 'a day whose period is the last; `over` is then the most'),
  }),
  spread: allocateBy('spread', { ...laid, upTo: anyOf(upToLine, amount) }),
  draw: allocateBy('draw', laid),
  shortageFirst: allocateBy('shortageFirst', { lookback: integer(1, 50), 'whole?': flag }),
}

export const makeUp = shape({
  'when?': orNull(when),
  'from?': orNull(dayRef),
  until: anyOf({ type: 'string' }, shiftedDay, monthDayOf),
  'measuredBy?': dayOf,
  'clause?': orNull(text),
})
export const carryOver = shape({
  'when?': orNull(when),
  'cap?': orNull(amount),
  'line?': orNull(text),
  'carriable?': orNull(when),
  'recarry?': flag,
  'expires?': told(orNull(integer(1, 50)), 'periods after the one it was earned in'),
  as: choice('same-category', 'total-only'),
  'clause?': orNull(text),
})
export const tier = shape({
  until: dayRef,
  'adds?': orNull(amount),
  'measure?': told(orNull(text), 'of what is added, and of the lines it is added to; else hours'),
  'lines?': optionalList(text),
  'clause?': orNull(text),
})
export const extension = shape({ 'when?': orNull(when), tiers: someOf(tier) })
export const proratedRound = shape({ increment: exact, mode: choice('down', 'nearest', 'up') })
export const prorate = shape({
  by: choice('months', 'days'),
  'months?': orNull(choice('started', 'full')),
  'since?': orNull(dayRef),
  'until?': orNull(dayRef),
  'lines?': optionalList(text),
  round: proratedRound,
  'firstPeriod?': orNull(choice('prorate', 'full', 'none')),
  'clause?': orNull(text),
})
export const debt = shape({
  perPeriod: amount,
  'most?': orNull(amount),
  'measure?': told(orNull(text), 'of what is owed, and of the line it is owed on; else hours'),
  'line?': orNull(text),
  'clause?': orNull(text),
})
export const exempt = shape({
  'reasons?': optionalList(text),
  'partial?': orNull(choice('nothing', 'whole', 'days')),
  'debt?': orNull(debt),
  'clause?': orNull(text),
})
export const cap = shape({
  id: text,
  'when?': orNull(when),
  'measure?': orNull(text),
  atMost: amount,
  'per?': told(orNull(text), 'a field: each of its values has the cap for itself'),
  'window?': orNull(choice('period', 'year')),
  'crossing?': orNull(choice('claim-order')),
  'clause?': orNull(text),
})
export const spill = shape({
  id: text,
  from: text,
  to: text,
  'atMost?': orNull(amount),
  'measure?': told(orNull(text), 'of `atMost`, and of both lines; else hours'),
  'clause?': orNull(text),
})
export const satisfiedBy = shape({
  id: text,
  when,
  lines: anyOf(choice('all'), optionalList(text)),
  'anyPeriod?': orNull(flag),
  'clause?': orNull(text),
})

const lineOf = (members: Readonly<Record<string, Schema>>): Shape =>
  shape({ id: text, 'measure?': text, 'counts?': when, 'clause?': text, 'shared?': flag, ...members })
const members = someOf(ref('line'))
export const lines: Readonly<Record<string, Shape>> = {
  atLeast: lineOf({ atLeast: amount }),
  share: lineOf({ share: exact, ofLine: text, 'of?': orNull(choice('required', 'counted')) }),
  floor: lineOf({ floor: amount, 'last?': orNull(choice('ask', 'skip')) }),
  specific: lineOf({ specific: when, 'times?': orNull(integer(1, 1000)) }),
  none: lineOf({ none: when }),
  condition: lineOf({ condition: when }),
  anyOf: lineOf({ anyOf: members }),
  allOf: lineOf({ allOf: members }),
  kOf: lineOf({ kOf: integer(1, 1000), of: members }),
}
export const require = shape({ allOf: optionalList(ref('line')) })
export const holdingOf = shape({ kind: text, 'when?': orNull(when) })

const oneOf = (forms: Readonly<Record<string, Shape>>): Schema => anyOf(...Object.values(forms))
export const obligation = shape({
  id: text,
  'per?': orNull(choice('person', 'holding')),
  'holding?': orNull(holdingOf),
  'clause?': orNull(text),
  'population?': orNull(when),
  'asAt?': told(
    orNull(dayRef),
    'day at which the person is looked at; else the earlier of `on` and the period’s end',
  ),
  'period?': orNull(oneOf(periods)),
  'recognise?': optionalList(recognise),
  'convert?': told(orNull(record(optionalList(conversion))), 'by measure; the first rule that matches'),
  'conflicts?': optionalList(oneOf(conflicts)),
  'allocate?': optionalList(oneOf(allocations)),
  'makeUp?': orNull(makeUp),
  'carryOver?': orNull(carryOver),
  'extension?': orNull(extension),
  'prorate?': orNull(prorate),
  'exempt?': orNull(exempt),
  'caps?': optionalList(cap),
  'spill?': optionalList(spill),
  'satisfiedBy?': optionalList(satisfiedBy),
  'require?': orNull(anyOf(require, ref('line'))),
})
export const obligationDefs: Readonly<Record<string, Schema>> = { line: oneOf(lines), obligation }
