import { packIdPattern } from '../../kernel/pack-id.ts'
import { conditionDefs, stepDefs } from './condition-schema.ts'
import { declare } from './declare-schema.ts'
import { obligationDefs } from './obligation-schema.ts'
import {
  anyOf,
  bilingual,
  choice,
  day,
  exact,
  flag,
  integer,
  list,
  optionalList,
  orNull,
  record,
  ref,
  type Schema,
  shape,
  someOf,
  text,
  told,
} from './json-schema.ts'

const packId: Schema = {
  type: 'string',
  pattern: packIdPattern,
  description: '1 to 60 letters, digits, dots, underscores or hyphens, such as gd-2021',
}
const names = { zh: text, en: text }
export const unit = shape({
  ...names,
  id: text,
  minutes: told(integer(1, 1440), 'whole minutes in one unit of account'),
  'yields?': told(flag, 'a layer below may set another'),
})
export const hoursMeasure = shape({ unit: text })
export const measure = shape({
  ...names,
  unit: text,
  'perUnit?': told(integer(1, 10_000), 'grains in one unit: 2 for half-days'),
  'nominalMinutes?': told(orNull(exact), 'for comparing alternatives by effort, never to convert'),
})
export const basis = shape({
  number: text,
  authority: bilingual,
  'title?': {},
  'published?': orNull(day),
  'supersedes?': {},
  'file?': {},
  'uncertain?': optionalList(text),
})
export const clause = shape({ ...names, basis: text })
export const layerNames = ['national', 'province', 'city', 'sector', 'employer', 'programme'] as const

export const mapped = shape({ category: text, readAs: text, 'by?': optionalList(text) })
const changeOf = (...targets: readonly string[]): Schema => ({
  type: 'object',
  properties: Object.fromEntries(targets.map((target) => [target, text])),
  anyOf: targets.map((target) => ({ required: [target] })),
})
const tightened = told(changeOf('line', 'cap'), 'a line or cap by its id, with what is stricter')
const replaced = told(
  changeOf('line', 'cap', 'rule', 'part'),
  'a line, cap, rule or part by its id; `because` names the clause that says why',
)
const removed = changeOf('line', 'cap', 'rule')
export const directive = shape({
  'obligation?': orNull(text),
  'clause?': text,
  'because?': text,
  'map?': mapped,
  'tighten?': tightened,
  'replace?': replaced,
  'remove?': removed,
})
const oneChange = {
  oneOf: [
    { required: ['map', 'clause'] },
    { required: ['tighten', 'clause'] },
    { required: ['replace', 'because'] },
    { required: ['remove', 'because'] },
  ],
}
export const inForce = shape({ from: day, 'to?': orNull(day) })
export const version = shape({
  id: text,
  inForce,
  'governs?': choice('period', 'activity-start', 'activity-completion'),
  'merge?': optionalList({ ...directive, ...oneChange }),
  'declare?': orNull(declare),
  obligations: optionalList(ref('obligation')),
})
export const pack = shape({
  schema: choice('zhixin.pack/1'),
  id: packId,
  'layer?': choice(...layerNames),
  'on?': told(optionalList(packId), 'the packs it stands on'),
  'participants?': {},
  title: bilingual,
  'unit?': orNull(unit),
  'measures?': orNull(record(anyOf(hoursMeasure, measure))),
  'orders?': orNull(record(optionalList(text))),
  'categories?': orNull(record(bilingual)),
  'basis?': orNull(record(basis)),
  'clauses?': orNull(record(clause)),
  versions: someOf(version),
})

const draft = 'https://json-schema.org/draft/2020-12/schema'
export const packSchema: Schema = {
  $schema: draft,
  $id: 'urn:zhixin:pack:1',
  title: 'PACK: a regulation as data',
  ...pack,
  $defs: { ...conditionDefs, ...stepDefs, ...obligationDefs },
}

export const caseRow = shape({
  'name?': anyOf(text, record(text)),
  'on?': day,
  facts: told({ type: 'object' }, 'a FACTS document'),
  expect: told(
    {},
    'any part of RESULT: objects match on the keys given, lists of things with an id or key by it',
  ),
})
export const casesSchema: Schema = {
  $schema: draft,
  $id: 'urn:zhixin:cases:1',
  title: 'Worked cases of a pack',
  ...list(caseRow),
}
