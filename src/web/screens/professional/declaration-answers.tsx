import { Input, Radio, Select } from 'antd'
import type { ReactElement } from 'react'
import type { DeclarationAsk } from '../../../areas/declarations/contract.ts'
import { DayField } from '../../forms/day-field.tsx'
import { Field } from '../../forms/field.tsx'
import { NumberField } from '../../forms/number-field.tsx'
import { useEitherName, useWords } from '../../i18n/words.ts'

/** The questions of a kind, as its rule pack asks them. */
export const DeclarationAnswers = ({ asks }: { asks: readonly DeclarationAsk[] }) => {
  const say = useWords('declarations')
  const ui = useWords('ui')
  const either = useEitherName()
  const inputs: Readonly<Record<DeclarationAsk['form'], (ask: DeclarationAsk) => ReactElement>> = {
    text: () => <Input maxLength={200} />,
    whole: (ask) => (
      <NumberField className="figure-field" min={1} precision={0} {...(ask.most ? { max: ask.most } : {})} />
    ),
    exact: () => <Input className="figure-field" inputMode="decimal" />,
    choice: (ask) => (
      <Select
        placeholder={say('choose')}
        options={ask.choices.map(({ value, zh, en }) => ({ value, label: either(zh, en) }))}
      />
    ),
    'yes-no': () => (
      <Radio.Group
        options={[
          { value: true, label: say('yes') },
          { value: false, label: say('no') },
        ]}
      />
    ),
    day: () => <DayField />,
  }
  return asks.map((ask) => (
    <Field
      key={ask.field}
      name={['answers', ask.field]}
      label={either(ask.zh, ask.en)}
      {...(ask.help ? { help: either(ask.help.zh, ask.help.en) } : {})}
      {...(ask.required
        ? { rules: [{ required: true, message: ui('fieldRequired') }] }
        : { optional: ui('optional') })}
    >
      {inputs[ask.form](ask)}
    </Field>
  ))
}
