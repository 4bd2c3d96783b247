import {
  byMember,
  choice,
  type Field,
  field,
  flag,
  type Form,
  type FieldWord,
  rare,
  single,
  type Union,
  whole,
} from './form.ts'

const figures = (member: string, word: FieldWord, form: Form): Field => ({ member, word, as: 'form', form })

const rows = single('row', [field('from', 'exact', 'rowFrom'), field('gives', 'exact', 'rowGives')], {
  from: '2000',
  gives: '10',
})
const branches = single(
  'branch',
  [
    field('when', 'condition', 'branchWhen'),
    { member: 'steps', word: 'branchSteps', as: 'list', union: () => steps },
  ],
  { when: 'always', steps: [{ flat: '0' }] },
)
const decay: Form = [field('less', 'exact', 'decayLess'), field('floor', 'exact', 'decayFloor')]
const dayMode = choice('mode', 'mode', ['down', 'nearest', 'up'])

/** The steps of a conversion; they run one after the other on an exact amount. */
export const steps: Union = {
  kindOf: byMember(
    'time',
    'units',
    'days',
    'fullDates',
    'flat',
    'perItem',
    'steps',
    'table',
    'rank',
    'times',
    'plus',
    'minus',
    'atMost',
    'atLeast',
    'perDate',
    'round',
    'highestOf',
    'sumOf',
    'case',
  ),
  head: [],
  foot: [rare(field('clause', 'clause', 'clause'))],
  kinds: {
    time: {
      word: 'time',
      begun: { time: { minutes: 45 } },
      form: [figures('time', 'figures', [whole('minutes', 'minutes', 1, 1440)])],
    },
    units: { word: 'units', begun: { units: {} }, form: [figures('units', 'figures', [])] },
    days: {
      word: 'days',
      begun: { days: { perDay: '8', perHalfDay: '4' } },
      form: [
        figures('days', 'figures', [
          field('perDay', 'exact', 'perDay'),
          field('perHalfDay', 'exact', 'perHalfDay'),
          rare(field('less', 'source', 'daysLess')),
        ]),
      ],
    },
    fullDates: {
      word: 'fullDates',
      begun: { fullDates: { minutes: 270, each: '1' } },
      form: [
        figures('fullDates', 'figures', [
          whole('minutes', 'fullMinutes', 1, 1440),
          field('each', 'exact', 'eachDate'),
        ]),
      ],
    },
    flat: { word: 'flat', begun: { flat: '0' }, form: [field('flat', 'exact', 'flat')] },
    perItem: {
      word: 'perItem',
      begun: { perItem: { each: '15' } },
      form: [
        figures('perItem', 'figures', [
          field('each', 'exact', 'each'),
          rare(field('of', 'source', 'itemsOf')),
        ]),
      ],
    },
    rank: {
      word: 'rank',
      begun: { rank: { of: 'evidence.authorRank', list: ['12', '8', '4'] } },
      form: [
        figures('rank', 'figures', [
          field('of', 'source', 'rankOf'),
          field('list', 'exacts', 'rankList'),
          { member: 'beyond', word: 'beyond', as: 'form', form: decay, begun: { less: '2', floor: '0' } },
        ]),
      ],
    },
    table: {
      word: 'table',
      begun: { table: { of: 'evidence.level', values: { national: '12', provincial: '8' } } },
      form: [
        figures('table', 'figures', [
          field('of', 'source', 'tableOf'),
          field('values', 'values', 'values'),
          field('else', 'exact', 'tableElse'),
          rare(choice('many', 'many', ['highest', 'sum'])),
        ]),
      ],
    },
    steps: {
      word: 'thresholds',
      begun: { steps: { of: 'quantity.points', rows: [{ from: '2000', gives: '10' }] } },
      form: [
        figures('steps', 'figures', [
          field('of', 'source', 'stepsOf'),
          { member: 'rows', word: 'rows', as: 'list', union: () => rows },
        ]),
      ],
    },
    highestOf: {
      word: 'highestOf',
      begun: { highestOf: [[{ flat: '12' }], [{ flat: '8' }]] },
      form: [field('highestOf', 'chains', 'highestOf')],
    },
    sumOf: {
      word: 'sumOf',
      begun: { sumOf: [[{ time: { minutes: 45 } }], [{ flat: '2' }]] },
      form: [field('sumOf', 'chains', 'sumOf')],
    },
    case: {
      word: 'case',
      begun: { case: [{ when: { field: 'role', is: 'teacher' }, steps: [{ times: '2' }] }] },
      form: [{ member: 'case', word: 'case', as: 'list', union: () => branches }],
    },
    times: { word: 'times', begun: { times: '2' }, form: [field('times', 'exact', 'factor')] },
    plus: { word: 'plus', begun: { plus: '1' }, form: [field('plus', 'exact', 'plus')] },
    minus: { word: 'minus', begun: { minus: '1' }, form: [field('minus', 'exact', 'minus')] },
    atMost: { word: 'atMost', begun: { atMost: '10' }, form: [field('atMost', 'exact', 'stepAtMost')] },
    atLeast: {
      word: 'stepAtLeast',
      begun: { atLeast: '1' },
      form: [field('atLeast', 'exact', 'stepAtLeast')],
    },
    perDate: {
      word: 'perDate',
      begun: { perDate: { atMost: '8' } },
      form: [figures('perDate', 'figures', [field('atMost', 'exact', 'dateAtMost')])],
    },
    round: {
      word: 'round',
      begun: { round: { increment: '1', mode: 'down', at: 'activity' } },
      form: [
        figures('round', 'figures', [
          field('increment', 'exact', 'increment'),
          dayMode,
          choice('at', 'roundAt', ['session', 'date', 'activity', 'topic-sum'], 'activity'),
          rare(flag('afterFirst', 'afterFirst')),
        ]),
      ],
    },
  },
}
