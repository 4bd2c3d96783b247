import { Checkbox, Input, Select } from 'antd'
import { useId, type ReactNode } from 'react'
import { DayField } from '../../../../forms/day-field.tsx'
import { NumberField } from '../../../../forms/number-field.tsx'
import { useLanguage, useWords } from '../../../../i18n/words.ts'
import { nodeOf, textOf } from '../json-path.ts'
import type { ChoiceText } from './form.ts'
import { type Option, useNamed, useScope, withMember } from './scope.ts'

export interface InputProps {
  readonly value: unknown
  readonly label: string
  /** Where the value stands in the text, as a JSON pointer. */
  readonly pointer: string
  readonly onValue: (value: unknown) => void
}

const orNothing = (text: string): string | undefined => (text === '' ? undefined : text)

export const TextInput = ({ value, label, onValue, short }: InputProps & { readonly short?: true }) => (
  <Input
    aria-label={label}
    {...(short ? { className: 'rule-figure' } : {})}
    value={textOf(value)}
    onChange={(event) => onValue(orNothing(event.target.value))}
  />
)

export const WholeInput = ({
  value,
  label,
  onValue,
  least,
  most,
}: InputProps & { readonly least: number; readonly most: number }) => (
  <NumberField
    aria-label={label}
    min={least}
    max={most}
    precision={0}
    value={typeof value === 'number' ? value : null}
    onChange={(next) => onValue(next ?? undefined)}
  />
)

export const FlagInput = ({
  value,
  label,
  onValue,
  otherwise,
}: InputProps & { readonly otherwise: boolean }) => {
  const say = useWords('ruleForms')
  const checked = otherwise ? value !== false : value === true
  return (
    <Checkbox
      aria-label={label}
      checked={checked}
      onChange={({ target }) => onValue(target.checked === otherwise ? undefined : target.checked)}
    >
      {say(checked ? 'yes' : 'no')}
    </Checkbox>
  )
}

/** One of few; what the engine takes where none is stated is marked as such. */
export const ChoiceInput = ({
  value,
  label,
  onValue,
  of,
  otherwise,
}: InputProps & { readonly of: readonly ChoiceText[]; readonly otherwise?: string }) => {
  const say = useWords('ruleForms')
  const stated = textOf(value)
  return (
    <Select<string>
      aria-label={label}
      value={stated}
      popupMatchSelectWidth={false}
      onChange={(next) => onValue(orNothing(next))}
      options={[
        {
          value: '',
          label: otherwise
            ? say('unlessStated', { value: say(of.find((one) => one.value === otherwise)?.word ?? 'none') })
            : say('none'),
        },
        ...of.map((one) => ({ value: one.value, label: say(one.word) })),
      ]}
    />
  )
}

export const ChoicesInput = ({
  value,
  label,
  onValue,
  of,
}: InputProps & { readonly of: readonly ChoiceText[] }) => {
  const say = useWords('ruleForms')
  return (
    <IdsInput
      value={value}
      label={label}
      onValue={onValue}
      options={of.map((one) => ({ value: one.value, label: say(one.word) }))}
    />
  )
}

/** Several of those offered, or others typed in; a single text stands for a list of one. */
export const IdsInput = ({
  value,
  label,
  onValue,
  options,
}: Omit<InputProps, 'pointer'> & { readonly options: readonly Option[] }) => (
  <Select<string[]>
    mode="tags"
    aria-label={label}
    value={Array.isArray(value) ? value.map(String) : textOf(value) === '' ? [] : [textOf(value)]}
    popupMatchSelectWidth={false}
    tokenSeparators={[',', '，', '、']}
    onChange={(list) => onValue(list.length > 0 ? list : undefined)}
    options={[...options]}
  />
)

/** One of those offered, or another typed in. */
export const IdInput = ({
  value,
  label,
  onValue,
  options,
}: Omit<InputProps, 'pointer'> & { readonly options: readonly Option[] }) => (
  <IdsInput
    value={value}
    label={label}
    options={options}
    onValue={(list) => onValue(Array.isArray(list) ? list.at(-1) : undefined)}
  />
)

export const NamedInput = ({
  of,
  many,
  ...props
}: InputProps & { readonly of: 'categories' | 'measures'; readonly many?: true }) => {
  const options = useNamed(of)
  return many ? <IdsInput {...props} options={options} /> : <IdInput {...props} options={options} />
}

/** The clause a rule rests on, by its id; the list shows what each says. */
export const ClauseInput = ({ value, label, onValue }: InputProps) => {
  const options = useNamed('clauses')
  const stated = textOf(value)
  const all = options.some((one) => one.value === stated)
    ? options
    : [...(stated === '' ? [] : [{ value: stated, label: stated }]), ...options]
  const say = useWords('ruleForms')
  return (
    <Select<string>
      aria-label={label}
      className="rule-clause"
      value={stated}
      onChange={(next) => onValue(orNothing(next))}
      popupMatchSelectWidth={360}
      options={[
        { value: '', label: say('none') },
        ...all.map((one) => ({
          value: one.value,
          label: one.label === one.value ? one.value : `${one.value} · ${one.label}`,
        })),
      ]}
    />
  )
}

export const LinesInput = ({ many, ...props }: InputProps & { readonly many?: true }) => {
  const { lines } = useScope()
  const options = [...new Set(lines)].map((value) => ({ value, label: value }))
  return many ? <IdsInput {...props} options={options} /> : <IdInput {...props} options={options} />
}

/** All requirements, or those named. */
export const LinesOrAllInput = (props: InputProps) => {
  const say = useWords('ruleForms')
  const isAll = props.value === 'all'
  return (
    <div className="rule-inline">
      <Select<string>
        aria-label={props.label}
        value={isAll ? 'all' : 'some'}
        popupMatchSelectWidth={false}
        onChange={(to) => props.onValue(to === 'all' ? 'all' : [])}
        options={[
          { value: 'all', label: say('allLines') },
          { value: 'some', label: say('someLines') },
        ]}
      />
      {!isAll && (
        <LinesInput
          {...props}
          many
          label={`${props.label} ${say('someLines')}`}
          onValue={(list) => props.onValue(list ?? [])}
        />
      )}
    </div>
  )
}

export const DateInput = ({ value, label, onValue }: InputProps) => (
  <DayField value={textOf(value) || null} aria-label={label} onChange={(day) => onValue(day ?? undefined)} />
)

export const MonthDayInput = ({ value, label, onValue }: InputProps) => (
  <Input
    aria-label={label}
    className="rule-figure"
    placeholder="04-30"
    value={textOf(value)}
    onChange={(event) => onValue(orNothing(event.target.value))}
  />
)

export const BilingualInput = ({ value, label, onValue }: InputProps) => {
  const say = useWords('ruleForms')
  const node = nodeOf(value)
  const language = useLanguage()
  const order = language === 'en' ? (['en', 'zh'] as const) : (['zh', 'en'] as const)
  const set = (member: 'zh' | 'en', text: string) => {
    const next = withMember(node, member, orNothing(text))
    onValue(Object.keys(next).length === 0 ? undefined : next)
  }
  return (
    <div className="rule-inline">
      {order.map((member) => (
        <Input
          key={member}
          aria-label={`${label} ${say(member === 'zh' ? 'f.nameZh' : 'f.nameEn')}`}
          placeholder={say(member === 'zh' ? 'f.nameZh' : 'f.nameEn')}
          value={textOf(node[member])}
          onChange={(event) => set(member, event.target.value)}
        />
      ))}
    </div>
  )
}

/** A labelled place of the text: what it is called, what it is for, its field, and what is wrong with it. */
export const Frame = ({
  label,
  help,
  pointer,
  wide,
  children,
}: {
  readonly label: string
  readonly help: string
  readonly pointer: string
  readonly wide: boolean
  readonly children: ReactNode
}) => {
  const id = useId()
  return (
    <div
      className={wide ? 'rule-field rule-field-wide' : 'rule-field'}
      role="group"
      aria-label={label}
      aria-describedby={id}
      data-pointer={pointer}
    >
      <span className="field-label">
        <span aria-hidden>{label}</span>
        <span className="field-help" id={id}>
          {help}
        </span>
      </span>
      {children}
    </div>
  )
}
