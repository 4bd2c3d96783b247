import fc from 'fast-check'
import type { Activity, Facts } from '../facts.ts'
import { packOf } from './build.ts'

type Json = Readonly<Record<string, unknown>>

/** Which parts of the calculus a generated pack uses; laws that do not hold for some leave them out. */
export interface Family {
  readonly allocate?: readonly Json[]
  readonly carry?: boolean
  readonly caps?: boolean
  readonly conflicts?: boolean
  readonly extension?: boolean
  readonly alternatives?: boolean
  /** Leaves out `keep: highest`, where a later and better rival takes the place of an earlier one. */
  readonly firstClaims?: boolean
  /** Only packs whose population is known by a dated fact. */
  readonly dated?: boolean
}

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined })

const online = { field: 'mode', is: 'online' }
const ways: readonly Json[] = [
  { by: 'completion' },
  { by: 'registration' },
  { by: 'chosen', until: { monthDay: '04-30', yearsAfter: 1 } },
  { by: 'equalParts', over: 3 },
  { by: 'repeat', over: 2 },
  { by: 'spread', over: 2, upTo: '7' },
  { by: 'spread', over: 3, upTo: { line: 'total' } },
  { by: 'draw', over: 2 },
  { by: 'shortageFirst', lookback: 2 },
  { by: 'shortageFirst', lookback: 1, whole: true },
]
const carries: readonly Json[] = [
  { as: 'total-only' },
  { as: 'total-only', cap: '5', recarry: false },
  { as: 'total-only', cap: '8', expires: 2, carriable: { not: { field: 'category', is: 'c' } } },
]
const capLists: readonly (readonly Json[])[] = [
  [{ id: 'online', when: online, atMost: '6' }],
  [
    { id: 'all', atMost: '20' },
    { id: 'online', when: online, atMost: '6' },
  ],
  [{ id: 'each', per: 'provider.id', atMost: { ofLine: 'total', times: '1/2' } }],
  [
    { id: 'yearly', when: online, atMost: '4', window: 'year' },
    { id: 'online', when: online, atMost: '7' },
  ],
]
const conflictLists: readonly (readonly Json[])[] = [
  [
    { id: 'o', overlap: 'first-claim' },
    { id: 'w', duplicate: ['work'], keep: 'highest' },
  ],
  [
    { id: 'o', overlap: 'clip' },
    { id: 't', topicOnce: 'period' },
  ],
  [
    { id: 'r', repeat: ['work'], later: '1/2' },
    { id: 't', topicOnce: { months: 6 }, keep: 'highest' },
  ],
  [{ id: 'e', eitherRole: ['topic', 'from'], keep: 'first-claim' }],
]
const firstClaims = (lists: typeof conflictLists): typeof conflictLists =>
  lists.map((rules) =>
    rules.map(({ keep, ...rule }) => ({ ...rule, ...(keep !== undefined && { keep: 'first-claim' }) })),
  )
const lineLists: readonly (readonly Json[])[] = [
  [{ id: 'total', atLeast: '10', clause: 'c1' }],
  [
    { id: 'total', atLeast: '12', clause: 'c1' },
    { id: 'share', share: '2/3', counts: ['a', 'b'], ofLine: 'total', clause: 'c1' },
  ],
  [
    { id: 'total', atLeast: '12', clause: 'c1' },
    { id: 'a', atLeast: '4', counts: ['a'], clause: 'c2' },
    { id: 'b', atLeast: '3', counts: ['b'], clause: 'c2' },
  ],
  [
    {
      id: 'total',
      atLeast: { case: [{ when: { fact: 'level', is: 'high' }, gives: '14' }], else: '9' },
      clause: 'c1',
    },
    { id: 'half', atLeast: { ofLine: 'total', times: '1/2' }, counts: ['a'] },
  ],
]
const alternativeLists: readonly (readonly Json[])[] = [
  [
    { id: 'total', atLeast: '6' },
    {
      id: 'either',
      anyOf: [
        { id: 'a', atLeast: '9', counts: ['a'] },
        { id: 'b', atLeast: '4', counts: ['b'] },
      ],
    },
  ],
  [
    { id: 'total', atLeast: '6' },
    {
      id: 'two',
      kOf: 2,
      of: [
        { id: 'a', atLeast: '3', counts: ['a'] },
        { id: 'b', atLeast: '3', counts: ['b'] },
        { id: 'talk', specific: { field: 'kind', is: 'talk' } },
      ],
    },
  ],
]

/** Packs of many shapes, all of which compile. */
export const anyPack = (family: Family = {}): fc.Arbitrary<Json> =>
  fc
    .record({
      allocate: fc.constantFrom(...(family.allocate ?? ways)),
      special: maybe(fc.constantFrom(...(family.allocate ?? ways))),
      carryOver: family.carry === false ? fc.constant(undefined) : maybe(fc.constantFrom(...carries)),
      caps: family.caps === false ? fc.constant(undefined) : maybe(fc.constantFrom(...capLists)),
      conflicts:
        family.conflicts === false
          ? fc.constant(undefined)
          : maybe(fc.constantFrom(...(family.firstClaims ? firstClaims(conflictLists) : conflictLists))),
      extension: family.extension
        ? maybe(fc.constant({ tiers: [{ until: { monthDay: '06-30', yearsAfter: 1 }, adds: '2' }] }))
        : fc.constant(undefined),
      lines: fc.constantFrom(...lineLists, ...(family.alternatives === false ? [] : alternativeLists)),
      population: fc.constantFrom<unknown>(...(family.dated ? [] : ['always']), { fact: 'status', is: 'in' }),
      passing: fc.boolean(),
      rounding: fc.constantFrom('session', 'activity', 'topic-sum', 'none'),
    })
    .map(({ allocate, special, lines, passing, rounding, ...rest }) => {
      const rules = [
        ...(special ? [{ id: 'p1', when: { field: 'kind', is: 'talk' }, ...special }] : []),
        { id: 'p2', when: 'always', ...allocate },
      ]
      const round = rounding === 'none' ? [] : [{ round: { increment: '1', mode: 'down', at: rounding } }]
      return packOf({
        ...rest,
        allocate: rules,
        recognise: [
          {
            id: 'r',
            path: 'automatic',
            ...(passing && { require: [{ field: 'evidence.passed', is: true }] }),
          },
        ],
        convert: {
          hours: [
            {
              id: 'k-units',
              when: { field: 'quantity.units', exists: true },
              steps: [{ units: {} }],
              clause: 'c3',
            },
            { id: 'k-time', when: 'always', steps: [{ time: { minutes: 60 } }, ...round], clause: 'c3' },
          ],
        },
        require: { allOf: lines },
      })
    })

const anyDay = fc
  .integer({ min: 0, max: 1095 })
  .map((days) => new Date(Date.UTC(2019, 0, 1) + days * 86_400_000).toISOString().slice(0, 10))
const anyHour = fc.integer({ min: 8, max: 20 })

const anyQuantity = fc.oneof(
  fc.integer({ min: 0, max: 9 }).map((units) => ({ quantity: { units } })),
  fc.integer({ min: 0, max: 600 }).map((minutes) => ({ quantity: { minutes } })),
  fc.constant({}),
)

/** Facts that may be on record or not: every one of them is missing now and then. */
export const anyActivity = (index: number): fc.Arbitrary<Activity> =>
  fc
    .record({
      day: anyDay,
      longer: fc.integer({ min: 0, max: 5 }),
      kind: fc.constantFrom('class', 'talk'),
      category: maybe(fc.constantFrom('a', 'b', 'c')),
      mode: maybe(fc.constantFrom('online', 'room')),
      role: maybe(fc.constantFrom('teacher', 'learner')),
      topic: maybe(fc.constantFrom('t1', 't2')),
      work: maybe(fc.constantFrom('w1', 'w2')),
      provider: maybe(fc.constantFrom({ id: 'p1' }, { id: 'p2' })),
      passed: maybe(fc.boolean()),
      registeredOn: maybe(anyDay),
      chosenPeriod: maybe(fc.constantFrom('2019', '2020', '2021')),
      recognised: maybe(anyDay),
      hour: maybe(anyHour),
      quantity: anyQuantity,
    })
    .map(({ day, longer, quantity, passed, recognised, hour, ...rest }): Activity => {
      const to = new Date(Date.parse(`${day}T00:00:00Z`) + longer * 86_400_000).toISOString().slice(0, 10)
      const session =
        hour === undefined
          ? null
          : {
              date: day,
              start: `${String(hour).padStart(2, '0')}:00`,
              end: `${hour + 2}:30`.padStart(5, '0'),
              minutes: 150,
            }
      const present = Object.fromEntries(
        Object.entries(rest).filter(([, value]) => value !== undefined),
      ) as Pick<Activity, 'kind'>
      return {
        ...present,
        id: `x${index}`,
        from: day,
        to,
        ...(session ? { sessions: [session] } : quantity),
        ...(passed !== undefined && { evidence: { passed } }),
        ...(recognised !== undefined && {
          recognitions: [{ act: 'recognised', by: 'system', on: recognised }],
        }),
      }
    })

const anyPerson: fc.Arbitrary<Facts['person']> = fc
  .record({ status: maybe(fc.constantFrom('in', 'out')), level: maybe(fc.constantFrom('high', 'low')) })
  .map(({ status, level }) => ({
    id: 'p',
    facts: {
      ...(status && { status: [{ value: status, from: '2018-01-01' }] }),
      ...(level && { level: [{ value: level }] }),
    },
  }))

const anyExemption = fc
  .constantFrom<NonNullable<Facts['exemptions']>[number]['extent']>(
    'full',
    { share: '1/2' },
    { lines: { total: '3' } },
  )
  .map((extent) => ({
    id: 'e',
    reason: 'ill',
    grantedBy: 'hr',
    grantedOn: '2020-06-01',
    period: '2020',
    extent,
  }))

export const anyFacts: fc.Arbitrary<Facts> = fc
  .record({
    person: anyPerson,
    count: fc.integer({ min: 0, max: 7 }),
    exemptions: fc.oneof(
      { weight: 4, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: anyExemption.map((one) => [one]) },
    ),
  })
  .chain(({ count, ...rest }) =>
    fc.tuple(...Array.from({ length: count }, (_, index) => anyActivity(index))).map(
      (activities): Facts => ({
        schema: 'zhixin.facts/1',
        ...rest,
        activities,
      }),
    ),
  )

/** The same facts with nothing left open. */
export const settled = (facts: Facts): Facts => ({
  ...facts,
  person: {
    ...facts.person,
    facts: {
      status: [{ value: 'in', from: '2018-01-01' }],
      level: [{ value: 'low' }],
      ...facts.person.facts,
    },
  },
  activities: (facts.activities ?? []).map((activity) => ({
    category: 'a',
    mode: 'room',
    role: 'learner',
    provider: { id: 'p1' },
    registeredOn: activity.to,
    ...activity,
    evidence: { passed: true, ...activity.evidence },
    ...(activity.sessions || activity.quantity ? {} : { quantity: { units: 1 } }),
  })),
})
