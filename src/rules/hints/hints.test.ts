import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Activity } from '../facts.ts'
import type { Hint, RuleResult } from '../result.ts'
import { act, compiled, factsOf, line, packOf, run } from '../testing/build.ts'

const on = '2021-06-30'
type Earn = Extract<Hint, { kind: 'earn' }>
const earnings = ({ hints }: RuleResult): readonly Earn[] => hints.filter((hint) => hint.kind === 'earn')
const rulesOf = (...lines: readonly object[]) => compiled(packOf({ require: { allOf: lines } }))
const studied = (amounts: Readonly<Record<string, number | string>>): readonly Activity[] =>
  Object.entries(amounts).map(([category, units]) =>
    act(`had-${category}`, units, '2021-03-01', { category }),
  )

/** What a hint asks for, done; where any of several categories will do, the one that `pick` chooses. */
const taking = ({ need }: Earn, pick: number): readonly Activity[] =>
  need.map(({ category, anyOf = ['a', 'b', 'c'], amount }, index) =>
    act(`hint-${index}`, amount, on, { category: category ?? anyOf[(pick + index) % anyOf.length] ?? 'a' }),
  )

const share = { id: 'share', share: '2/3', of: 'counted', ofLine: 'total', counts: ['a'] }
const total = { id: 'total', atLeast: '10' }

describe('what would satisfy a share of what is counted', () => {
  it('widens what it is a share of: 30 and 60 of 90 take 90 more, (⅔·90 − 30) / (1 − ⅔)', () => {
    const rules = rulesOf(total, share)
    const result = run(rules, factsOf(studied({ a: 30, b: 60 })), on)
    expect(line(result, 'share')).toMatchObject({ required: '60', counted: '30', remaining: '30' })
    expect(earnings(result)).toMatchObject([{ need: [{ category: 'a', amount: '90' }], total: '90' }])
    const after = (more: string) =>
      run(rules, factsOf([...studied({ a: 30, b: 60 }), act('x', more, on)]), on).standing
    // 120 of 180; a minute less is not enough.
    expect(after('90')).toBe('met')
    expect(after('5399/60')).toBe('unmet')
  })

  it('ends on the grain above: 1 of 8 for a third, at least 2½ in minutes', () => {
    const third = { ...share, share: '1/3' }
    const result = run(rulesOf({ ...total, atLeast: '0' }, third), factsOf(studied({ a: 1, b: 7 })), on)
    // (8/3 − 1) / (2/3) = 5/2 hours.
    expect(earnings(result)).toMatchObject([{ need: [{ category: 'a', amount: '5/2' }] }])
    const sevenths = run(
      rulesOf({ ...total, atLeast: '0' }, { ...share, share: '2/7' }),
      factsOf(studied({ a: 1, b: 7 })),
      on,
    )
    // (16/7 − 1) / (5/7) = 9/5 hours = 108 minutes, exactly.
    expect(earnings(sevenths)).toMatchObject([{ need: [{ category: 'a', amount: '9/5' }] }])
  })

  it('does for a total and its share at once, and keeps a share that is met', () => {
    const rules = rulesOf({ ...total, atLeast: '30' }, share)
    const both = run(rules, factsOf(studied({ a: 6, b: 4 })), on)
    // 20 for the total, all of them in a: 26 of 30.
    expect(earnings(both)).toMatchObject([{ need: [{ category: 'a', amount: '20' }] }])
    const more = { id: 'more', atLeast: '6', counts: ['b'] }
    const met = run(rulesOf({ ...total, atLeast: '0' }, share, more), factsOf(studied({ a: 8, b: 4 })), on)
    // 2 of b make it 8 of 14: 4 of a bring 12 of 18.
    expect(line(met, 'share').standing).toBe('met')
    expect(earnings(met)).toMatchObject([
      {
        need: [
          { category: 'a', amount: '4' },
          { category: 'b', amount: '2' },
        ],
        total: '6',
      },
    ])
  })

  it('says that nothing helps any more where all of it had to be so', () => {
    const all = { ...share, share: '1' }
    const rules = rulesOf({ ...total, atLeast: '0' }, all)
    expect(run(rules, factsOf(studied({ a: 5, b: 1 })), on).hints).toEqual([
      { kind: 'unattainable', lines: ['share'] },
    ])
    expect(run(rules, factsOf(studied({ a: 5 })), on).standing).toBe('met')
  })
})

describe('what must not occur', () => {
  const none = { id: 'none', none: { field: 'category', is: 'c' } }

  it('once it has, no study satisfies it, and none is hinted at', () => {
    const result = run(rulesOf(total, none), factsOf(studied({ a: 2, c: 1 })), on)
    expect(result.hints).toEqual([{ kind: 'unattainable', lines: ['none'] }])
  })

  it('before it has, nothing that would break it is hinted at', () => {
    const result = run(rulesOf(total, none), factsOf(studied({ a: 2 })), on)
    expect(earnings(result)).toMatchObject([{ need: [{ category: null, anyOf: ['a', 'b'], amount: '8' }] }])
    const only = { id: 'only', atLeast: '1', counts: ['c'] }
    expect(run(rulesOf(only, none), factsOf([]), on).hints).toEqual([
      { kind: 'unattainable', lines: ['only'] },
    ])
  })

  it('of an either-or it closes one way and leaves the other', () => {
    const either = { id: 'either', anyOf: [none, { id: 'long', atLeast: '20', counts: ['b'] }] }
    const result = run(rulesOf(either), factsOf(studied({ c: 1 })), on)
    expect(result.hints).toMatchObject([{ kind: 'earn', need: [{ category: 'b', amount: '20' }] }])
  })
})

describe('conditions of more than the category', () => {
  it('are not taken to hold of whatever is studied', () => {
    const counts = { not: { field: 'mode', is: 'online' } }
    const result = run(rulesOf({ id: 'here', atLeast: '4', counts }), factsOf([]), on)
    expect(earnings(result)).toMatchObject([{ need: [{ category: null, line: 'here', amount: '4' }] }])
  })
})

const categories = fc.subarray(['a', 'b', 'c'], { minLength: 1 })
const amount = fc.integer({ min: 0, max: 12 }).map(String)
const anyLine = (id: string): fc.Arbitrary<object> =>
  fc.oneof(
    fc.record({ id: fc.constant(id), atLeast: amount, counts: categories }),
    fc.record({
      id: fc.constant(id),
      share: fc.constantFrom('0', '1/5', '1/3', '1/2', '2/3', '6/7', '1'),
      of: fc.constantFrom('counted', 'counted', 'required'),
      ofLine: fc.constantFrom('base', 'total'),
      counts: categories,
    }),
    fc.record({ id: fc.constant(id), none: categories.map((among) => ({ field: 'category', in: among })) }),
  )
const group = (id: string): fc.Arbitrary<object> =>
  fc
    .tuple(anyLine(`${id}1`), anyLine(`${id}2`), anyLine(`${id}3`))
    .chain((of) => fc.constantFrom<object>({ id, anyOf: of }, { id, allOf: of }, { id, kOf: 2, of }))
const anyRules = fc
  .tuple(amount, categories, fc.array(fc.nat(3), { maxLength: 3 }))
  .chain(([atLeast, counts, kinds]) =>
    fc
      .tuple(...kinds.map((kind, index) => (kind === 0 ? group(`g${index}`) : anyLine(`l${index}`))))
      .map((lines) => [total, { id: 'base', atLeast, counts }, ...lines]),
  )
const anyHad = fc.record({ a: fc.nat(20), b: fc.nat(20), c: fc.nat(20) })
const hadOf = (amounts: Readonly<Record<string, number>>): readonly Activity[] =>
  studied(Object.fromEntries(Object.entries(amounts).filter(([, units]) => units > 0)))

describe('whatever the lines', () => {
  it('who takes a hint has met the requirement, in whichever of its categories', () => {
    let taken = 0
    fc.assert(
      fc.property(anyRules, anyHad, fc.nat(2), (lines, amounts, pick) => {
        const rules = rulesOf(...lines)
        const had = hadOf(amounts)
        for (const hint of earnings(run(rules, factsOf(had), on))) {
          taken += 1
          expect(run(rules, factsOf([...had, ...taking(hint, pick)]), on).standing).toBe('met')
        }
      }),
      { numRuns: 2000 },
    )
    expect(taken).toBeGreaterThan(300)
  })

  it('and where it says that nothing helps any more, nothing does', () => {
    let said = 0
    const more = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 400 })), {
      maxLength: 4,
    })
    fc.assert(
      fc.property(
        anyRules,
        anyHad,
        fc.array(more, { minLength: 8, maxLength: 8 }),
        (lines, amounts, tries) => {
          const rules = rulesOf(...lines)
          const had = hadOf(amounts)
          if (!run(rules, factsOf(had), on).hints.some(({ kind }) => kind === 'unattainable')) return
          said += 1
          for (const one of tries) {
            const extra = one.map(([category, units], index) => act(`more-${index}`, units, on, { category }))
            expect(run(rules, factsOf([...had, ...extra]), on).standing).toBe('unmet')
          }
        },
      ),
      { numRuns: 1000 },
    )
    expect(said).toBeGreaterThan(50)
  })

  it('the amount for one share is the least that will do', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 19 }), fc.nat(300), fc.nat(300), (twentieths, a, b) => {
        const rules = rulesOf({ ...total, atLeast: '0' }, { ...share, share: `${twentieths}/20` })
        const had = hadOf({ a, b })
        const [hint] = earnings(run(rules, factsOf(had), on))
        if (!hint) return
        const minutes = Number(hint.total.split('/')[0]) * (60 / Number(hint.total.split('/')[1] ?? 1))
        const after = (grains: number) =>
          run(rules, factsOf([...had, act('x', `${grains}/60`, on)]), on).standing
        expect([after(minutes), after(minutes - 1)]).toEqual(['met', 'unmet'])
      }),
      { numRuns: 300 },
    )
  })
})
