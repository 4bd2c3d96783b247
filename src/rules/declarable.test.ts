import { describe, expect, it } from 'vitest'
import { answersOf, declaredKind, declareRulesOn, wordOfChoice } from './declarable.ts'
import type { Activity } from './facts.ts'
import { compile } from './compile.ts'
import { compiled, packOf } from './testing/build.ts'

const ask = (more: object = {}) => ({
  field: 'evidence.level',
  form: 'choice',
  zh: '级别',
  en: 'Level',
  choices: [{ value: 'core', zh: '核心', en: 'core' }],
  ...more,
})
const kind = (more: object = {}) => ({
  id: 'paper',
  zh: '论文',
  en: 'Paper',
  categories: ['a'],
  asks: [ask(), { field: 'work', form: 'text', zh: '编号', en: 'Number', required: false }],
  ...more,
})
const pack = (declare: object) => packOf({}, {}, { declare })
const faults = (declare: object): readonly string[] => {
  const read = compile(pack(declare))
  return read.ok
    ? []
    : read.errors.map(({ code, pointer }) => `${code} ${pointer.replace('/versions/0/declare', '')}`)
}

describe('what people may declare', () => {
  it('is that of the version in force, with questions that must be answered unless told', () => {
    const ruleset = compiled(pack({ kinds: [kind()], until: { monthDay: '03-31', yearsAfter: 1 } }))
    const rules = declareRulesOn(ruleset, '2026-05-06')
    expect(rules?.kinds[0]?.asks.map(({ field, required }) => [field, required])).toEqual([
      ['evidence.level', true],
      ['work', false],
    ])
    expect([rules?.until, rules?.check, rules?.days.check]).toEqual([
      { monthDay: '03-31', yearsAfter: 1 },
      null,
      null,
    ])
    expect(declareRulesOn(ruleset, '1999-12-31')).toBeNull()
    expect(declareRulesOn(compiled(packOf()), '2026-05-06')).toBeNull()
  })

  it('may be added to, restated and given other days by a layer below', () => {
    const wide = {
      ...pack({ kinds: [kind(), kind({ id: 'book' })], check: 'authority', days: { check: 5, mend: 9 } }),
      id: 'wide',
    }
    const own = packOf(
      {},
      { on: ['wide'], clauses: {}, basis: {} },
      {
        declare: { kinds: [kind({ zh: '论文（本市）' }), kind({ id: 'talk' })], days: { check: 7 } },
        obligations: [],
      },
    )
    const rules = declareRulesOn(compiled(own, [wide]), '2026-05-06')
    expect(rules?.kinds.map(({ id, zh, origin }) => [id, zh, origin])).toEqual([
      ['paper', '论文（本市）', 'test@v1'],
      ['talk', '论文', 'test@v1'],
      ['book', '论文', 'wide@v1'],
    ])
    expect([rules?.check, rules?.days]).toEqual([
      'authority',
      { check: 7, recognise: null, mend: 9, remind: null },
    ])
  })

  it('is refused with every fault named', () => {
    expect(faults({ kinds: [] })).toEqual(['list.empty /kinds'])
    expect(faults({ kinds: [kind(), kind()] })).toEqual(['id.twice /kinds/1/id'])
    expect(faults({ kinds: [kind({ categories: ['x'], clause: 'nowhere' })] }).toSorted()).toEqual([
      'category.unknown /kinds/0/categories',
      'clause.unknown /kinds/0/clause',
    ])
    expect(
      faults({ kinds: [kind({ asks: [ask({ field: 'recognitions' }), ask({ choices: [] })] })] }),
    ).toEqual(['declare.field /kinds/0/asks/0/field', 'declare.choices /kinds/0/asks/1'])
    expect(
      faults({
        kinds: [kind()],
        until: { monthDay: '02-30' },
        days: { check: 0 },
        check: 'nobody',
      }).toSorted(),
    ).toEqual(['type.choice /check', 'type.integer /days/check', 'type.month-day /until/monthDay'])
  })
})

describe('an activity', () => {
  const activity: Activity = {
    id: 'x',
    kind: 'paper',
    work: 'paper:101000',
    from: '2026-05-06',
    to: '2026-05-06',
    evidence: { level: 'core', work: '10.1000' },
  }

  it('answers the questions of its kind in the pack’s words, the number as it was written', () => {
    const found = declaredKind(compiled(pack({ kinds: [kind()] })), activity)
    expect(found && answersOf(found, activity)).toEqual([
      { label: { zh: '级别', en: 'Level' }, value: { zh: '核心', en: 'core' } },
      { label: { zh: '编号', en: 'Number' }, value: { zh: '10.1000', en: '10.1000' } },
    ])
    // Of a number left out nothing is told, not what the work is compared by either.
    const unnumbered = { ...activity, work: 'paper:ANOLDPAPER', evidence: { level: 'core' } }
    expect(found && answersOf(found, unnumbered)).toEqual([
      { label: { zh: '级别', en: 'Level' }, value: { zh: '核心', en: 'core' } },
    ])
    expect(found && [wordOfChoice(found, 'core')?.en, wordOfChoice(found, '3')]).toEqual(['core', null])
  })
})
