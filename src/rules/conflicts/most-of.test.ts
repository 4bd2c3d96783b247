import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { robustness } from '../cases/robustness.ts'
import type { Activity, Facts } from '../facts.ts'
import { act, compiled, counted, credited, factsOf, faultsOf, packOf, run, status } from '../testing/build.ts'

const papers = (keep: string | undefined, most = 2) =>
  packOf({ conflicts: [{ id: 'papers', most, when: { field: 'kind', is: 'paper' }, ...(keep && { keep }) }] })
const paper = (id: string, units: number, on: string, more: object = {}): Activity =>
  act(id, units, on, { kind: 'paper', ...more })
const known = (facts: Facts): Facts => JSON.parse(JSON.stringify(facts)) as Facts
const asked = { ask: { period: '2021' } }

describe('so many of a kind in a period', () => {
  const year = [
    paper('a', 2, '2021-02-01'),
    paper('b', 6, '2021-03-01'),
    paper('c', 4, '2021-04-01'),
    act('class', 3, '2021-05-01'),
    paper('other year', 9, '2020-05-01'),
  ]

  it.each([
    [undefined, '11', ['a', 'b']],
    ['first-claim', '11', ['a', 'b']],
    ['highest', '13', ['b', 'c']],
  ])('keeps %s, whatever each is worth', (keep, sum, kept) => {
    const result = run(compiled(papers(keep)), factsOf(year, asked), '2021-12-31')
    expect(counted(result, 'total')).toBe(sum)
    const out = ['a', 'b', 'c'].filter((id) => status(result, id) === 'none conflict.most')
    expect(['a', 'b', 'c'].filter((id) => !out.includes(id))).toEqual(kept)
    expect(credited(result, 'class')).toEqual({ 2021: '3' })
  })

  it('of two worth the same keeps the first claimed, in whatever order they come', () => {
    const two = [paper('late', 5, '2021-06-01'), paper('early', 5, '2021-02-01')]
    const result = run(compiled(papers('highest', 1)), factsOf(two, asked), '2021-12-31')
    expect([status(result, 'early'), status(result, 'late')]).toEqual(['counted ok', 'none conflict.most'])
  })

  it('leaves open what a missing fact hides, and names it', () => {
    const pack = packOf({
      conflicts: [{ id: 'd', most: 1, keep: 'highest', when: { field: 'mode', is: 'online' } }],
    })
    const facts = known(
      factsOf([
        act('a', 4, '2021-02-01', { mode: undefined }),
        act('b', 6, '2021-03-01', { mode: 'online' }),
      ]),
    )
    const result = run(compiled(pack), facts, '2021-12-31')
    expect([counted(result, 'total'), result.missing.map(({ pointer }) => pointer)]).toEqual([
      '6..10',
      ['/activities/a/mode'],
    ])
  })

  it('refuses none, a part, and a preference that nobody has', () => {
    const at = '/versions/0/obligations/0/conflicts/0'
    expect(faultsOf(papers(undefined, 0))).toEqual([`type.integer ${at}/most`])
    expect(faultsOf(papers('lowest'))).toEqual([`type.choice ${at}/keep`])
  })

  it('obeys the laws: order says nothing, and a missing fact never turns into "no"', () => {
    const packs = [undefined, 'highest'].flatMap((keep) =>
      [1, 2].map((most) =>
        compiled(
          packOf({
            conflicts: [{ id: 'd', most, when: { field: 'mode', is: 'online' }, ...(keep && { keep }) }],
            caps: [{ id: 'each', per: 'mode', atMost: '7' }],
          }),
        ),
      ),
    )
    const activity = fc.record({
      units: fc.integer({ min: 1, max: 6 }),
      month: fc.integer({ min: 1, max: 9 }),
      year: fc.constantFrom('2020', '2021'),
      mode: fc.constantFrom('online', 'room'),
    })
    fc.assert(
      fc.property(fc.constantFrom(...packs), fc.array(activity, { maxLength: 5 }), (ruleset, drawn) => {
        const activities = drawn.map(({ units, month, year: of, mode }, place) =>
          act(`a${place}`, units, `${of}-0${month}-01`, { mode }),
        )
        expect(robustness(ruleset, known(factsOf(activities, asked)), { on: '2021-12-31' })).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})
