import { byMember, byValue, choice, field, type Form, rare, single, type Union, whole, flag } from './form.ts'

const clause = field('clause', 'clause', 'clause')
const id = field('id', 'id', 'id')
const zh = field('zh', 'text', 'nameZh')
const en = field('en', 'text', 'nameEn')
const years = whole('years', 'years', 1, 100)
const months = rare(whole('months', 'monthsLong', 1, 1200))

/** What the requirement is asked of: a year, a cycle, a window. */
export const periods: Union = {
  kindOf: byValue('kind'),
  said: 'kind',
  head: [],
  foot: [],
  kinds: {
    'calendar-year': { word: 'calendar-year', begun: { kind: 'calendar-year' }, form: [] },
    'shifted-year': {
      word: 'shifted-year',
      begun: { kind: 'shifted-year', from: '07-01' },
      form: [field('from', 'month-day', 'yearFrom')],
    },
    cycle: {
      word: 'cycle',
      begun: { kind: 'cycle', years: 3, anchor: '2021-01-01' },
      form: [
        years,
        months,
        field('anchor', 'day', 'anchor'),
        rare(choice('before', 'before', ['none', 'cycles'], 'none')),
      ],
    },
    'birth-month': {
      word: 'birth-month',
      begun: { kind: 'birth-month', years: 2 },
      form: [
        whole('years', 'years', 1, 20),
        choice('edge', 'edge', ['begin', 'end']),
        rare(whole('phase', 'phase', 1, 9999)),
        rare(field('fact', 'text', 'birthFact')),
      ],
    },
    rolling: {
      word: 'rolling',
      begun: { kind: 'rolling', years: 5 },
      form: [years, months, choice('ends', 'ends', ['on', 'last-full-year'], 'on')],
    },
    since: {
      word: 'since',
      begun: { kind: 'since', fact: 'titleLevel' },
      form: [field('fact', 'text', 'sinceFact')],
    },
    once: {
      word: 'once',
      begun: { kind: 'once', from: 'fact.returnedOn', to: { day: 'fact.returnedOn', plus: { days: 60 } } },
      form: [field('from', 'day', 'onceFrom'), field('to', 'day', 'onceTo')],
    },
  },
}

/** Whom an obligation reaches, and where it is judged: a person, or each of their titles. */
const holding: Form = [field('kind', 'text', 'holdingKind'), field('when', 'condition', 'holdingWhen')]
export const obligationHead: Form = [
  id,
  field('population', 'condition', 'population'),
  clause,
  rare(choice('per', 'perWhom', ['person', 'holding'], 'person')),
  rare({ member: 'holding', word: 'holding', as: 'form', form: holding, begun: { kind: 'title' } }),
  rare(field('asAt', 'day', 'asAt')),
]

/** Members of an obligation that have a part of the page for themselves. */
export const obligationParts: readonly string[] = [
  'period',
  'require',
  'recognise',
  'convert',
  'conflicts',
  'allocate',
  'caps',
  'spill',
  'carryOver',
  'makeUp',
  'extension',
  'prorate',
  'exempt',
  'satisfiedBy',
]

const inForce: Form = [field('from', 'date', 'inForceFrom'), field('to', 'date', 'inForceTo')]
export const versionHead: Form = [
  id,
  { member: 'inForce', word: 'inForce', as: 'form', form: inForce },
  choice('governs', 'governs', ['period', 'activity-start', 'activity-completion'], 'period'),
]

/** Members of a version that have a part of the page for themselves. */
export const versionParts: readonly string[] = ['merge', 'declare', 'obligations']

const obligation = rare(field('obligation', 'text', 'onlyObligation'))
const because = field('because', 'clause', 'because')
const mapped: Form = [
  field('category', 'category', 'mapCategory'),
  field('readAs', 'category', 'readAs'),
  field('by', 'texts', 'mapBy'),
]
/** What a layer may change of a line or a cap above it. */
const patch: Form = [
  field('line', 'text', 'targetLine'),
  field('cap', 'text', 'targetCap'),
  field('atLeast', 'amount', 'atLeast'),
  field('share', 'exact', 'share'),
  field('atMost', 'amount', 'capAtMost'),
  rare(field('floor', 'amount', 'floor')),
  rare(whole('times', 'times', 1, 1000)),
  rare(field('counts', 'condition', 'counts')),
]
/** What a layer does to the rules above it. */
export const directives: Union = {
  kindOf: byMember('tighten', 'map', 'replace', 'remove'),
  head: [],
  foot: [obligation],
  kinds: {
    tighten: {
      word: 'tighten',
      begun: { tighten: { line: '', atLeast: '' }, clause: '' },
      form: [{ member: 'tighten', word: 'change', as: 'form', form: patch }, clause],
    },
    map: {
      word: 'map',
      begun: { map: { category: '', readAs: '' }, clause: '' },
      form: [{ member: 'map', word: 'change', as: 'form', form: mapped }, clause],
    },
    replace: {
      word: 'replace',
      begun: { replace: { line: '', atLeast: '' }, because: '' },
      form: [
        {
          member: 'replace',
          word: 'change',
          as: 'form',
          form: [
            ...patch,
            rare(field('rule', 'text', 'targetRule')),
            rare(field('part', 'text', 'targetPart')),
          ],
        },
        because,
      ],
    },
    remove: {
      word: 'remove',
      begun: { remove: { line: '' }, because: '' },
      form: [
        {
          member: 'remove',
          word: 'change',
          as: 'form',
          form: [
            field('line', 'text', 'targetLine'),
            field('cap', 'text', 'targetCap'),
            field('rule', 'text', 'targetRule'),
          ],
        },
        because,
      ],
    },
  },
}

const choicesOf = single('answer', [field('value', 'text', 'answerValue'), zh, en], {
  value: '',
  zh: '',
  en: '',
})
const asks = single(
  'ask',
  [
    field('field', 'source', 'askField'),
    choice('form', 'askForm', ['text', 'whole', 'exact', 'choice', 'yes-no', 'day']),
    zh,
    en,
    flag('required', 'required', true),
    rare(whole('most', 'most', 1, 1_000_000_000)),
    rare({ member: 'choices', word: 'choices', as: 'list', union: () => choicesOf }),
    rare(field('help', 'bilingual', 'askHelp')),
  ],
  { field: 'evidence.level', form: 'text', zh: '', en: '' },
)
const declarables = single(
  'declarable',
  [
    field('id', 'id', 'declarableId'),
    zh,
    en,
    field('categories', 'categories', 'declarableCategories'),
    { member: 'asks', word: 'asks', as: 'list', union: () => asks },
    rare(field('papers', 'bilingual', 'papers')),
    rare(field('role', 'text', 'role')),
    clause,
  ],
  { zh: '', en: '', categories: [] },
  'kind-',
)
const until: Form = [
  field('monthDay', 'month-day', 'untilMonthDay'),
  whole('yearsAfter', 'yearsAfter', 0, 10),
]
const actDays: Form = [
  whole('check', 'daysCheck', 1, 1000),
  whole('recognise', 'daysRecognise', 1, 1000),
  whole('mend', 'daysMend', 1, 1000),
  whole('remind', 'daysRemind', 0, 1000),
]
/** What people may declare themselves. */
export const declare: Form = [
  { member: 'kinds', word: 'declarables', as: 'list', union: () => declarables },
  choice('check', 'check', ['employer', 'sector', 'authority']),
  {
    member: 'until',
    word: 'declareUntil',
    as: 'form',
    form: until,
    begun: { monthDay: '01-31', yearsAfter: 1 },
  },
  {
    member: 'days',
    word: 'actDays',
    as: 'form',
    form: actDays,
    begun: { check: 14, recognise: 14, mend: 30 },
  },
  clause,
]

const hours: Form = [field('unit', 'text', 'measureUnit')]
const measure = [
  ...hours,
  zh,
  en,
  whole('perUnit', 'perUnit', 1, 10_000),
  rare(field('nominalMinutes', 'exact', 'nominalMinutes')),
] as const
const measures: Union = {
  kindOf: (node) => (node['zh'] === undefined && node['en'] === undefined ? 'hours' : 'other'),
  head: [],
  foot: [],
  kinds: {
    hours: { word: 'hours', begun: { unit: 'class-hour' }, form: hours },
    other: { word: 'measure', begun: { unit: 'day', zh: '天', en: 'day', perUnit: 2 }, form: measure },
  },
}
/** The documents a regulation rests on. */
export const documents = single(
  'document',
  [
    field('number', 'text', 'number'),
    field('authority', 'bilingual', 'authority'),
    field('title', 'text', 'documentTitle'),
    field('published', 'date', 'published'),
    field('supersedes', 'text', 'supersedes'),
    field('file', 'text', 'file'),
    field('uncertain', 'texts', 'uncertain'),
  ],
  { number: '', authority: { zh: '', en: '' } },
  'doc',
)
/** What amounts of the regulation are counted in. */
export const unitForm: Form = [
  {
    member: 'unit',
    word: 'unit',
    as: 'form',
    form: [
      field('zh', 'text', 'unitZh'),
      field('en', 'text', 'unitEn'),
      whole('minutes', 'unitMinutes', 1, 1440),
      rare(field('id', 'id', 'unitId')),
      rare(flag('yields', 'yields')),
    ],
    begun: { id: 'class-hour', zh: '学时', en: 'class hour', minutes: 45 },
  },
]
/** What is seldom said of a whole regulation, beside its names, documents and clauses. */
export const packMore: Form = [
  choice('layer', 'layer', ['national', 'province', 'city', 'sector', 'employer', 'programme']),
  field('on', 'texts', 'on'),
  { member: 'measures', word: 'measures', as: 'map', union: () => measures },
  field('orders', 'named-texts', 'orders'),
]
