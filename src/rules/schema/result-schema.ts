import {
  anyOf,
  choice,
  day,
  flag,
  list,
  orNull,
  record,
  ref,
  type Schema,
  shape,
  text,
  told,
} from './json-schema.ts'

const amount: Schema = { type: 'string', pattern: '^\\d+(/\\d+)?$', description: 'units, in lowest terms' }
const high = anyOf(amount, choice('unbounded'))
const standing = choice('met', 'unmet', 'undetermined')
const whole: Schema = { type: 'integer' }
const grains = anyOf(whole, choice('unbounded'))

const line = shape({
  id: text,
  measure: text,
  unit: text,
  required: high,
  'requiredHigh?': high,
  counted: high,
  'countedHigh?': told(high, 'present where a missing fact leaves a range'),
  remaining: told(high, 'that of `counted`; of an either-or line that of its nearest alternative'),
  standing,
  'clause?': text,
  origin: told(text, '`pack@version` whose text this line is'),
  node: whole,
  'alternatives?': list(ref('line')),
  'lines?': list(ref('line')),
})
const carried = shape({
  category: text,
  measure: text,
  amount,
  'amountHigh?': high,
  'minutes?': whole,
  'from?': text,
})
const period = shape({
  key: text,
  from: day,
  to: day,
  asked: flag,
  standing,
  exempt: orNull(shape({ ids: list(text), extent: choice('full', 'part') })),
  carryIn: list(carried),
  carryOut: list(carried),
  'extension?': shape({ to: day, adds: amount, 'measure?': text, 'clause?': text }),
  'closed?': shape({ on: day, pack: text }),
  lines: list(ref('line')),
})
const obligation = shape({ id: text, holding: orNull(text), standing, periods: list(period) })
const step = shape({
  op: text,
  in: { type: 'string' },
  'by?': text,
  out: high,
  'outHigh?': high,
  'clause?': text,
  'measure?': text,
})
const would = shape({
  period: { type: 'string' },
  category: text,
  measure: text,
  amount: high,
  'minutes?': whole,
})
const credited = shape({
  obligation: text,
  'holding?': text,
  period: text,
  category: text,
  measure: text,
  amount: high,
  'amountHigh?': high,
  'minutes?': whole,
  'counted?': told(high, 'after the last cap; absent where the period was not computed'),
  'countedHigh?': high,
  'lapsed?': high,
})
const activity = shape({
  id: text,
  status: choice('counted', 'partly', 'none', 'pending', 'refused', 'undetermined', 'outside'),
  because: text,
  'unnamed?': told(
    shape({ 'category?': text, 'kind?': text, 'mode?': text }),
    'words that the rules do not know: an undeclared category counts as none stated; a kind or mode that no rule names',
  ),
  'rule?': text,
  steps: list(step),
  'winner?': text,
  'needs?': list(text),
  'path?': choice('automatic', 'employer', 'sector', 'authority'),
  'would?': list(would),
  credited: list(credited),
})
const missing = shape({
  fact: text,
  pointer: text,
  at: day,
  'stated?': told(text, 'what is written there, where the rules declare no such category'),
  neededBy: list(text),
  couldChange: list(text),
})
const need = shape({
  category: orNull(text),
  'anyOf?': list(text),
  measure: text,
  amount: high,
  'line?': text,
  'from?': day,
  'before?': day,
})
const hint = anyOf(
  shape({
    kind: choice('recognise'),
    activities: list(text),
    by: list(text),
    gives: high,
    // oxlint-disable-next-line unicorn/no-thenable -- RESULT names it so
    then: standing,
  }),
  shape({
    kind: choice('earn'),
    need: list(need),
    total: high,
    before: day,
    'period?': text,
    'holding?': text,
  }),
  // oxlint-disable-next-line unicorn/no-thenable -- RESULT names it so
  shape({ kind: choice('choose-period'), activity: text, period: text, then: standing }),
  shape({ kind: choice('supply'), facts: list(text) }),
  shape({
    kind: choice('unattainable'),
    lines: told(list(text), 'that no study in the period settles any more'),
    'holding?': text,
  }),
)
const node = shape({
  id: whole,
  op: text,
  text: told(text, 'key of a sentence in Chinese and English'),
  'clause?': text,
  'in?': list(whole),
  'args?': record(anyOf(whole, text)),
  'ref?': text,
  'period?': text,
  'category?': text,
  out: anyOf(grains, standing),
  'outHigh?': grains,
  'unit?': { type: 'string' },
  'amount?': told(high, '`out` in units, where they are counted in parts: 22 half-days are 11 days'),
  'amountHigh?': high,
})

export const resultSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:zhixin:result:1',
  title: 'RESULT: what an evaluation answers',
  ...shape({
    schema: choice('zhixin.result/1'),
    pack: shape({ id: text, version: orNull(text), hash: text }),
    on: day,
    person: text,
    standing,
    applies: told(flag, 'false where no obligation of the pack reaches this person on this day'),
    'because?': told(
      choice('version.none', 'period.unknown', 'holding.none', 'population.outside'),
      'why nothing applies: no version of the pack is in force at the end of the period or on the day; no such period; nothing held; not among those reached',
    ),
    obligations: list(obligation),
    activities: list(activity),
    missing: list(missing),
    hints: list(hint),
    'trace?': shape({ root: whole, nodes: list(node) }),
  }),
  $defs: { line },
}
