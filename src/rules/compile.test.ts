import { describe, expect, it } from 'vitest'
import { compile } from './compile.ts'
import { faultSentence } from './sentences.ts'
import { act, compiled, counted, factsOf, faultsOf, line, packOf, rawFaultsOf, run } from './testing/build.ts'

const at = '/versions/0/obligations/0'

describe('a pack with a fault is refused whole', () => {
  it('names every fault at once, each with its place', () => {
    const faults = faultsOf(
      packOf(
        {
          period: { kind: 'lunar' },
          population: { fact: 'x', isnt: 'y' },
          recognise: [{ id: 'r', path: 'automatic', clause: 'nowhere' }],
          allocate: [{ id: 'p', when: 'always', by: 'mood' }],
          require: {
            allOf: [
              { id: 'total', atLeast: 90.5 },
              { id: 'share', share: '4/3', ofLine: 'total' },
              { id: 'none' },
            ],
          },
        },
        { colour: 'red' },
      ),
    )
    expect(faults.toSorted()).toEqual(
      [
        'key.unknown /colour',
        `allocate.unknown ${at}/allocate/0/by`,
        `clause.unknown ${at}/recognise/0/clause`,
        `key.unknown ${at}/population/isnt`,
        `line.form ${at}/require/allOf/2`,
        `number.inexact ${at}/require/allOf/0/atLeast`,
        `period.unknown ${at}/period/kind`,
        `predicate.operator ${at}/population`,
        `share.above-one ${at}/require/allOf/1/share`,
      ].toSorted(),
    )
  })

  it('one that bears on much else is named alone, at its own place', () => {
    const unit = { id: 'hour', zh: '小时', en: 'hour', minutes: 60 }
    const whole = { least: 1, most: 1440 }
    const rules = { carryOver: { line: 'total', as: 'total-only', cap: '5/2' } }
    const spoilt = (changed: object) => rawFaultsOf(packOf(rules, { unit: { ...unit, ...changed } }))
    const minutes = { pointer: '/unit/minutes', params: whole }
    for (const wrong of [0, -5, 1441, '45', 1e308])
      expect(spoilt({ minutes: wrong })).toEqual([{ ...minutes, code: 'type.integer' }])
    for (const wrong of [0.5, Number.NaN])
      expect(spoilt({ minutes: wrong })).toEqual([{ ...minutes, code: 'number.inexact' }])
    expect(spoilt({ zh: '' })).toEqual([{ pointer: '/unit/zh', code: 'text.empty', params: {} }])
    expect(spoilt({ id: '' })).toEqual([{ pointer: '/unit/id', code: 'text.empty', params: {} }])
    const days = { unit: 'day', zh: '天', en: 'day', perUnit: 0 }
    const inDays = { require: { id: 'd', measure: 'days', atLeast: '3/2' }, convert: { days: [] } }
    expect(faultsOf(packOf(inDays, { measures: { days } }))).toContain('type.integer /measures/days/perUnit')
    expect(faultsOf(packOf(inDays, { measures: { days } }))).not.toContain(
      `measure.unknown ${at}/require/measure`,
    )
    const { en: _gone, ...nameless } = unit
    expect(faultsOf(packOf({}, { unit: nameless }))).toEqual(['key.missing /unit'])
    expect(faultsOf(packOf({}, { unit: undefined }))).toEqual(['unit.missing '])
  })

  it('a number beyond all measure says so, and a whole one that is asked for is asked for', () => {
    const require = { allOf: [{ id: 'total', atLeast: 1e308 }] }
    expect(rawFaultsOf(packOf({ require }))).toEqual([
      {
        pointer: `${at}/require/allOf/0/atLeast`,
        code: 'number.range',
        params: { most: Number.MAX_SAFE_INTEGER },
      },
    ])
    const inexact = { code: 'number.inexact', params: { least: 1, most: 1440 } }
    expect(faultSentence(inexact, 'zh')).toBe('须是1到1440的整数，不带小数点或指数')
    expect(faultSentence({ code: 'number.inexact', params: {} }, 'en')).toContain('written as a text')
  })

  it('an unknown operator of a condition, a step or a conflict', () => {
    const convert = { hours: [{ id: 'k', steps: [{ guess: '3' }] }] }
    expect(faultsOf(packOf({ convert }))).toEqual([`step.unknown ${at}/convert/hours/0/steps/0/guess`])
    expect(faultsOf(packOf({ conflicts: [{ id: 'x', fight: true }] }))).toEqual([
      `conflict.form ${at}/conflicts/0`,
    ])
    expect(faultsOf(packOf({ population: { field: 'colour', is: 'red' } }))).toEqual([
      `field.unknown ${at}/population/field`,
    ])
  })

  it('a recogniser that nobody is', () => {
    const accepts = (named: unknown) =>
      faultsOf(packOf({ recognise: [{ id: 'r', path: 'employer', accepts: named }] }))
    expect(accepts(['employer', 'employr'])).toEqual([`type.choice ${at}/recognise/0/accepts/1`])
    expect(accepts('office')).toEqual([`type.choice ${at}/recognise/0/accepts`])
    expect(accepts(['system', 'employer', 'sector', 'authority'])).toEqual([])
    expect(accepts('sector')).toEqual([])
  })

  it('versions that overlap, dates out of order, a unit left out', () => {
    const [version] = packOf()['versions'] as readonly object[]
    const versions = [version, { ...version, id: 'v2', inForce: { from: '2010-01-01', to: null } }]
    expect(faultsOf(packOf({}, { versions }))).toEqual(['version.overlap /versions/1/inForce'])
    expect(faultsOf(packOf({}, {}, { inForce: { from: '2010-01-01', to: '2009-12-31' } }))).toEqual([
      'dates.order /versions/0/inForce/to',
    ])
  })

  it('extra time that ends before its period does, and windows that end before they begin', () => {
    const tier = (until: unknown, more: object = {}) =>
      faultsOf(packOf({ extension: { tiers: [{ until, adds: '1' }] }, ...more }))
    const early = [`dates.too-early ${at}/extension/tiers/0/until`]
    const shifted = { period: { kind: 'shifted-year', from: '07-01' } }
    const licence = { period: { kind: 'cycle', years: 3, anchor: 'fact.licensedOn' } }
    expect(tier({ day: 'period.from' })).toEqual(early)
    expect(tier({ monthDay: '06-30' })).toEqual(early)
    expect(tier({ monthDay: '06-30' }, shifted)).toEqual([])
    expect(tier({ monthDay: '05-31' }, shifted)).toEqual(early)
    expect(tier({ day: 'period.to', minus: { days: 1 } }, licence)).toEqual(early)
    expect(tier({ day: 'period.from', plus: { months: 40 } }, licence)).toEqual([])
    expect(tier('fact.returnedOn')).toEqual([])
    expect(tier('2021-04-30')).toEqual([])
    expect(tier('on')).toEqual([])
    expect(tier('period.to')).toEqual([])
    const makeUp = (window: object) => faultsOf(packOf({ makeUp: window }))
    const lastDay = { monthDay: '12-31', yearsAfter: 2 }
    expect(makeUp({ from: lastDay, until: { monthDay: '03-31', yearsAfter: 1 } })).toEqual([
      `dates.reversed ${at}/makeUp/until`,
    ])
    expect(makeUp({ until: { monthDay: '12-31', yearsAfter: -1 } })).toEqual([
      `dates.reversed ${at}/makeUp/until`,
    ])
    expect(makeUp({ until: { monthDay: '06-30' } })).toEqual([`dates.too-early ${at}/makeUp/until`])
    expect(makeUp({ from: 'on', until: lastDay })).toEqual([])
    expect(makeUp({ from: { monthDay: '01-01', yearsAfter: 1 }, until: lastDay })).toEqual([])
    const chosen = { id: 'p', when: 'always', by: 'chosen', from: 'period.to', until: 'period.from' }
    expect(faultsOf(packOf({ allocate: [chosen] }))).toEqual([`dates.reversed ${at}/allocate/0/until`])
    expect(faultsOf(packOf({ allocate: [{ ...chosen, from: 'period.from' }] }))).toEqual([])
    expect(faultSentence({ code: 'dates.too-early', params: {} }, 'en')).toContain('before the end')
  })

  it('lines that refer to nothing, or round in a circle, or twice', () => {
    const require = (...allOf: readonly object[]) => faultsOf(packOf({ require: { allOf } }))
    expect(require({ id: 'share', share: '1/2', ofLine: 'gone' })).toEqual([
      `line.unknown ${at}/require/allOf/0/ofLine`,
    ])
    expect(
      require({
        id: 'x',
        atLeast: { case: [{ when: { fact: 'f', is: 'gone' }, gives: { ofLine: 'gone' } }], else: '1' },
      }),
    ).toEqual([`line.unknown ${at}/require/allOf/0/atLeast/case/0/gives/ofLine`])
    expect(
      faultsOf(
        packOf({
          spill: [{ id: 's', from: 'gone', to: 'total' }],
          satisfiedBy: [{ id: 'done', when: 'always', lines: ['total', 'lost'] }],
        }),
      ),
    ).toEqual([`line.unknown ${at}/spill/0/from`, `line.unknown ${at}/satisfiedBy/0/lines/1`])
    expect(require({ id: 'x', atLeast: { ofLine: 'y' } }, { id: 'y', atLeast: { ofLine: 'x' } })).toEqual([
      `line.cycle ${at}/require/allOf/0`,
      `line.cycle ${at}/require/allOf/1`,
    ])
    expect(require({ id: 'x', atLeast: '1' }, { id: 'x', atLeast: '2' })).toEqual([
      `id.twice ${at}/require/allOf/1`,
    ])
  })

  it('rules behind one that always applies, for they would never be asked', () => {
    const recognise = [
      { id: 'all', path: 'automatic', when: 'always' },
      { id: 'rest', path: 'employer', when: ['c'] },
    ]
    expect(faultsOf(packOf({ recognise }))).toEqual([`rule.unreachable ${at}/recognise/1`])
    expect(faultsOf(packOf({ recognise: recognise.toReversed() }))).toEqual([])
    const convert = {
      hours: [
        { id: 'any', steps: [{ flat: '1' }] },
        { id: 'units', when: { field: 'quantity.units', exists: true }, steps: [{ flat: '2' }] },
      ],
    }
    expect(faultsOf(packOf({ convert }))).toEqual([`rule.unreachable ${at}/convert/hours/1`])
  })

  it('amounts that fall between minutes, and measures without a conversion', () => {
    expect(faultsOf(packOf({ require: { id: 'x', atLeast: '1/7' } }))).toEqual([
      `amount.grain ${at}/require/atLeast`,
    ])
    expect(faultsOf(packOf({ require: { id: 'x', measure: 'days', atLeast: '2' } }))).toEqual([
      `convert.missing ${at}/convert`,
    ])
    expect(faultsOf(packOf({ require: { id: 'x', measure: 'weeks', atLeast: '2' } }))).toEqual([
      `measure.unknown ${at}/require/measure`,
    ])
  })

  it('caps that lie across each other are refused unless the pack says how they are cut', () => {
    const caps = (crossing: object) => [
      { id: 'online', when: { field: 'mode', is: 'online' }, atMost: '5' },
      { id: 'kind', when: { field: 'kind', is: 'class' }, atMost: '5', ...crossing },
    ]
    expect(faultsOf(packOf({ caps: caps({}) }))).toEqual([`caps.crossing ${at}/caps/1`])
    const ruleset = compiled(packOf({ caps: caps({ crossing: 'claim-order' }) }))
    expect(ruleset.notes.map(({ code }) => code)).toEqual(['law.crossing-caps'])
    const nested = [
      { id: 'all', atMost: '9' },
      { id: 'x', when: { field: 'mode', is: 'online' }, atMost: '5' },
      { id: 'y', when: { field: 'mode', is: 'room' }, atMost: '5' },
      {
        id: 'xx',
        when: {
          all: [
            { field: 'mode', is: 'online' },
            { field: 'kind', is: 'class' },
          ],
        },
        atMost: '3',
      },
    ]
    expect(faultsOf(packOf({ caps: nested }))).toEqual([])
  })

  it('what is not JSON for a pack at all', () => {
    for (const nonsense of [
      null,
      3,
      'x',
      [],
      {},
      { schema: 'zhixin.pack/1', versions: 3 },
      { versions: [null, [], {}] },
    ]) {
      expect(faultsOf(nonsense).length).toBeGreaterThan(0)
    }
  })
})

describe('references to lines', () => {
  it('a rule in one measure names no line in another', () => {
    const at = '/versions/0/obligations/0'
    const allOf = [
      { id: 'total', atLeast: '10' },
      { id: 'more', atLeast: '4', counts: ['b'] },
      { id: 'dd', measure: 'days', atLeast: '12', counts: ['a'] },
      { id: 'half', measure: 'days', atLeast: '3' },
    ]
    const convert = {
      hours: [{ id: 'h', steps: [{ time: { minutes: 60 } }] }],
      days: [{ id: 'd', steps: [{ days: { perDay: '1', perHalfDay: '1/2' } }] }],
    }
    const mixed = (rules: object) => faultsOf(packOf({ convert, require: { allOf }, ...rules }))
    const until = { day: 'period.to', plus: { months: 3 } }
    const spill = (more: object) => mixed({ spill: [{ id: 's', from: 'total', to: 'dd', ...more }] })
    expect(spill({})).toEqual([`line.measure ${at}/spill/0/to`])
    expect(spill({ from: 'half', atMost: '2' })).toEqual([`line.measure ${at}/spill/0/atMost`])
    expect(spill({ to: 'more', atMost: { ofLine: 'dd' } })).toEqual([
      `line.measure ${at}/spill/0/atMost/ofLine`,
    ])
    expect(spill({ from: 'half' })).toEqual([])
    expect(spill({ to: 'more', atMost: '2' })).toEqual([])
    // What is counted there anyway has nothing to spill into it.
    expect(spill({ from: 'more', to: 'total' })).toEqual([`spill.counted ${at}/spill/0/to`])
    const extension = (adds: string, line: string) =>
      mixed({ extension: { tiers: [{ until, adds, lines: [line] }] } })
    expect(extension('2', 'dd')).toEqual([`line.measure ${at}/extension/tiers/0/lines/0`])
    expect(extension('0', 'dd')).toEqual([])
    expect(extension('2', 'more')).toEqual([])
    expect(mixed({ exempt: { debt: { perPeriod: '2', line: 'dd' } } })).toEqual([
      `line.measure ${at}/exempt/debt/line`,
    ])
    expect(mixed({ exempt: { debt: { perPeriod: '2', most: { ofLine: 'dd' } } } })).toEqual([
      `line.measure ${at}/exempt/debt/most/ofLine`,
    ])
    const cap = (measure: string) =>
      mixed({ caps: [{ id: 'c', measure, atMost: { ofLine: 'dd', times: '1/2' } }] })
    expect(cap('hours')).toEqual([`line.measure ${at}/caps/0/atMost/ofLine`])
    expect(cap('days')).toEqual([])
    const spread = (upTo: unknown) =>
      mixed({ allocate: [{ id: 'p', when: 'always', by: 'spread', over: 2, upTo }] })
    expect(spread({ line: 'dd' })).toEqual([`line.measure ${at}/allocate/0/upTo/line`])
    expect(spread({ line: 'total' })).toEqual([])
    expect(mixed({ carryOver: { as: 'total-only', line: 'dd' } })).toEqual([
      `line.measure ${at}/carryOver/line`,
    ])
    expect(mixed({ carryOver: { as: 'total-only', cap: { ofLine: 'dd' } } })).toEqual([
      `line.measure ${at}/carryOver/cap/ofLine`,
    ])
    const share = { id: 'share', share: '1/2', counts: ['a'], ofLine: 'dd' }
    expect(mixed({ require: { allOf: [...allOf, share] } })).toEqual([
      `line.measure ${at}/require/allOf/4/ofLine`,
    ])
    const prorate = { by: 'days', lines: ['total', 'dd'], round: { increment: '1', mode: 'up' } }
    expect(mixed({ prorate })).toEqual([])
    const fault = { code: 'line.measure', params: { measure: 'hours', line: 'dd', other: 'days' } }
    expect(faultSentence(fault, 'zh')).toContain('要求“dd”却以“days”计')
    expect(faultSentence(fault, 'en')).toContain('never added to')
  })

  it('what is added to a line, or a part of it, needs a line with an amount', () => {
    const require = {
      allOf: [
        { id: 'total', atLeast: '10' },
        { id: 'share', share: '1/2', counts: ['a'], ofLine: 'total' },
      ],
    }
    const at = '/versions/0/obligations/0'
    expect(
      faultsOf(
        packOf({
          require,
          extension: {
            tiers: [{ until: { monthDay: '06-30', yearsAfter: 1 }, adds: '2', lines: ['share'] }],
          },
          carryOver: { as: 'total-only', cap: { ofLine: 'nowhere' } },
          caps: [{ id: 'c', atMost: { ofLine: 'share', times: '1/2' } }],
          prorate: { by: 'days', lines: ['share'], round: { increment: '1', mode: 'up' } },
        }),
      ).toSorted(),
    ).toEqual([
      `line.no-amount ${at}/caps/0/atMost/ofLine`,
      `line.no-amount ${at}/extension/tiers/0/lines/0`,
      `line.no-amount ${at}/prorate/lines/0`,
      `line.unknown ${at}/carryOver/cap/ofLine`,
    ])
  })
})

describe('hostile packs are refused fast', () => {
  it('a condition ten thousand deep', () => {
    let deep: object = { fact: 'x', is: 'y' }
    for (let depth = 0; depth < 10_000; depth += 1) deep = { not: deep }
    expect(faultsOf(packOf({ population: deep }))).toEqual(['document.too-deep '])
  })

  it('more nodes than any regulation has, and faults without end', () => {
    expect(faultsOf(packOf({ caps: Array.from({ length: 300_000 }, () => ({})) }))).toEqual([
      'document.long-list ',
    ])
    const wide = Array.from({ length: 900 }, () => Array.from({ length: 900 }, () => 1))
    expect(faultsOf(packOf({ caps: wide }))).toEqual(['document.too-big '])
    expect(faultsOf(packOf({ caps: Array.from({ length: 900 }, () => ({})) })).length).toBeLessThanOrEqual(
      500,
    )
  })

  it('look-back, look-ahead and spans beyond reason', () => {
    const by = (rule: object) => faultsOf(packOf({ allocate: [{ id: 'p', when: 'always', ...rule }] }))
    expect(by({ by: 'shortageFirst', lookback: 1_000_000_000 })).toEqual([
      `type.integer ${at}/allocate/0/lookback`,
    ])
    expect(by({ by: 'equalParts', over: 1_000_000_000 })).toEqual([`type.integer ${at}/allocate/0/over`])
    expect(
      faultsOf(packOf({ period: { kind: 'cycle', months: 1_000_000_000, anchor: '2020-01-01' } })),
    ).toEqual([`type.integer ${at}/period/months`])
    expect(faultsOf(packOf({ require: { id: 'x', atLeast: '999999999999999999' } }))).toEqual([
      `number.range ${at}/require/atLeast`,
    ])
  })

  it('layers in a circle, and layers that are not there', () => {
    const circle = packOf({}, { on: ['other'] })
    const other = packOf({}, { id: 'other', on: ['test'] })
    expect(rawFaultsOf(circle, [other]).map(({ code }) => code)).toEqual(['layers.cycle'])
    expect(rawFaultsOf(circle)).toEqual([
      { pointer: '/on/0', code: 'layers.missing', params: { pack: 'test', on: 'other' } },
    ])
    expect(rawFaultsOf(packOf({}, { on: ['test'] })).map(({ code }) => code)).toEqual(['layers.cycle'])
  })

  it('names that every object has', () => {
    const odd = JSON.parse('{"__proto__": {"id": "x"}, "constructor": 1}') as Record<string, unknown>
    expect(faultsOf(packOf({}, odd)).toSorted()).toEqual(
      ['key.unknown /__proto__', 'key.unknown /constructor'].toSorted(),
    )
    expect(
      faultsOf(
        packOf({ period: { kind: 'constructor' }, allocate: [{ id: 'p', when: 'always', by: 'toString' }] }),
      ),
    ).toHaveLength(2)
  })
})

describe('the hash of a pack', () => {
  const shuffledKeys = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shuffledKeys)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value)
        .toReversed()
        .map(([key, member]) => [key, shuffledKeys(member)]),
    )
  }

  it('does not hang on the order of keys or on spacing, and does on every digit', () => {
    const pack = packOf()
    const spaced: unknown = JSON.parse(JSON.stringify(shuffledKeys(pack), null, 7))
    expect(compiled(spaced).hash).toBe(compiled(pack).hash)
    expect(
      compiled(packOf({ require: { allOf: [{ id: 'total', atLeast: '11', clause: 'c1' }] } })).hash,
    ).not.toBe(compiled(pack).hash)
    expect(compiled(pack).hash).toMatch(/^sha256:[0-9a-f]{64}$/)
  })

  it('covers the layers beneath', () => {
    const child = packOf(
      { require: undefined, recognise: undefined, convert: undefined },
      { id: 'child', on: ['test'], clauses: {}, basis: {} },
    )
    const one = compiled(child, [packOf()])
    const other = compiled(child, [
      packOf({ require: { allOf: [{ id: 'total', atLeast: '11', clause: 'c1' }] } }),
    ])
    expect(one.hash).not.toBe(other.hash)
  })
})

describe('layers', () => {
  const parent = packOf({
    require: {
      allOf: [
        { id: 'total', atLeast: '90', clause: 'c1' },
        { id: 'share', share: '2/3', counts: ['a'], ofLine: 'total', clause: 'c1' },
      ],
    },
    caps: [{ id: 'online', when: { field: 'mode', is: 'online' }, atMost: '30', clause: 'c2' }],
  })
  const child = (obligation: Record<string, unknown>, version: Record<string, unknown> = {}) =>
    packOf(
      { recognise: undefined, convert: undefined, require: undefined, ...obligation },
      {
        id: 'child',
        layer: 'province',
        on: ['test'],
        basis: { own: { number: '2', authority: { zh: '省', en: 'province' } } },
        clauses: { d1: { basis: 'own', zh: '一', en: 'one' } },
      },
      version,
    )
  const codes = (pack: object) =>
    rawFaultsOf(pack, [parent]).map(({ code, params }) =>
      [code, params['parent'], params['child']].filter(Boolean).join(' '),
    )

  it('a child adds lines, and the merged result shows where each comes from', () => {
    const ruleset = compiled(
      child({ require: { allOf: [{ id: 'b', atLeast: '12', counts: ['b'], clause: 'd1' }] } }),
      [parent],
    )
    const result = run(ruleset, factsOf([]), '2021-12-31')
    expect(
      result.obligations[0]?.periods[0]?.lines.map(({ id, origin, clause }) => [id, origin, clause]),
    ).toEqual([
      ['total', 'test@v1', 'c1'],
      ['share', 'test@v1', 'c1'],
      ['b', 'child@v1', 'd1'],
    ])
    expect(result.pack).toMatchObject({ id: 'child', version: 'v1' })
  })

  it('a minimum may be tightened, not loosened: a fault names both clauses', () => {
    const tighten = (atLeast: string) =>
      child({}, { merge: [{ tighten: { line: 'total', atLeast }, clause: 'd1' }] })
    expect(codes(tighten('80'))).toEqual(['layer.loosens c1 d1'])
    expect(line(run(compiled(tighten('100'), [parent]), factsOf([]), '2021-12-31'), 'total')).toMatchObject({
      required: '100',
      origin: 'child@v1',
      clause: 'd1',
    })
    expect(codes(child({ require: { allOf: [{ id: 'total', atLeast: '80', clause: 'd1' }] } }))).toEqual([
      'layer.loosens c1 d1',
    ])
  })

  it('replacing needs a reason, and the origin shows it', () => {
    const replace = { replace: { line: 'total', atLeast: '80' }, because: 'd1' }
    const result = run(compiled(child({}, { merge: [replace] }), [parent]), factsOf([]), '2021-12-31')
    expect(line(result, 'total')).toMatchObject({ required: '80', origin: 'child@v1', clause: 'd1' })
    expect(codes(child({}, { merge: [{ replace: { line: 'total', atLeast: '80' } }] }))).toEqual([
      'key.missing',
    ])
  })

  it('a cap may only go down', () => {
    const tighten = (atMost: string) =>
      child({}, { merge: [{ tighten: { cap: 'online', atMost }, clause: 'd1' }] })
    expect(codes(tighten('40'))).toEqual(['layer.loosens c2 d1'])
    const result = run(
      compiled(tighten('20'), [parent]),
      factsOf([act('x', 50, '2021-03-03', { mode: 'online' })]),
      '2021-12-31',
    )
    expect(counted(result, 'total')).toBe('20')
  })

  it('a category of the child is read by the lines named as one of the parent', () => {
    const mapped = (by?: readonly string[]) =>
      child({}, { merge: [{ map: { category: 'b', readAs: 'a', ...(by && { by }) }, clause: 'd1' }] })
    const facts = factsOf([act('x', 60, '2021-03-03', { category: 'b', mode: 'room' })])
    expect(counted(run(compiled(mapped(['share']), [parent]), facts, '2021-12-31'), 'share')).toBe('60')
    expect(counted(run(compiled(mapped(['total']), [parent]), facts, '2021-12-31'), 'share')).toBe('0')
  })

  it('lines and rules may be removed for a stated reason; one that is not there is a slip', () => {
    const ruleset = compiled(child({}, { merge: [{ remove: { line: 'share' }, because: 'd1' }] }), [parent])
    expect(
      run(ruleset, factsOf([act('x', 90, '2021-03-03', { category: 'b', mode: 'room' })]), '2021-12-31')
        .standing,
    ).toBe('met')
    expect(codes(child({}, { merge: [{ remove: { line: 'gone' }, because: 'd1' }] }))).toEqual([
      'merge.nothing',
    ])
  })

  it('a line that others of the parent build on cannot be taken from under them: the fault is where it was done', () => {
    const whereOf = (merge: readonly object[]) =>
      rawFaultsOf(child({}, { merge }), [parent]).map(({ code, pointer }) => `${code} ${pointer}`)
    expect(whereOf([{ remove: { line: 'total' }, because: 'd1' }])).toEqual([
      'line.unknown /versions/0/merge/0/remove/line',
    ])
    expect(whereOf([{ replace: { line: 'share', ofLine: 'gone' }, because: 'd1' }])).toEqual([
      'line.unknown /versions/0/merge/0/replace/ofLine',
    ])
  })

  it('a rule under a taken id, a part that is stated already, or another kind of period replaces only on purpose', () => {
    expect(codes(child({ recognise: [{ id: 'r', path: 'employer' }] }))).toEqual(['layer.replaces'])
    expect(codes(child({ period: { kind: 'shifted-year', from: '07-01' } }))).toEqual(['layer.replaces'])
    const meant = child(
      { period: { kind: 'shifted-year', from: '07-01' } },
      { merge: [{ replace: { part: 'period' }, because: 'd1' }] },
    )
    expect(codes(meant)).toEqual([])
  })

  describe('whom an obligation above concerns, and what settles it, changes only on purpose', () => {
    const inPost = { fact: 'status', is: 'in' }
    const above = packOf({ population: inPost })
    const on = '/versions/0/obligations/0'
    const found = (obligation: Record<string, unknown>, parts: readonly string[] = [], parent = above) =>
      faultsOf(
        child(obligation, {
          merge: parts.map((part) => ({ replace: { part }, because: 'd1' })),
        }),
        [parent],
      )
    const refused = (place: string) => [`layer.replaces ${on}/${place}`]

    it('a population: conditions of its own are added to those above, but nobody and everybody are said on purpose', () => {
      const here = { fact: 'city', is: 'Linjiang' }
      expect(found({ population: 'never' })).toEqual(refused('population'))
      expect(found({ population: { all: [inPost, { any: ['never'] }] } })).toEqual(refused('population'))
      expect(found({ population: { not: { any: [here, 'always'] } } })).toEqual(refused('population'))
      expect(found({ population: 'always' })).toEqual(refused('population'))
      expect(found({ population: 'never' }, [], packOf())).toEqual(refused('population'))
      expect(found({ population: 'never' }, ['population'])).toEqual([])
      expect(found({ population: 'always' }, ['population'])).toEqual([])
      expect(found({ population: 'always' }, [], packOf())).toEqual([])
      expect(found({ population: here })).toEqual([])
      expect(found({ population: { all: [inPost, here] } })).toEqual([])
      expect(found({})).toEqual([])
    })

    it('whether it is of a person or of each holding, and of which', () => {
      const licence = { per: 'holding', holding: { kind: 'licence' } }
      expect(found(licence)).toEqual([...refused('per'), ...refused('holding')])
      expect(found(licence, ['per'])).toEqual([])
      expect(found({ per: 'person' })).toEqual([])
      const perLicence = packOf(licence)
      expect(found({ per: 'person' }, [], perLicence)).toEqual(refused('per'))
      expect(found(licence, [], perLicence)).toEqual([])
      expect(found({ holding: { kind: 'title' } }, [], perLicence)).toEqual(refused('holding'))
      expect(found({ holding: { kind: 'title' } }, ['holding'], perLicence)).toEqual([])
    })

    it('what settles it without study', () => {
      const settled = (id: string) => ({ id, when: { field: 'kind', is: id }, lines: 'all' })
      const exam = packOf({ satisfiedBy: [settled('exam')] })
      const prize = { satisfiedBy: [settled('prize')] }
      expect(found(prize)).toEqual(refused('satisfiedBy/0'))
      expect(found(prize, [], exam)).toEqual(refused('satisfiedBy/0'))
      const instead = compiled(
        child(prize, { merge: [{ replace: { part: 'satisfiedBy' }, because: 'd1' }] }),
        [exam],
      )
      const after = (kind: string) =>
        run(instead, factsOf([act('x', 1, '2021-03-03', { kind })]), '2021-12-31').standing
      expect([after('prize'), after('exam'), after('class')]).toEqual(['met', 'unmet', 'unmet'])
    })

    it('an obligation of its own is laid on as it likes, and three layers agree with the widest', () => {
      const own = { ...(packOf() as { versions: { obligations: object[] }[] }).versions[0]?.obligations[0] }
      const extra = { ...own, id: 'extra', per: 'holding', holding: { kind: 'x' }, population: 'never' }
      expect(faultsOf(child({}, { obligations: [extra] }), [above])).toEqual([])
      const middle = child({ population: undefined })
      const low = {
        ...child({ period: { kind: 'calendar-year' }, population: inPost }),
        id: 'low',
        on: ['child'],
        clauses: {},
        basis: {},
      }
      expect(faultsOf(low, [middle, above])).toEqual([])
      const never = { ...low, versions: child({ population: 'never' })['versions'] }
      expect(faultsOf(never, [middle, above])).toEqual(refused('population'))
    })
  })

  it('the child’s rules stand before the parent’s', () => {
    const ruleset = compiled(
      child({
        convert: { hours: [{ id: 'mine', when: { field: 'kind', is: 'class' }, steps: [{ flat: '7' }] }] },
      }),
      [parent],
    )
    const facts = factsOf([
      act('x', 50, '2021-03-03', { mode: 'room' }),
      act('y', 50, '2021-03-03', { kind: 'other', mode: 'room' }),
    ])
    expect(counted(run(ruleset, facts, '2021-12-31'), 'total')).toBe('57')
  })

  it('the unit comes from the lowest layer that has one, and an unyielding other is a conflict', () => {
    const unit = { id: 'credit', zh: '学分', en: 'credit', minutes: 50 }
    expect(codes({ ...child({}), unit, measures: {} })).toContain('unit.conflict')
    const yielding = {
      ...packOf({
        convert: { hours: [{ id: 'k', steps: [{ units: {} }] }] },
        require: { id: 'total', atLeast: '90' },
      }),
      unit: { id: 'hour', zh: '时', en: 'hour', minutes: 45, yields: true },
      measures: {},
    }
    const lines = (pack: object) =>
      run(compiled(pack, [yielding]), factsOf([]), '2021-12-31').trace?.nodes.find(
        ({ text }) => text === 'required.total',
      )?.out
    const without = Object.fromEntries(
      Object.entries(child({})).filter(([key]) => key !== 'unit' && key !== 'measures'),
    )
    expect([lines({ ...child({}), unit, measures: {} }), lines(without)]).toEqual([90 * 50, 90 * 45])
  })

  it('versions of layers change on their own days', () => {
    const later = packOf(
      { require: { allOf: [{ id: 'total', atLeast: '100', clause: 'c1' }] } },
      {},
      { id: 'v2', inForce: { from: '2021-01-01', to: null } },
    )
    const [first] = parent['versions'] as readonly object[]
    const both = {
      ...parent,
      versions: [
        { ...first, inForce: { from: '2000-01-01', to: '2020-12-31' } },
        ...(later['versions'] as readonly object[]),
      ],
    }
    const ruleset = compiled(child({}), [both])
    const total = (year: string) =>
      line(run(ruleset, factsOf([], { ask: { period: year } }), '2022-01-01'), 'total')
    expect([total('2020'), total('2021')].map(({ required, origin }) => [required, origin])).toEqual([
      ['90', 'test@v1'],
      ['100', 'test@v2'],
    ])
  })

  it('faults of a layer are told apart from those of the pack', () => {
    const broken = packOf({ period: { kind: 'lunar' } })
    const result = compile(child({}), [broken])
    expect(result.ok ? [] : result.errors.map(({ code, params }) => [code, params['pack']])).toEqual([
      ['period.unknown', 'test'],
    ])
  })
})
