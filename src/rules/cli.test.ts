import { describe, expect, it } from 'vitest'
import { rulesCommand } from './cli.ts'
import { packOf } from './testing/build.ts'

const facts = {
  schema: 'zhixin.facts/1',
  ask: { period: '2021' },
  person: { id: 'p', facts: {} },
  activities: [{ id: 'x', kind: 'class', from: '2021-03-01', to: '2021-03-01', quantity: { units: 7 } }],
}
const row = (counted: string) => ({
  name: 'seven hours',
  on: '2021-12-31',
  facts,
  expect: {
    standing: 'unmet',
    obligations: [{ id: 'yearly', periods: [{ key: '2021', lines: [{ id: 'total', counted }] }] }],
  },
})
const upper = packOf({}, { id: 'upper' })
const lower = {
  schema: 'zhixin.pack/1',
  id: 'lower',
  on: ['upper', 'side'],
  title: { zh: '下', en: 'lower' },
  versions: [{ id: 'l', inForce: { from: '2020-01-01' }, obligations: [] }],
}
const side = packOf({ id: 'other' }, { id: 'side', clauses: {}, versions: [] })
const files: Readonly<Record<string, string>> = {
  'ok/rules.json': JSON.stringify(packOf()),
  'ok/cases.json': JSON.stringify([row('7')]),
  'wrong/rules.json': JSON.stringify(packOf()),
  'wrong/cases.json': JSON.stringify([row('7'), row('8')]),
  'idle/rules.json': JSON.stringify(packOf()),
  'idle/cases.json': JSON.stringify([
    { ...row('7'), expect: {} },
    { ...row('7'), expect: { obligations: [{ id: 'yearly', periods: [{ key: '2021', lines: [] }] }] } },
    {
      ...row('7'),
      expect: { obligations: [{ id: 'yearly', periods: [{ key: '2021', standing: 'unmet' }] }] },
    },
    { ...row('7'), expect: { activities: [{ id: 'x', status: 'counted' }] } },
  ]),
  'none/rules.json': JSON.stringify(packOf()),
  'none/cases.json': '[]',
  'bare/rules.json': JSON.stringify(packOf()),
  'broken/rules.json': '{"schema":',
  'faulty/rules.json': JSON.stringify(
    packOf({ require: { id: 'total', atLeast: 10.5 }, strange: 1, period: { kind: 'moon' } }),
  ),
  'written/rules.json': JSON.stringify(packOf()).replace('"atLeast":"10"', '"atLeast":10.0'),
  'twice/rules.json': JSON.stringify(packOf()).replace('"zh":"测试"', '"zh":"一","zh":"测试"'),
  'deep/rules.json': `${'{"not":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
  'long/rules.json': JSON.stringify(packOf({}, { title: { zh: '测试', en: 'x'.repeat(10_000_000) } })),
  'upper/rules.json': JSON.stringify(upper),
  'lower/rules.json': JSON.stringify(lower),
  'side/rules.json': JSON.stringify({
    ...side,
    versions: [{ id: 's', inForce: { from: '2020-01-01' }, obligations: [] }],
  }),
  'note/rules.json': JSON.stringify(
    packOf({
      require: {
        allOf: [
          { id: 'total', atLeast: '10' },
          { id: 'no', none: ['c'] },
        ],
      },
    }),
  ),
  'facts.json': JSON.stringify(facts),
  'lapsed/rules.json': JSON.stringify(packOf({}, {}, { inForce: { from: '2000-01-01', to: '2010-12-31' } })),
  'strange.json': JSON.stringify({
    ...facts,
    activities: facts.activities.map((one) => ({ ...one, category: 'aa' })),
  }),
  'slip.json': JSON.stringify({ ...facts, ask: { obligation: 'anual' } }),
  'bad-facts.json': JSON.stringify({ ...facts, strange: 1, person: { id: 'p' } }),
  'half.json': JSON.stringify(facts).replace('"units":7', '"units":7.0'),
}
const read = (name: string): string | undefined => (Object.hasOwn(files, name) ? files[name] : undefined)

interface Ended {
  readonly code: number
  readonly json: unknown
  readonly output: string
  readonly told: string
}

const rules = async (line: string): Promise<Ended> => {
  let [output, told] = ['', '']
  const code = await rulesCommand(line.split(' ').filter(Boolean), {
    stdout: (text) => (output += text),
    stderr: (text) => (told += text),
    readFile: async (path) => read(path) ?? Promise.reject(new Error(`no ${path}`)),
    resolvePack: async (name) =>
      name === 'upper' || name === 'side' ? null : (read(`${name}/rules.json`) ?? null),
  })
  return { code, output, told, json: output === '' ? null : JSON.parse(output) }
}

describe('rules on the command line', () => {
  it('ends with 2 and the usage, and prints nothing, where it is asked for wrongly', async () => {
    for (const line of [
      '',
      'praise',
      'check',
      'check ok more',
      'evaluate ok',
      'evaluate ok facts.json x',
      'cases',
      'check ok --lost',
      'check ok --with',
      'evaluate ok facts.json --on 2021-02-30',
      'evaluate ok facts.json --trace=yes',
    ]) {
      const { code, output, told } = await rules(line)
      expect([line, code, output]).toEqual([line, 2, ''])
      expect(told).toContain('npx zhixin rules evaluate PACK FACTS')
    }
  })

  it('ends with 3 where a file cannot be read', async () => {
    expect(await rules('check nowhere')).toMatchObject({
      code: 3,
      json: [{ pointer: '', code: 'pack.not-found' }],
    })
    expect(await rules('evaluate ok nowhere.json --on 2021-12-31')).toMatchObject({
      code: 3,
      json: [{ code: 'file.unreadable' }],
    })
    expect(await rules('cases bare')).toMatchObject({ code: 3, json: [{ code: 'file.unreadable' }] })
  })

  it('check prints every fault at once, with pointer, code and params, and sentences beside it', async () => {
    expect(await rules('check ok')).toMatchObject({
      code: 0,
      json: [],
      told: expect.stringMatching(/^✓ .*没有错误 · no faults\n$/),
    })
    const { code, json, told } = await rules('check faulty')
    expect(code).toBe(1)
    const place = '/versions/0/obligations/0'
    expect(json).toEqual([
      {
        pointer: `${place}/strange`,
        code: 'key.unknown',
        params: { known: expect.any(String) as string, key: 'strange' },
      },
      { pointer: `${place}/period/kind`, code: 'period.unknown', params: expect.any(Object) as object },
      { pointer: `${place}/require/atLeast`, code: 'number.inexact', params: {} },
    ])
    expect(told).toContain('what is not whole is written as a text')
    expect(told).toContain('没有这种周期')
    expect((await rules('check faulty --json')).told).toBe('')
    expect(await rules('check broken')).toMatchObject({
      code: 1,
      json: [{ pointer: '', code: 'json.syntax', params: { file: 'broken/rules.json' } }],
    })
  })

  it('refuses a number written with a point although its value is whole', async () => {
    expect(await rules('check written --json')).toMatchObject({
      code: 1,
      json: [{ pointer: '/versions/0/obligations/0/require/allOf/0/atLeast', code: 'number.inexact' }],
    })
    expect(await rules('evaluate ok half.json --on 2021-12-31 --json')).toMatchObject({
      code: 1,
      json: [{ pointer: '/activities/0/quantity/units', code: 'number.inexact' }],
    })
  })

  it('refuses a key that is written twice, and what is nested too deeply to be read', async () => {
    expect(await rules('check twice')).toMatchObject({
      code: 1,
      json: [{ pointer: '/title/zh', code: 'key.twice', params: { key: 'zh' } }],
      told: expect.stringContaining('写了两次') as string,
    })
    expect(await rules('check deep --json')).toMatchObject({
      code: 1,
      json: [{ pointer: '', code: 'document.too-deep' }],
    })
    expect(await rules('check long --json')).toMatchObject({
      code: 1,
      json: [{ pointer: '/title/en', code: 'document.too-big' }],
    })
  })

  it('tells which rules let more study make a standing worse, and that is no fault', async () => {
    const { code, json, told } = await rules('check note')
    expect([code, json]).toEqual([0, []])
    expect(told).toContain('one more activity may turn met into unmet')
  })

  it('evaluate prints RESULT and ends with 0 whatever the standing, with a trace where asked for', async () => {
    const plain = await rules('evaluate ok facts.json --on 2021-12-31')
    expect(plain).toMatchObject({
      code: 0,
      json: { schema: 'zhixin.result/1', on: '2021-12-31', standing: 'unmet' },
    })
    expect(plain.json).not.toHaveProperty('trace')
    expect((await rules('evaluate ok facts.json --trace --on=2021-12-31')).json).toHaveProperty(
      'trace.root',
      0,
    )
    expect(await rules('evaluate ok bad-facts.json --on 2021-12-31')).toMatchObject({
      code: 1,
      json: [
        { pointer: '/strange', code: 'key.unknown' },
        { pointer: '/person', code: 'key.missing', params: { key: 'facts' } },
      ],
    })
    expect(await rules('evaluate ok facts.json')).toMatchObject({
      code: 1,
      json: [{ pointer: '/ask/on', code: 'on.missing' }],
    })
    expect(await rules('evaluate ok slip.json --on 2021-12-31')).toMatchObject({
      code: 1,
      json: [{ pointer: '/ask/obligation', code: 'obligation.unknown', params: { obligation: 'anual' } }],
    })
  })

  it('evaluate says beside RESULT that nothing applies and why, and which words the rules do not know', async () => {
    const lapsed = await rules('evaluate lapsed facts.json --on 2021-12-31')
    expect(lapsed).toMatchObject({ code: 0, json: { applies: false, because: 'version.none' } })
    expect(lapsed.told).toContain('没有生效的规则版本')
    const strange = await rules('evaluate ok strange.json --on 2021-12-31')
    expect(strange).toMatchObject({ code: 0, json: { activities: [{ unnamed: { category: 'aa' } }] } })
    expect(strange.told).toMatch(/^\/activities\/x\/category：规则没有声明科目类别“aa”.*no category “aa”/)
    expect((await rules('evaluate ok strange.json --on 2021-12-31 --json')).told).toBe('')
  })

  it('finds layers among the packs given, one flag for each or one for all', async () => {
    const given = async (line: string): Promise<number> => {
      let output = ''
      return rulesCommand(line.split(' '), {
        stdout: (text) => (output += text),
        stderr: () => undefined,
        readFile: async () => '',
        resolvePack: async (name) => read(`${name.replace('./', '')}/rules.json`) ?? null,
      }).then((code) => (output === '' ? -1 : code))
    }
    expect(await rules('check lower --json')).toMatchObject({
      code: 1,
      json: [
        { pointer: '/on/0', code: 'layers.missing', params: { pack: 'lower', on: 'upper' } },
        { pointer: '/on/1', code: 'layers.missing', params: { pack: 'lower', on: 'side' } },
      ],
    })
    expect(await given('check lower --with ./upper --with ./side')).toBe(0)
    expect(await given('check lower --with ./upper ./side --json')).toBe(0)
  })

  it('cases ends with 1 on a mismatch, with expected and got', async () => {
    expect(await rules('cases ok')).toMatchObject({ code: 0, json: { pack: 'test', passed: 1, failed: 0 } })
    const { code, json, told } = await rules('cases wrong')
    expect([code, json]).toMatchObject([
      1,
      {
        passed: 1,
        failed: 1,
        cases: [
          { passed: true, mismatches: [] },
          { passed: false, mismatches: [{ expected: '8', got: '7' }] },
        ],
      },
    ])
    expect(told).toContain('"8" ≠ "7"')
  })

  it('cases that expect nothing, or none at all, are no proof', async () => {
    expect(await rules('cases idle')).toMatchObject({
      code: 1,
      json: [
        { pointer: '/0/expect', code: 'case.expects-nothing' },
        { pointer: '/1/expect', code: 'case.expects-nothing' },
      ],
      told: expect.stringContaining('a standing, a line or an activity') as string,
    })
    const none = await rules('cases none')
    expect(none).toMatchObject({ code: 1, json: [{ pointer: '', code: 'cases.none' }] })
    expect(none.told).toContain('没有算例')
  })
})
