import {
  byMember,
  byValue,
  choice,
  choices,
  field,
  rare,
  single,
  type Form,
  type Union,
  whole,
  flag,
} from './form.ts'
import { steps } from './step-forms.ts'

const id = field('id', 'id', 'id')
const clause = field('clause', 'clause', 'clause')
const when = field('when', 'condition', 'when')
const fourDays = ['completion', 'start', 'registration', 'recognition'] as const

/** By whose act study counts. */
export const recognitions = single(
  'recognise',
  [
    id,
    when,
    choice('path', 'path', ['automatic', 'employer', 'sector', 'authority']),
    choices('accepts', 'accepts', ['system', 'employer', 'sector', 'authority']),
    clause,
    rare(field('require', 'conditions', 'require')),
    rare(field('category', 'category', 'recogniseCategory')),
  ],
  { path: 'employer', accepts: ['employer', 'authority'] },
  'r-',
)

/** How what was done turns into an amount of one measure. */
export const conversions = single(
  'convert',
  [id, when, clause, { member: 'steps', word: 'steps', as: 'list', union: () => steps }],
  {
    when: { field: 'quantity.minutes', exists: true },
    steps: [{ time: { minutes: 45 } }, { round: { increment: '1', mode: 'down', at: 'activity' } }],
  },
  'k-',
)

const keep = choice('keep', 'keep', ['first-claim', 'highest'], 'first-claim')

/** Which activities exclude one another, and which of them is kept. */
export const conflicts: Union = {
  stem: 'x-',
  kindOf: byMember('overlap', 'duplicate', 'topicOnce', 'repeat', 'eitherRole', 'most'),
  head: [id],
  foot: [clause, rare(when)],
  kinds: {
    overlap: {
      word: 'overlap',
      begun: { overlap: 'first-claim' },
      form: [choice('overlap', 'overlap', ['first-claim', 'clip'])],
    },
    duplicate: {
      word: 'duplicate',
      begun: { duplicate: ['work'], keep: 'first-claim' },
      form: [field('duplicate', 'fields', 'same'), keep],
    },
    topicOnce: {
      word: 'topicOnce',
      begun: { topicOnce: 'period' },
      form: [field('topicOnce', 'window', 'topicOnce'), keep],
    },
    repeat: {
      word: 'repeat',
      begun: { repeat: ['work'] },
      form: [field('repeat', 'fields', 'same'), field('later', 'exact', 'later')],
    },
    eitherRole: {
      word: 'eitherRole',
      begun: { eitherRole: ['topic', 'from'] },
      form: [field('eitherRole', 'fields', 'same'), keep],
    },
    most: {
      word: 'most',
      begun: { most: 2, keep: 'highest' },
      form: [whole('most', 'mostOf', 1, 1000), keep],
    },
  },
}

const over = whole('over', 'over', 1, 50)
const startingWith = rare(choice('startingWith', 'startingWith', fourDays, 'completion'))
const through = rare(field('through', 'day', 'through'))

/** Which period a credit serves. */
export const allocations: Union = {
  stem: 'p-',
  kindOf: byValue('by'),
  said: 'by',
  head: [id, when],
  foot: [clause],
  kinds: {
    completion: { word: 'completion', begun: { by: 'completion', when: 'always' }, form: [] },
    start: { word: 'start', begun: { by: 'start', when: 'always' }, form: [] },
    registration: { word: 'registration', begun: { by: 'registration', when: 'always' }, form: [] },
    recognition: { word: 'recognition', begun: { by: 'recognition', when: 'always' }, form: [] },
    chosen: {
      word: 'chosen',
      begun: {
        by: 'chosen',
        when: { field: 'chosenPeriod', exists: true },
        until: { monthDay: '04-30', yearsAfter: 1 },
        else: 'completion',
      },
      form: [
        field('until', 'day', 'chosenUntil'),
        choice('else', 'chosenElse', fourDays, 'completion'),
        rare(field('from', 'day', 'chosenFrom')),
        rare(choice('measuredBy', 'measuredBy', fourDays, 'completion')),
      ],
    },
    shortageFirst: {
      word: 'shortageFirst',
      begun: { by: 'shortageFirst', when: 'always', lookback: 1 },
      form: [whole('lookback', 'lookback', 1, 50), flag('whole', 'wholeEntry')],
    },
    equalParts: {
      word: 'equalParts',
      begun: { by: 'equalParts', when: 'always', over: 2 },
      form: [over, startingWith, through],
    },
    repeat: {
      word: 'repeatPeriods',
      begun: { by: 'repeat', when: 'always', over: 3 },
      form: [over, startingWith, through],
    },
    spread: {
      word: 'spread',
      begun: { by: 'spread', when: 'always', over: 2, upTo: '90' },
      form: [over, field('upTo', 'up-to', 'upTo'), startingWith],
    },
    draw: { word: 'draw', begun: { by: 'draw', when: 'always', over: 3 }, form: [over, startingWith] },
  },
}

/** What was missed may be made up in a later window, for the period chosen. */
export const makeUp: Form = [
  field('until', 'day', 'makeUpUntil'),
  field('when', 'condition', 'makeUpWhen'),
  choice('measuredBy', 'measuredBy', fourDays, 'completion'),
  clause,
  rare(field('from', 'day', 'makeUpFrom')),
]

export const carryOver: Form = [
  choice('as', 'carryAs', ['same-category', 'total-only']),
  field('cap', 'amount', 'carryCap'),
  whole('expires', 'carryExpires', 1, 50),
  field('line', 'line', 'carryLine'),
  clause,
  rare(field('carriable', 'condition', 'carriable')),
  rare(flag('recarry', 'recarry', true)),
  rare(field('when', 'condition', 'partWhen')),
]

const tiers = single(
  'tier',
  [
    field('until', 'day', 'tierUntil'),
    field('adds', 'amount', 'tierAdds'),
    field('lines', 'lines', 'tierLines'),
    clause,
    rare(field('measure', 'measure', 'measure')),
  ],
  { until: { monthDay: '06-30', yearsAfter: 1 }, adds: '10' },
)
export const extension: Form = [
  { member: 'tiers', word: 'tiers', as: 'list', union: () => tiers },
  rare(field('when', 'condition', 'partWhen')),
]

const rounding: Form = [
  field('increment', 'exact', 'increment'),
  choice('mode', 'mode', ['down', 'nearest', 'up']),
]
export const prorate: Form = [
  choice('by', 'prorateBy', ['months', 'days']),
  choice('months', 'prorateMonths', ['full', 'started'], 'full'),
  choice('firstPeriod', 'firstPeriod', ['prorate', 'full', 'none'], 'prorate'),
  { member: 'round', word: 'prorateRound', as: 'form', form: rounding },
  field('lines', 'lines', 'prorateLines'),
  clause,
  rare(field('since', 'day', 'prorateSince')),
  rare(field('until', 'day', 'prorateUntil')),
]

const debt: Form = [
  field('perPeriod', 'amount', 'debtPerPeriod'),
  field('most', 'amount', 'debtMost'),
  field('line', 'line', 'debtLine'),
  clause,
  rare(field('measure', 'measure', 'measure')),
]
export const exempt: Form = [
  field('reasons', 'texts', 'exemptReasons'),
  choice('partial', 'exemptPartial', ['nothing', 'whole', 'days'], 'nothing'),
  clause,
  { member: 'debt', word: 'debt', as: 'form', form: debt, begun: { perPeriod: '40' } },
]
