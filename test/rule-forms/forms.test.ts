import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as condition from '../../src/rules/schema/condition-schema.ts'
import * as declared from '../../src/rules/schema/declare-schema.ts'
import type { Shape } from '../../src/rules/schema/json-schema.ts'
import * as obligation from '../../src/rules/schema/obligation-schema.ts'
import * as schema from '../../src/rules/schema/pack-schema.ts'
import { operators, subjects, ways, wayOf } from '../../src/web/screens/office/rules/forms/conditions.ts'
import { type Form, fieldsOf, type Kind, type Union } from '../../src/web/screens/office/rules/forms/form.ts'
import * as frame from '../../src/web/screens/office/rules/forms/frame-forms.ts'
import * as requirement from '../../src/web/screens/office/rules/forms/requirement-forms.ts'
import * as rule from '../../src/web/screens/office/rules/forms/rule-forms.ts'
import { steps } from '../../src/web/screens/office/rules/forms/step-forms.ts'

type Node = Readonly<Record<string, unknown>>
const nodeOf = (value: unknown): Node => value as Node

const membersOf = (form: Form): readonly string[] => form.map(({ member }) => member).toSorted()
const membersNamed = (shape: Pick<Shape, 'properties'>): readonly string[] =>
  Object.keys(shape.properties).toSorted()

/** The form inside a field of that name, wherever it is in a form. */
const inner = (form: Form, member: string): Form => {
  const found = form.find((one) => one.member === member)
  if (found?.as === 'form') return found.form
  if (found?.as === 'list' || found?.as === 'map') {
    const union = found.union()
    return fieldsOf(union, Object.keys(union.kinds)[0] ?? '')
  }
  throw new Error(`${member} has no form`)
}
const one = (union: Union): Form => fieldsOf(union, 'one')
const step = (op: string): Form => inner(fieldsOf(steps, op), op)

/** Kinds that the schema tells apart, with what the studio has for them. */
const unions: readonly (readonly [string, Readonly<Record<string, Shape>>, Union])[] = [
  ['requirements', obligation.lines, requirement.requirements],
  ['conflicts', obligation.conflicts, rule.conflicts],
  ['allocations', obligation.allocations, rule.allocations],
  ['periods', obligation.periods, frame.periods],
]

describe.each(unions)('forms for %s', (_name, shapes, union) => {
  it('there are for every kind that the schema knows, and for no other', () => {
    expect(Object.keys(union.kinds).toSorted()).toEqual(Object.keys(shapes).toSorted())
  })

  it.each(Object.keys(shapes))(
    '%s has a field for every member, and what it begins as is of its kind',
    (kind) => {
      const shape = shapes[kind] as Shape
      expect([...membersOf(fieldsOf(union, kind)), ...(union.said ? [union.said] : [])].toSorted()).toEqual(
        membersNamed(shape),
      )
      const begun = union.kinds[kind]?.begun ?? {}
      expect(union.kindOf(begun)).toBe(kind)
      expect(shape.required.filter((member) => member !== 'id' && !(member in begun))).toEqual([])
    },
  )
})

const forms: readonly (readonly [string, Pick<Shape, 'properties'>, Form])[] = [
  ['recognition', obligation.recognise, one(rule.recognitions)],
  ['conversion', obligation.conversion, one(rule.conversions)],
  ['cap', obligation.cap, one(requirement.caps)],
  ['spill-over', obligation.spill, one(requirement.spills)],
  ['taken as met', obligation.satisfiedBy, one(requirement.satisfiedBy)],
  ['make-up', obligation.makeUp, rule.makeUp],
  ['carry-over', obligation.carryOver, rule.carryOver],
  ['extension', obligation.extension, rule.extension],
  ['tier', obligation.tier, inner(rule.extension, 'tiers')],
  ['proration', obligation.prorate, rule.prorate],
  ['rounding of it', obligation.proratedRound, inner(rule.prorate, 'round')],
  ['exemption', obligation.exempt, rule.exempt],
  ['debt', obligation.debt, inner(rule.exempt, 'debt')],
  ['holdings judged', obligation.holdingOf, inner(frame.obligationHead, 'holding')],
  ['time', condition.time, step('time')],
  ['stated units', condition.units, step('units')],
  ['days', condition.days, step('days')],
  ['full dates', condition.fullDates, step('fullDates')],
  ['items', condition.perItem, step('perItem')],
  ['rank', condition.rank, step('rank')],
  ['decay', condition.decay, inner(step('rank'), 'beyond')],
  ['table', condition.table, step('table')],
  ['thresholds', condition.steps, step('steps')],
  ['threshold', condition.row, inner(step('steps'), 'rows')],
  ['date', condition.perDate, step('perDate')],
  ['round', condition.round, step('round')],
  ['branch of steps', condition.stepBranch, inner(fieldsOf(steps, 'case'), 'case')],
  ['version in force', schema.inForce, inner(frame.versionHead, 'inForce')],
  ['mapping', schema.mapped, inner(fieldsOf(frame.directives, 'map'), 'map')],
  ['declaration', declared.declare, frame.declare],
  ['kind declared', declared.declarable, inner(frame.declare, 'kinds')],
  ['question', declared.ask, inner(inner(frame.declare, 'kinds'), 'asks')],
  ['answer', declared.answerChoice, inner(inner(inner(frame.declare, 'kinds'), 'asks'), 'choices')],
  ['last day to declare', declared.until, inner(frame.declare, 'until')],
  ['days for each act', declared.actDays, inner(frame.declare, 'days')],
  ['unit', schema.unit, inner(frame.unitForm, 'unit')],
  ['document', schema.basis, one(frame.documents)],
]

it.each(forms)('the form for %s has a field for every member the schema names', (_name, shape, form) => {
  expect(membersOf(form)).toEqual(membersNamed(shape))
})

/** The step forms of the schema, by their operator. */
const operatorsOfSteps = Object.values(condition.stepDefs).flatMap((def) =>
  (def['anyOf'] as readonly Shape[]).map(({ properties }) => Object.keys(properties)[0] ?? ''),
)

it('every step of a conversion has a form', () => {
  expect(Object.keys(steps.kinds).toSorted()).toEqual(operatorsOfSteps.toSorted())
  for (const op of operatorsOfSteps) {
    expect(membersOf(fieldsOf(steps, op)), op).toEqual([op, 'clause'].toSorted())
    expect(steps.kindOf(nodeOf(steps.kinds[op]?.begun)), op).toBe(op)
  }
})

it('every measure, directive, obligation, version and pack member has a place on the page', () => {
  const measures = inner(frame.packMore, 'measures')
  expect(membersOf(measures)).toEqual(membersNamed(schema.hoursMeasure))
  const union = frame.packMore.find(({ member }) => member === 'measures')
  expect(union?.as === 'map' && membersOf(fieldsOf(union.union(), 'other'))).toEqual(
    membersNamed(schema.measure),
  )
  expect(
    [
      ...new Set(
        Object.keys(frame.directives.kinds).flatMap((kind) => membersOf(fieldsOf(frame.directives, kind))),
      ),
    ].toSorted(),
  ).toEqual(membersNamed(schema.directive))
  expect([...membersOf(frame.obligationHead), ...frame.obligationParts].toSorted()).toEqual(
    membersNamed(obligation.obligation),
  )
  expect([...membersOf(frame.versionHead), ...frame.versionParts].toSorted()).toEqual(
    membersNamed(schema.version),
  )
  // What head-fields.tsx shows by itself; `schema` and `id` are settled when a draft is begun.
  const byItself = ['schema', 'id', 'title', 'participants', 'basis', 'clauses', 'categories', 'versions']
  expect([...membersOf(frame.unitForm), ...membersOf(frame.packMore), ...byItself].toSorted()).toEqual(
    membersNamed(schema.pack),
  )
})

it('a condition of every form the schema has can be told apart and is known', () => {
  const samples: readonly unknown[] = [
    'always',
    'never',
    ['public'],
    { all: ['always'] },
    { any: ['always'] },
    { not: 'always' },
    { approval: 'filing', by: 'a', date: 'on', before: 'on' },
    { holds: { kind: 'title', when: 'always' }, at: 'on' },
    ...subjects.flatMap((subject) =>
      operators.map((operator) => ({ [subject]: 'evidence.x', at: 'on', [operator]: 'on' })),
    ),
  ]
  expect(samples.map(wayOf)).not.toContain(undefined)
  const known = condition.conditionDefs['condition']?.['anyOf'] as readonly Shape[]
  // Two texts, a list of categories, three joints, approvals, holdings, and a test of three subjects.
  expect(known).toHaveLength(10)
  expect(membersNamed(known.at(-1) as Shape)).toEqual(['at', 'holding', ...operators].toSorted())
  expect(
    membersNamed(condition.approvalTest).filter(
      (member) => wayOf({ approval: 'a', [member]: 'on' }) === undefined,
    ),
  ).toEqual([])
  expect(new Set(samples.map(wayOf))).toEqual(
    new Set(ways.filter((way) => !['kind', 'mode', 'quantity', 'programme'].includes(way))),
  )
})

const root = new URL('../../rulepacks/', import.meta.url)
const packs = readdirSync(root, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
)
const json = (path: string): Node => JSON.parse(readFileSync(new URL(path, root), 'utf8')) as Node
const listOf = (value: unknown): readonly Node[] => (Array.isArray(value) ? (value as Node[]) : [])
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What of a text no form holds, by its place. */
const leftOut = (value: unknown, form: Form, at: string): readonly string[] => {
  const fields = new Map(form.map((field) => [field.member, field]))
  return Object.entries(nodeOf(value)).flatMap(([member, stated]): readonly string[] => {
    const place = `${at}/${member}`
    const field = fields.get(member)
    if (!field) return [place]
    if (stated === null) return []
    if (field.as === 'form') return leftOut(stated, field.form, place)
    if (field.as === 'condition') return wayless(stated, place)
    if (field.as === 'conditions')
      return (stated as unknown[]).flatMap((each, index) =>
        wayless(isNode(each) && 'that' in each ? each['that'] : each, `${place}/${index}`),
      )
    if (field.as === 'list')
      return listOf(stated).flatMap((row, index) => leftOfUnion(row, field.union(), `${place}/${index}`))
    if (field.as === 'map')
      return Object.entries(nodeOf(stated)).flatMap(([key, row]) =>
        leftOfUnion(nodeOf(row), field.union(), `${place}/${key}`),
      )
    if (field.as === 'chains')
      return (stated as Node[][]).flatMap((chain) => chain.flatMap((row) => leftOfUnion(row, steps, place)))
    return []
  })
}

const wayless = (condition: unknown, at: string): readonly string[] => {
  const way = wayOf(condition)
  if (way === undefined) return [at]
  if (way === 'all' || way === 'any')
    return (nodeOf(condition)[way] as unknown[]).flatMap((each, index) => wayless(each, `${at}/${index}`))
  return way === 'not' ? wayless(nodeOf(condition)['not'], at) : []
}

const leftOfUnion = (row: Node, union: Union, at: string): readonly string[] => {
  const kind = union.kindOf(row)
  const known: Kind | undefined = kind === undefined ? undefined : union.kinds[kind]
  if (kind === undefined || !known) return [at]
  const own = Object.entries(row).filter(([member]) => member !== union.said)
  return leftOut(Object.fromEntries(own), fieldsOf(union, kind), at)
}

describe.each(packs)('the shipped pack %s', (name) => {
  const pack = json(`${name}/rules.json`)
  const versions = listOf(pack['versions'])
  const of = (node: Node, members: readonly string[]): Node =>
    Object.fromEntries(Object.entries(node).filter(([member]) => !members.includes(member)))

  it('says nothing that the forms do not hold', () => {
    const parts: Readonly<Record<string, Union | Form>> = {
      period: frame.periods,
      recognise: rule.recognitions,
      conflicts: rule.conflicts,
      allocate: rule.allocations,
      caps: requirement.caps,
      spill: requirement.spills,
      satisfiedBy: requirement.satisfiedBy,
      carryOver: rule.carryOver,
      makeUp: rule.makeUp,
      extension: rule.extension,
      prorate: rule.prorate,
      exempt: rule.exempt,
    }
    const left = versions.flatMap((version) => [
      ...leftOut(of(version, frame.versionParts), frame.versionHead, 'version'),
      ...listOf(version['merge']).flatMap((row) => leftOfUnion(row, frame.directives, 'merge')),
      ...leftOut(version['declare'] ?? {}, frame.declare, 'declare'),
      ...listOf(version['obligations']).flatMap((each) => [
        ...leftOut(of(each, frame.obligationParts), frame.obligationHead, 'obligation'),
        ...Object.entries(parts).flatMap(([part, form]) => {
          const stated = each[part]
          if (stated === undefined || stated === null) return []
          if (Array.isArray(form)) return leftOut(stated, form as Form, part)
          const rows = Array.isArray(stated) ? listOf(stated) : [nodeOf(stated)]
          return rows.flatMap((row) => leftOfUnion(row, form as Union, part))
        }),
        ...requirementsOf(each['require']).flatMap((row) =>
          leftOfUnion(row, requirement.requirements, 'require'),
        ),
        ...Object.values(nodeOf(each['convert'] ?? {})).flatMap((rules) =>
          listOf(rules).flatMap((row) => leftOfUnion(row, rule.conversions, 'convert')),
        ),
      ]),
    ])
    const heads = leftOut(
      of(pack, ['schema', 'id', 'title', 'participants', 'clauses', 'categories', 'versions', 'basis']),
      [...frame.unitForm, ...frame.packMore],
      '',
    )
    const documents = Object.values(nodeOf(pack['basis'] ?? {})).flatMap((row) =>
      leftOfUnion(nodeOf(row), frame.documents, 'basis'),
    )
    expect([...left, ...heads, ...documents]).toEqual([])
  })
})

const requirementsOf = (require: unknown): readonly Node[] => {
  const node = nodeOf(require ?? {})
  return Array.isArray(node['allOf']) && node['id'] === undefined
    ? listOf(node['allOf'])
    : require
      ? [node]
      : []
}
