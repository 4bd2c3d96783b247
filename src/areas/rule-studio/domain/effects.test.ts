import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  type Activity,
  compile,
  evaluate,
  type Facts,
  leavesIn,
  planOf,
  type SumsPlan,
} from '../../../rules/index.ts'
import { province } from '../rule-studio-fixtures.ts'
import { changedRules, nameOfRule, type RulesRead } from './changed-rules.ts'
import { effectsOf } from './effects.ts'
import { shapeLines, unfoldLines } from './folded.ts'

const period = '2026'
const lastDay = '2026-12-31'

const read = (pack: object): RulesRead => {
  const ruleset = compile(pack, [])
  if (!ruleset.ok) throw new Error(JSON.stringify(ruleset.errors))
  return { ruleset: ruleset.value, texts: [pack] }
}
const changedBy = (pack: object, ...changes: readonly (readonly [string, string])[]): RulesRead =>
  read(
    JSON.parse(
      changes.reduce((text, [from, to]) => {
        expect(text).toContain(from)
        return text.replaceAll(from, to)
      }, JSON.stringify(pack)),
    ),
  )
const counting = (before: RulesRead, after: RulesRead) => {
  const grains = (side: RulesRead) => (measure: string) => side.ruleset.measures.get(measure)?.perUnit ?? 1
  const changed = changedRules(before, after, lastDay)
  const perUnit = { before: grains(before), after: grains(after) }
  return { changed, effects: effectsOf({ changed, period, perUnit }) }
}

const shanghai = JSON.parse(
  readFileSync(new URL('../../../../rulepacks/653-2006/rules.json', import.meta.url), 'utf8'),
) as object

describe('requirements', () => {
  const before = read(shanghai)
  const after = changedBy(
    shanghai,
    ['"atLeast":"72"', '"atLeast":"90"'],
    ['"atLeast":"12"', '"atLeast":"10"'],
  )

  test('are told line by line, and of a line that only joins others nothing', () => {
    const { changed } = counting(before, after)
    expect(changed.map((one) => [nameOfRule(one), one.change])).toEqual([
      ['require days', 'changed'],
      ['require hours', 'changed'],
    ])
    expect(changed[1]?.before?.zh).toContain('72')
    expect(changed[1]?.after?.zh).toContain('90')
  })

  test('come to the same from sums and from lines as the engine has them', () => {
    const [was, is] = [planOf(before.ruleset, period), planOf(after.ruleset, period)] as [SumsPlan, SumsPlan]
    expect([was.kind, is.kind]).toEqual(['sums', 'sums'])
    const [sums, evidence] = [counting(before, after).effects, counting(before, after).effects]
    const add = sums.bySums(was, is)
    const tallied = new Map<string, number>()
    for (let place = 0; place < 60; place += 1) {
      // Half-days, then minutes.
      const counted = [(place * 5) % 27, (place * 317) % 5000]
      const [path, next] = [was.pathOf(counted, 1), is.pathOf(counted, 1)]
      const touched = add({ word: was.standingOf(path), counted }, { word: is.standingOf(next), counted })
      const side = (plan: SumsPlan, at: number) => ({
        standing: plan.standingOf(at),
        lines: unfoldLines(shapeLines(plan, at), counted),
        activities: [],
      })
      expect(evidence.byEvidence(side(was, path), side(is, next))).toEqual(touched)
      for (const name of touched) tallied.set(name, (tallied.get(name) ?? 0) + 1)
      expect(leavesIn(was.lines(counted)).map(({ remaining }) => remaining)).toEqual(
        side(was, path).lines.map(({ remaining }) => remaining),
      )
    }
    expect(sums.result()).toEqual(evidence.result())
    const [days, hours] = sums.result()
    expect(days).toMatchObject({ id: 'days', amounts: [{ measure: 'days', lost: 0 }] })
    expect(days?.amounts[0]?.gained).toBeGreaterThan(0)
    expect(hours).toMatchObject({ id: 'hours', amounts: [{ measure: 'hours', gained: 0 }] })
    expect(hours?.people).toBeGreaterThan(10)
    // Whoever is counted for a rule is told to be touched by it, and nobody else.
    expect([days?.people, hours?.people]).toEqual(
      ['require days', 'require hours'].map((name) => tallied.get(name)),
    )
  })

  test('somebody reached on one side only is told of whom the rules reach', () => {
    const narrowed = changedBy(shanghai, ['"has":"653-information"', '"has":"another"'])
    const { effects } = counting(before, narrowed)
    const add = effects.bySums(
      planOf(before.ruleset, period) as SumsPlan,
      planOf(narrowed.ruleset, period) as SumsPlan,
    )
    add({ word: 'unmet', counted: [0, 0] }, { word: 'outside', counted: [0, 0] })
    add({ word: 'outside', counted: [0, 0] }, { word: 'outside', counted: [0, 0] })
    expect(effects.result()).toEqual([
      { part: 'population', id: 'population', change: 'changed', people: 1, activities: 0, amounts: [] },
    ])
  })

  test('a share that says the same is moved by the line it is a share of', () => {
    const [was, is] = [read(province()), changedBy(province(), ['"atLeast":"80"', '"atLeast":"100"'])]
    const { changed, effects } = counting(was, is)
    expect(changed.map(nameOfRule)).toEqual(['require total'])
    const lines = (total: string, share: string) => [
      { id: 'total', measure: 'hours', required: total, counted: '50', remaining: '' },
      { id: 'share', measure: 'hours', required: share, counted: '40', remaining: '' },
    ]
    effects.byEvidence(
      { standing: 'unmet', lines: lines('80', '48'), activities: [] },
      { standing: 'unmet', lines: lines('100', '60'), activities: [] },
    )
    expect(effects.result()).toMatchObject([
      { id: 'total', change: 'changed', people: 1, amounts: [{ lost: 20 * 45 }] },
      { id: 'share', change: 'follows', people: 1, amounts: [{ lost: 12 * 45 }] },
    ])
  })
})

describe('hours', () => {
  const study = (id: string, mode: string, minutes: number): Activity => ({
    id,
    kind: 'class',
    category: 'professional',
    mode,
    topic: id,
    from: '2026-05-06',
    to: '2026-05-20',
    quantity: { minutes },
    recognitions: [{ act: 'recognised', by: 'system', on: '2026-05-20' }],
  })
  const facts = (...activities: Activity[]): Facts => ({
    schema: 'zhixin.facts/1',
    ask: { on: lastDay, period },
    person: { id: 'p', facts: { programme: [{ value: ['province-2026'] }] } },
    activities,
  })
  const side = ({ ruleset }: RulesRead, of: Facts) => {
    const result = evaluate(ruleset, of)
    const lines = result.obligations.flatMap(({ periods }) => periods.flatMap((one) => leavesIn(one.lines)))
    return { standing: result.standing, lines, activities: result.activities }
  }
  const people = [
    facts(study('a', 'face-to-face', 900), study('b', 'distance', 1350)),
    facts(study('a', 'face-to-face', 3600)),
    facts(study('a', 'distance', 450)),
  ]
  const effectsBetween = (before: RulesRead, after: RulesRead) => {
    const { effects } = counting(before, after)
    const minutes = (of: Facts, { ruleset }: RulesRead): number =>
      evaluate(ruleset, of)
        .activities.flatMap(({ credited }) => credited)
        .reduce((sum, { counted, amount }) => sum + Number(counted ?? amount) * 45, 0)
    let moved = 0
    for (const one of people) {
      effects.byEvidence(side(before, one), side(after, one))
      moved += minutes(one, after) - minutes(one, before)
    }
    const found = effects.result()
    const told = found
      .filter(({ part }) => part !== 'require')
      .flatMap(({ amounts }) => amounts)
      .reduce((sum, { gained, lost }) => sum + gained - lost, 0)
    // What is told of rules re-adds to what is counted more or less of everybody.
    expect(told).toBe(moved)
    return found
  }
  const before = read(province())

  test('are put down to the conversion that changed, and to caps that say the same and now cut off less', () => {
    const after = changedBy(province(), ['{"time":{"minutes":45}}', '{"time":{"minutes":50}}'])
    expect(effectsBetween(before, after)).toEqual([
      {
        part: 'convert',
        id: 'k-time',
        change: 'changed',
        people: 3,
        activities: 4,
        // 20 → 18, 30 → 27, 80 → 72, 10 → 9
        amounts: [{ measure: 'hours', gained: 0, lost: (2 + 3 + 8 + 1) * 45 }],
      },
      {
        part: 'caps',
        id: null,
        change: 'follows',
        people: 1,
        activities: 1,
        amounts: [{ measure: 'hours', gained: 3 * 45, lost: 0 }],
      },
    ])
  })

  test('are put down to the cap that changed', () => {
    const after = changedBy(province(), ['"atMost":"20"', '"atMost":"5"'])
    expect(effectsBetween(before, after)).toMatchObject([
      {
        part: 'caps',
        id: 'c-distance',
        change: 'changed',
        people: 2,
        activities: 2,
        amounts: [{ lost: 20 * 45 }],
      },
    ])
  })

  test('that are recognised no more are put down to recognition, though a conversion changed too', () => {
    const after = changedBy(
      province(),
      ['"when":"always","path":"automatic"', '"when":"always","path":"employer"'],
      ['{"time":{"minutes":45}}', '{"time":{"minutes":50}}'],
    )
    const found = effectsBetween(before, after)
    expect(found.map(({ part, people: touched }) => [part, touched])).toEqual([
      ['recognise', 3],
      ['convert', 0],
      ['caps', 1],
    ])
  })

  test('a requirement that changed beside them is held against the hours of before', () => {
    const after = changedBy(
      province(),
      ['{"time":{"minutes":45}}', '{"time":{"minutes":50}}'],
      ['"atLeast":"80"', '"atLeast":"85"'],
    )
    const [total] = effectsBetween(before, after).filter(({ part }) => part === 'require')
    // Each lacks five more of 85 than of 80: what the hours lose besides is told of the conversion.
    expect(total).toMatchObject({ id: 'total', people: 3, amounts: [{ gained: 0, lost: 15 * 45 }] })
  })
})
