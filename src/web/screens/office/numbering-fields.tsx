import { Form, Input, Select, type FormInstance } from 'antd'
import {
  checkMethods,
  NumberingShape,
  previewNumber,
  type Numbering,
} from '../../../areas/programme/contract.ts'
import { useAsk } from '../../api/use-ask.ts'
import { Field } from '../../forms/field.tsx'
import { useRules } from '../../forms/rules.ts'
import { useWords } from '../../i18n/words.ts'
import { NumberField } from '../../forms/number-field.tsx'

const yearChoices = [0, 2, 4] as const

/** How certificate numbers are made, with a sample that follows what is typed. */
export const NumberingFields = ({ form }: { form: FormInstance }) => {
  const say = useWords('programme')
  const rules = useRules(NumberingShape)
  return (
    <>
      <h2 className="form-section">{say('sectionNumber')}</h2>
      <p>{say('sectionNumberLead')}</p>
      <div className="form-two">
        <Field
          name={['numbering', 'prefix']}
          label={say('prefix')}
          help={say('prefixHelp')}
          rules={rules('prefix')}
        >
          <Input className="code-input" autoComplete="off" spellCheck={false} maxLength={12} />
        </Field>
        <Field name={['numbering', 'yearDigits']} label={say('yearDigits')}>
          <Select options={yearChoices.map((value) => ({ value, label: say(`year${value}`) }))} />
        </Field>
        <Field
          name={['numbering', 'serialDigits']}
          label={say('serialDigits')}
          rules={rules('serialDigits', 'required')}
        >
          <NumberField className="figure-field" min={4} max={9} precision={0} />
        </Field>
        <Field name={['numbering', 'check']} label={say('check')}>
          <Select options={checkMethods.map((value) => ({ value, label: say(`check.${value}`) }))} />
        </Field>
      </div>
      <Sample form={form} />
    </>
  )
}

const Sample = ({ form }: { form: FormInstance }) => {
  const say = useWords('programme')
  const numbering = Form.useWatch<Numbering | undefined>('numbering', form)
  const whole =
    numbering !== undefined &&
    /^[A-Z0-9]{0,12}$/.test(numbering.prefix ?? '') &&
    (numbering.serialDigits ?? 0) >= 4
  const asked = {
    prefix: numbering?.prefix ?? '',
    yearDigits: numbering?.yearDigits ?? 4,
    serialDigits: numbering?.serialDigits ?? 6,
    check: numbering?.check ?? 'none',
  }
  const preview = useAsk(previewNumber, { body: asked }, { when: whole, keep: true })
  return (
    <p className="sample" role="status">
      {say('sample')} <code className="number">{preview.data?.number ?? '—'}</code>
    </p>
  )
}
