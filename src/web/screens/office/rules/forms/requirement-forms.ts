import { byMember, choice, type Field, field, flag, rare, single, type Union, whole } from './form.ts'

const clause = field('clause', 'clause', 'clause')
const measure = field('measure', 'measure', 'measure')
const counts = field('counts', 'condition', 'counts')
/** What only amounts are measured by; the engine takes it of every kind. */
const seldom = [rare(measure), rare(counts)]
const members = (member: 'anyOf' | 'allOf' | 'of'): Field => ({
  member,
  word: 'members',
  as: 'list',
  union: () => requirements,
})

/** Every kind of requirement; those that are made of others hold them as a list of the same. */
export const requirements: Union = {
  stem: 'line-',
  kindOf: byMember('atLeast', 'share', 'floor', 'specific', 'none', 'condition', 'anyOf', 'allOf', 'kOf'),
  head: [field('id', 'id', 'id')],
  foot: [clause, rare(flag('shared', 'shared'))],
  kinds: {
    atLeast: {
      word: 'atLeast',
      begun: { atLeast: '10' },
      form: [field('atLeast', 'amount', 'atLeast'), measure, counts],
    },
    share: {
      word: 'share',
      begun: { share: '2/3', ofLine: '' },
      form: [
        field('share', 'exact', 'share'),
        field('ofLine', 'line', 'ofLine'),
        counts,
        rare(measure),
        rare(choice('of', 'shareOf', ['required', 'counted'], 'required')),
      ],
    },
    floor: {
      word: 'floor',
      begun: { floor: '20' },
      form: [
        field('floor', 'amount', 'floor'),
        measure,
        counts,
        rare(choice('last', 'floorLast', ['ask', 'skip'], 'ask')),
      ],
    },
    specific: {
      word: 'specific',
      begun: { specific: { field: 'topic', is: '' } },
      form: [field('specific', 'condition', 'specific'), whole('times', 'times', 1, 1000), ...seldom],
    },
    kOf: {
      word: 'kOf',
      begun: { kOf: 2, of: [] },
      form: [whole('kOf', 'kOf', 1, 1000), members('of'), ...seldom],
    },
    anyOf: { word: 'anyOf', begun: { anyOf: [] }, form: [members('anyOf'), ...seldom] },
    allOf: { word: 'allOf', begun: { allOf: [] }, form: [members('allOf'), ...seldom] },
    none: {
      word: 'none',
      begun: { none: { field: 'kind', in: [] } },
      form: [field('none', 'condition', 'none'), ...seldom],
    },
    condition: {
      word: 'condition',
      begun: { condition: { fact: 'status', is: 'in-post' } },
      form: [field('condition', 'condition', 'condition'), ...seldom],
    },
  },
}

/** Of what at most how much counts. */
export const caps = single(
  'cap',
  [
    field('id', 'id', 'id'),
    field('when', 'condition', 'capOn'),
    field('atMost', 'amount', 'capAtMost'),
    choice('window', 'window', ['period', 'year'], 'period'),
    clause,
    rare(field('measure', 'measure', 'measure')),
    rare(field('per', 'source', 'per')),
    rare(choice('crossing', 'crossing', ['claim-order'])),
  ],
  { when: { field: 'mode', is: 'distance' }, atMost: '20' },
  'cap-',
)

/** What one requirement has beyond its need may count for another. */
export const spills = single(
  'spill',
  [
    field('id', 'id', 'id'),
    field('from', 'line', 'spillFrom'),
    field('to', 'line', 'spillTo'),
    rare(field('atMost', 'amount', 'spillAtMost')),
    clause,
    rare(field('measure', 'measure', 'measure')),
  ],
  { from: '', to: '' },
  's-',
)

/** One thing done that settles requirements whole. */
export const satisfiedBy = single(
  'satisfiedBy',
  [
    field('id', 'id', 'id'),
    field('when', 'condition', 'satisfiedWhen'),
    field('lines', 'lines-or-all', 'satisfiedLines'),
    flag('anyPeriod', 'anyPeriod'),
    clause,
  ],
  { when: { field: 'kind', in: ['exam-subject'] }, lines: 'all' },
  'sat-',
)
