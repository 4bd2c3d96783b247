import fc from 'fast-check'
import type { Facts, Holding } from '../facts.ts'
import { anyFacts, anyPack, type Family } from './arbitrary.ts'

type Json = Readonly<Record<string, unknown>>

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined })

const periods: readonly Json[] = [
  { kind: 'calendar-year' },
  { kind: 'shifted-year', from: '04-01' },
  { kind: 'cycle', years: 2, anchor: '2019-01-01' },
  { kind: 'cycle', years: 1, anchor: 'fact.since' },
  { kind: 'cycle', months: 18, anchor: 'fact.since', before: 'cycles' },
  { kind: 'birth-month', fact: 'since', years: 2, edge: 'end' },
  { kind: 'rolling', years: 2 },
  { kind: 'rolling', years: 2, ends: 'last-full-year' },
  { kind: 'since', fact: 'grade' },
  { kind: 'once', from: 'fact.since', to: { day: 'fact.since', plus: { years: 4 } } },
]
const online = { field: 'mode', is: 'online' }
const more: readonly (readonly Json[])[] = [
  [{ id: 'each', floor: '2' }],
  [{ id: 'each', floor: '3', counts: ['a', 'b'], last: 'skip' }],
  [{ id: 'each', floor: { ofLine: 'total', times: '1/3' }, counts: ['a', 'c'] }],
  [{ id: 'never', none: { all: [online, ['c']] } }],
  [{ id: 'part', share: '1/3', counts: ['a'], ofLine: 'total', of: 'counted' }],
  [{ id: 'is', condition: { fact: 'level', is: 'high' } }],
  [{ id: 'some', specific: { all: [['b'], { not: online }] }, times: 2 }],
  [{ id: 'public', atLeast: '2', counts: ['c'], shared: true }],
]
const prorates: readonly Json[] = [
  { by: 'months', round: { increment: '1', mode: 'nearest' } },
  { by: 'days', round: { increment: '1', mode: 'up' }, firstPeriod: 'none' },
  { by: 'months', months: 'full', since: 'fact.since', round: { increment: '1/2', mode: 'down' } },
]
const exempts: readonly Json[] = [
  { partial: 'days' },
  { partial: 'whole', debt: { perPeriod: '3', most: '5' } },
  {
    reasons: ['ill'],
    debt: { perPeriod: { case: [{ when: { fact: 'level', is: 'high' }, gives: '2' }], else: '1' } },
  },
]

/** Packs that use what `anyPack` leaves out: other periods and lines, holdings, proportion, exemption, settling, make-up. */
export const widePack = (family: Family = {}): fc.Arbitrary<Json> =>
  fc
    .record({
      pack: anyPack({ ...family, extension: true }),
      period: fc.constantFrom(...periods),
      lines: maybe(fc.constantFrom(...more)),
      prorate: maybe(fc.constantFrom(...prorates)),
      exempt: maybe(fc.constantFrom(...exempts)),
      satisfied: maybe(fc.boolean()),
      spilled: fc.boolean(),
      makeUp: fc.boolean(),
      plain: fc.boolean(),
      perHolding: fc.boolean(),
      sameCategory: fc.boolean(),
      asAt: maybe(fc.constantFrom('period.from', 'fact.since')),
      governs: fc.constantFrom('period', 'activity-start'),
      category: maybe(fc.constantFrom('a', 'c')),
    })
    .map(
      ({
        pack,
        period,
        lines,
        satisfied,
        spilled,
        makeUp,
        plain,
        perHolding,
        governs,
        category,
        ...rest
      }) => {
        const { versions, ...head } = pack as {
          readonly versions: readonly [Json & { obligations: readonly [Json] }]
        }
        const [version] = versions
        const [own] = version.obligations
        const required = (own['require'] as { readonly allOf: readonly Json[] }).allOf
        const ids = new Set(required.map(({ id }) => id))
        const { sameCategory, ...parts } = rest
        const obligation = {
          ...own,
          ...parts,
          period,
          ...(plain && { allocate: undefined }),
          require: { allOf: [...required, ...(lines ?? [])] },
          ...(category && {
            recognise: [
              { id: 'r0', when: online, path: 'employer', category, accepts: ['system'] },
              ...(own['recognise'] as readonly Json[]),
            ],
          }),
          ...(sameCategory &&
            own['carryOver'] !== undefined && { carryOver: { as: 'same-category', cap: '6' } }),
          ...(satisfied !== undefined && {
            satisfiedBy: [
              {
                id: 's',
                when: { all: [{ field: 'kind', is: 'talk' }, ['b']] },
                lines: ['total'],
                anyPeriod: satisfied,
              },
            ],
          }),
          ...(spilled && ids.has('a') && { spill: [{ id: 'sp', from: 'a', to: 'b', atMost: '2' }] }),
          ...(makeUp && { makeUp: { when: ['a'], until: { day: 'period.to', plus: { months: 6 } } } }),
          ...(perHolding && {
            per: 'holding',
            holding: { kind: 'title', when: { holding: 'level', in: ['low', 'high'] } },
          }),
        }
        return { ...head, versions: [{ ...version, governs, obligations: [obligation] }] }
      },
    )

const anyHolding = (id: string): fc.Arbitrary<Holding> =>
  fc
    .record({ level: maybe(fc.constantFrom('high', 'low', 'none')), to: maybe(fc.constant('2021-06-30')) })
    .map(
      ({ level, to }): Holding => ({
        id,
        kind: 'title',
        facts: level === undefined ? {} : { level: [{ value: level }] },
        from: id === 't1' ? '2018-01-01' : '2020-03-01',
        ...(to !== undefined && { to }),
      }),
    )

/** Facts with what those packs ask for: since when, a grade that changed, titles, exemptions of part of a period. */
export const wideFacts: fc.Arbitrary<Facts> = fc
  .record({
    facts: anyFacts,
    since: maybe(fc.constantFrom('2018-05-15', '2019-03-31', '2020-02-29')),
    grade: maybe(
      fc.constantFrom<Facts['person']['facts'][string]>(
        [{ value: 'x', from: '2019-06-01' }],
        [
          { value: 'w', to: '2020-01-31' },
          { value: 'x', from: '2020-02-01', to: '2020-12-31' },
          { value: 'x', from: '2021-01-01' },
        ],
        [{ value: 'x' }],
      ),
    ),
    holdings: fc.tuple(anyHolding('t1'), anyHolding('t2')),
    only: maybe(fc.constantFrom('t1', 't2')),
    exemption: maybe(
      fc.constantFrom(
        { from: '2020-07-01', to: '2021-06-30', reason: 'ill', extent: 'full' as const },
        { from: '2019-01-01', to: '2020-12-31', reason: 'away', extent: 'full' as const },
        { reason: 'ill', extent: { lines: { total: 2, a: '1/2' } } },
      ),
    ),
  })
  .map(
    ({ facts, since, grade, holdings, only, exemption }): Facts => ({
      ...facts,
      person: {
        ...facts.person,
        facts: {
          ...facts.person.facts,
          ...(since !== undefined && { since: [{ value: since }] }),
          ...(grade && { grade }),
        },
      },
      holdings,
      activities: (facts.activities ?? []).map((activity, index) =>
        only !== undefined && index % 2 === 0 ? { ...activity, for: [only] } : activity,
      ),
      exemptions: [
        ...(facts.exemptions ?? []),
        ...(exemption ? [{ id: 'e2', grantedBy: 'hr', grantedOn: '2020-06-01', ...exemption }] : []),
      ],
    }),
  )
