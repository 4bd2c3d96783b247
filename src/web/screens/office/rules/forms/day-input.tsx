import { Input, Select } from 'antd'
import { DayField } from '../../../../forms/day-field.tsx'
import { NumberField } from '../../../../forms/number-field.tsx'
import { useWords } from '../../../../i18n/words.ts'
import { isNode, nodeOf, textOf } from '../json-path.ts'
import type { InputProps } from './inputs.tsx'
import { placeIn, withMember } from './scope.ts'

/** Days that every evaluation knows. */
export const namedDays = [
  'on',
  'asAt',
  'period.from',
  'period.to',
  'activity.from',
  'activity.to',
  'activity.completedOn',
  'activity.registeredOn',
  'activity.claimedOn',
] as const
type Named = (typeof namedDays)[number]
/** Days that stand in facts and evidence under a name of their own. */
const owners = ['fact', 'holding', 'evidence'] as const
type Owner = (typeof owners)[number]
type Way = Named | Owner | 'date' | 'shifted' | 'monthDay' | 'none'

const ownerOf = (text: string): Owner | undefined => owners.find((one) => text.startsWith(`${one}.`))

const wayOf = (value: unknown): Way => {
  if (isNode(value)) return value['monthDay'] === undefined ? 'shifted' : 'monthDay'
  const text = textOf(value)
  if (text === '') return 'none'
  return namedDays.find((one) => one === text) ?? ownerOf(text) ?? 'date'
}

const begun: Readonly<Record<Exclude<Way, Named>, unknown>> = {
  none: undefined,
  date: '2026-01-01',
  fact: 'fact.',
  holding: 'holding.from',
  evidence: 'evidence.',
  shifted: { day: 'period.to', plus: { months: 3 } },
  monthDay: { monthDay: '03-31', yearsAfter: 1 },
}

/** A day as rules name one: a date, a day of the activity or period, one on record, or one reckoned from another. */
export const DayInput = (props: InputProps) => {
  const say = useWords('ruleDays')
  const { value, label, onValue } = props
  const way = wayOf(value)
  const text = textOf(value)
  return (
    <div className="rule-inline">
      <Select<Way>
        aria-label={label}
        value={way}
        popupMatchSelectWidth={false}
        onChange={(to) => onValue(to in begun ? begun[to as Exclude<Way, Named>] : to)}
        options={[
          { value: 'none', label: say('none') },
          { value: 'date', label: say('date') },
          { value: 'monthDay', label: say('monthDay') },
          { value: 'shifted', label: say('shifted') },
          ...namedDays.map((one) => ({ value: one as Way, label: say(one) })),
          ...owners.map((one) => ({ value: one as Way, label: say(one) })),
        ]}
      />
      {way === 'date' && (
        <DayField
          value={text || null}
          aria-label={`${label} ${say('date')}`}
          onChange={(day) => onValue(day ?? '')}
        />
      )}
      {(way === 'fact' || way === 'holding' || way === 'evidence') && (
        <Input
          aria-label={`${label} ${say('name')}`}
          placeholder={say('name')}
          value={text.slice(way.length + 1)}
          onChange={(event) => onValue(`${way}.${event.target.value}`)}
        />
      )}
      {way === 'monthDay' && <MonthDay {...props} />}
      {way === 'shifted' && <Shifted {...props} />}
    </div>
  )
}

const MonthDay = ({ value, label, pointer, onValue }: InputProps) => {
  const say = useWords('ruleDays')
  const node = nodeOf(value)
  const years = node['yearsAfter']
  return (
    <>
      <Input
        className="rule-figure"
        aria-label={`${label} ${say('monthDayOnly')}`}
        placeholder="03-31"
        value={textOf(node['monthDay'])}
        onChange={(event) => onValue({ ...node, monthDay: event.target.value })}
      />
      <span>{say('yearsAfter')}</span>
      <NumberField
        className="rule-figure"
        aria-label={`${label} ${say('yearsAfter')}`}
        min={-100}
        max={100}
        precision={0}
        value={typeof years === 'number' ? years : 0}
        onChange={(next) => onValue(withMember(node, 'yearsAfter', next ?? undefined))}
      />
      <span>{say('yearsAfterOf')}</span>
      <DayInput
        value={node['of']}
        label={`${label} ${say('yearsAfterOf')}`}
        pointer={placeIn(pointer, 'of')}
        onValue={(of) => onValue(withMember(node, 'of', of))}
      />
    </>
  )
}

const Shifted = ({ value, label, pointer, onValue }: InputProps) => {
  const say = useWords('ruleDays')
  const node = nodeOf(value)
  const directions = (['plus', 'minus'] as const).filter(
    (one) => node[one] !== undefined || (one === 'plus' && node['minus'] === undefined),
  )
  return (
    <>
      <DayInput
        value={node['day']}
        label={`${label} ${say('base')}`}
        pointer={placeIn(pointer, 'day')}
        onValue={(day) => onValue({ ...node, day: day ?? '' })}
      />
      {directions.map((one) => (
        <span key={one} className="rule-inline">
          <Select<'plus' | 'minus'>
            aria-label={`${label} ${say('direction')}`}
            value={one}
            popupMatchSelectWidth={false}
            onChange={(to) => {
              const { [one]: span, ...rest } = node
              onValue({ ...rest, [to]: span ?? {} })
            }}
            options={(['plus', 'minus'] as const).map((each) => ({ value: each, label: say(each) }))}
          />
          <SpanInput
            value={node[one]}
            label={`${label} ${say(one)}`}
            pointer={placeIn(pointer, one)}
            onValue={(span) => onValue({ ...node, [one]: span ?? {} })}
          />
        </span>
      ))}
    </>
  )
}

/** A length of time in years, months and days. */
export const SpanInput = ({ value, label, onValue }: InputProps) => {
  const say = useWords('ruleDays')
  const node = nodeOf(value)
  return (
    <span className="rule-inline">
      {(['years', 'months', 'days'] as const).map((unit) => (
        <span key={unit} className="rule-inline">
          <NumberField
            className="rule-figure"
            aria-label={`${label} ${say(unit)}`}
            min={0}
            max={80_000}
            precision={0}
            value={typeof node[unit] === 'number' ? node[unit] : null}
            onChange={(next) => onValue(withMember(node, unit, next ?? undefined))}
          />
          <span>{say(unit)}</span>
        </span>
      ))}
    </span>
  )
}

/** Once in a period, once for ever, or once within a length of time. */
export const WindowInput = (props: InputProps) => {
  const say = useWords('ruleDays')
  const { value, label, onValue } = props
  const way = isNode(value) ? 'span' : textOf(value)
  return (
    <div className="rule-inline">
      <Select<string>
        aria-label={label}
        value={way}
        popupMatchSelectWidth={false}
        onChange={(to) => onValue(to === 'span' ? { years: 2 } : to)}
        options={(['period', 'ever', 'span'] as const).map((one) => ({
          value: one,
          label: say(`window.${one}`),
        }))}
      />
      {way === 'span' && <SpanInput {...props} />}
    </div>
  )
}
