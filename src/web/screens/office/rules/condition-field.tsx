import { Input, Select } from 'antd'
import { useState } from 'react'
import { eitherName, useLanguage, useWords } from '../../../i18n/words.ts'
import { isNode, type Node, nodeOf, textOf } from './json-path.ts'

const modes = ['distance', 'face-to-face', 'blended'] as const
const quantities = {
  'quantity.minutes': 'q.minutes',
  'quantity.days|halfDays': 'q.days',
  'quantity.days': 'q.days',
  'quantity.units': 'q.units',
  sessions: 'q.sessions',
} as const
type Quantity = keyof typeof quantities

type Form =
  | { readonly kind: 'always' }
  | { readonly kind: 'category'; readonly ids: readonly string[] }
  | { readonly kind: 'mode'; readonly mode: string }
  | { readonly kind: 'quantity'; readonly field: Quantity }
  | { readonly kind: 'kind'; readonly ids: readonly string[] }
  | { readonly kind: 'other'; readonly json: unknown }

/** The conditions that regulations usually need; any other is kept as it is written. */
const formOf = (condition: unknown): Form => {
  if (condition === undefined || condition === 'always') return { kind: 'always' }
  if (Array.isArray(condition) && condition.every((one) => typeof one === 'string'))
    return { kind: 'category', ids: condition }
  if (isNode(condition) && Object.keys(condition).length === 2) {
    const value = condition['is'] ?? condition['in']
    const ids = Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : []
    if (condition['field'] === 'category' && ids.length > 0) return { kind: 'category', ids }
    if (condition['field'] === 'kind' && ids.length > 0) return { kind: 'kind', ids }
    if (condition['exists'] === true && textOf(condition['field']) in quantities)
      return { kind: 'quantity', field: condition['field'] as Quantity }
    if (condition['field'] === 'mode' && typeof condition['is'] === 'string')
      return { kind: 'mode', mode: condition['is'] }
  }
  return { kind: 'other', json: condition }
}

/** Whom or what a rule is for: everything, some categories, a mode, or whatever JSON says. */
export const ConditionField = ({
  value,
  categories,
  label,
  onCondition,
}: {
  value: unknown
  categories: Node
  label: string
  onCondition: (condition: unknown) => void
}) => {
  const say = useWords('rules')
  const language = useLanguage()
  const form = formOf(value)
  const choose = (kind: Form['kind']) => {
    if (kind === 'always') onCondition('always')
    if (kind === 'category') onCondition(Object.keys(categories).slice(0, 1))
    if (kind === 'mode') onCondition({ field: 'mode', is: 'distance' })
    if (kind === 'other') onCondition({ all: [value ?? 'always'] })
    if (kind === 'kind') onCondition({ field: 'kind', in: ['class'] })
    if (kind === 'quantity') onCondition({ field: 'quantity.minutes', exists: true })
  }
  return (
    <div className="condition">
      <Select<Form['kind']>
        aria-label={label}
        value={form.kind}
        onChange={choose}
        popupMatchSelectWidth={false}
        options={[
          { value: 'always', label: say('always') },
          { value: 'category', label: say('byCategory') },
          { value: 'mode', label: say('byMode') },
          { value: 'kind', label: say('byKind') },
          { value: 'quantity', label: say('byQuantity') },
          { value: 'other', label: say('byOther') },
        ]}
      />
      {form.kind === 'category' && (
        <Select
          mode="multiple"
          aria-label={`${label} ${say('byCategory')}`}
          value={[...form.ids]}
          onChange={(ids: string[]) => onCondition(ids)}
          options={Object.entries(categories).map(([id, names]) => ({
            value: id,
            label: eitherName(language, textOf(nodeOf(names)['zh']), textOf(nodeOf(names)['en'])) || id,
          }))}
        />
      )}
      {form.kind === 'mode' && (
        <Select
          aria-label={`${label} ${say('byMode')}`}
          value={form.mode}
          onChange={(mode: string) => onCondition({ field: 'mode', is: mode })}
          popupMatchSelectWidth={false}
          options={[...new Set<string>([...modes, form.mode])].map((mode) => ({
            value: mode,
            label: modes.some((one) => one === mode) ? say(`mode.${mode as (typeof modes)[number]}`) : mode,
          }))}
        />
      )}
      {form.kind === 'kind' && (
        <Select
          mode="tags"
          aria-label={`${label} ${say('byKind')}`}
          value={[...form.ids]}
          onChange={(ids: string[]) => onCondition({ field: 'kind', in: ids })}
          options={[
            ...new Set(['class', 'seminar', 'distance', 'conference', 'lecture', 'paper', ...form.ids]),
          ].map((id) => ({ value: id, label: id }))}
        />
      )}
      {form.kind === 'quantity' && (
        <Select<Quantity>
          aria-label={`${label} ${say('byQuantity')}`}
          value={form.field}
          popupMatchSelectWidth={false}
          onChange={(field) => onCondition({ field, exists: true })}
          options={(Object.keys(quantities) as Quantity[])
            .filter((field) => field !== 'quantity.days' || form.field === field)
            .map((field) => ({ value: field, label: say(quantities[field]) }))}
        />
      )}
      {form.kind === 'other' && (
        <JsonInput label={`${label} ${say('conditionJson')}`} value={form.json} onJson={onCondition} />
      )}
    </div>
  )
}

/** A small value as JSON; taken over while it is valid. */
export const JsonInput = ({
  label,
  value,
  rows = 2,
  onJson,
}: {
  label: string
  value: unknown
  rows?: number
  onJson: (value: unknown) => void
}) => {
  const [typed, setTyped] = useState<string | null>(null)
  const [wrong, setWrong] = useState(false)
  const take = (text: string) => {
    setTyped(text)
    try {
      onJson(JSON.parse(text))
      setWrong(false)
    } catch {
      setWrong(true)
    }
  }
  return (
    <Input.TextArea
      aria-label={label}
      className="rule-json"
      rows={rows}
      spellCheck={false}
      status={wrong ? 'error' : ''}
      value={typed ?? JSON.stringify(value, null, rows > 3 ? 2 : 0)}
      onChange={(event) => take(event.target.value)}
      onBlur={() => {
        if (!wrong) setTyped(null)
      }}
    />
  )
}
