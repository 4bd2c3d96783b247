import { AutoComplete, Input, Select, type FormInstance } from 'antd'
import { rulePacks } from '../../../areas/ledger/contract.ts'
import { createProgramme, nationalFields, suggestedClassRule } from '../../../areas/programme/contract.ts'
import { defaultZone } from '../../../kernel/calendar.ts'
import type { BodyOf } from '../../../wire/endpoint.ts'
import { useAsk } from '../../api/use-ask.ts'
import { DayField } from '../../forms/day-field.tsx'
import { Field } from '../../forms/field.tsx'
import { FormPage } from '../../forms/form-page.tsx'
import { FractionField } from '../../forms/fraction-field.tsx'
import { useRules } from '../../forms/rules.ts'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { ClassRuleFields } from './class-rule-fields.tsx'
import { NumberingFields } from './numbering-fields.tsx'
import './programme.css'
import { GrowingText } from '../../forms/growing-text.tsx'
import { Choice } from '../../forms/choice.tsx'

export type ProgrammeForm = Omit<BodyOf<typeof createProgramme>, 'officeId'>

/** What a new programme begins with; everything can be changed before it is saved, and nearly everything after. */
export const emptyProgramme: Partial<ProgrammeForm> = {
  nameEn: '',
  fieldEn: '',
  zone: defaultZone,
  to: null,
  legalBasis: '',
  numbering: { prefix: '', yearDigits: 4, serialDigits: 6, check: 'mod-37-36' },
  classRule: suggestedClassRule,
  passMark: { numerator: 60, denominator: 100 },
}

export interface ProgrammeFormProps {
  readonly form: FormInstance<ProgrammeForm>
  readonly initial: Partial<ProgrammeForm>
  readonly save: (values: ProgrammeForm) => Promise<unknown>
  readonly submitWord: string
  readonly draftKey: string
  /** Hours were entered by the rule pack: it is shown and cannot be exchanged. */
  readonly rulePackInUse?: boolean
}

/** All an office states about a programme: what it is, how hours and numbers are made, who is of which class. */
export const ProgrammeFormPage = ({
  form,
  initial,
  save,
  submitWord,
  draftKey,
  rulePackInUse = false,
}: ProgrammeFormProps) => {
  const say = useWords('programme')
  const language = useLanguage()
  const ui = useWords('ui')
  const rules = useRules(createProgramme.body)
  const takeEnglish = (field: string) => {
    const known = nationalFields.find((one) => one.zh === field)
    if (known) form.setFieldValue('fieldEn', known.en)
  }
  const whole = (values: ProgrammeForm): ProgrammeForm => ({
    ...values,
    to: values.to ?? null,
    nameEn: values.nameEn ?? '',
    fieldEn: values.fieldEn ?? '',
    legalBasis: values.legalBasis ?? '',
  })
  return (
    <FormPage
      form={form}
      initial={initial}
      save={() => save(whole({ ...initial, ...form.getFieldsValue(true) }))}
      submitWord={submitWord}
      draftKey={draftKey}
    >
      <h2 className="form-section">{say('sectionWhat')}</h2>
      <Field name="name" label={say('name')} rules={rules('name', 'required')}>
        <Input />
      </Field>
      <Field name="nameEn" label={say('nameEn')} optional={ui('optional')} rules={rules('nameEn')}>
        <Input />
      </Field>
      <Field name="code" label={say('code')} help={say('codeHelp')} rules={rules('code', 'required')}>
        <Input className="code-input" autoComplete="off" spellCheck={false} />
      </Field>
      <div className="form-two">
        <Field name="field" label={say('field')} help={say('fieldHelp')} rules={rules('field', 'required')}>
          <AutoComplete
            options={nationalFields.map((one) => ({
              value: one.zh,
              label: eitherName(language, one.zh, one.en),
            }))}
            onSelect={takeEnglish}
          />
        </Field>
        <Field name="fieldEn" label={say('fieldEn')} optional={ui('optional')} rules={rules('fieldEn')}>
          <Input />
        </Field>
      </div>
      <div className="form-two">
        <Field name="from" label={say('from')} rules={rules('from', 'required')}>
          <DayField />
        </Field>
        <Field name="to" label={say('to')} optional={ui('optional')} help={say('toHelp')}>
          <DayField />
        </Field>
      </div>
      <Field name="zone" label={say('zone')} help={say('zoneHelp')} rules={rules('zone', 'required')}>
        <Choice showSearch options={zones.map((value) => ({ value }))} />
      </Field>
      <Field
        name="legalBasis"
        label={say('legalBasis')}
        optional={ui('optional')}
        help={say('legalBasisHelp')}
        rules={rules('legalBasis')}
      >
        <GrowingText rows={2} />
      </Field>
      <h2 className="form-section">{say('sectionHours')}</h2>
      <p>{say('sectionHoursLead')}</p>
      <Field
        name="rulePack"
        label={say('rulePack')}
        help={rulePackInUse ? say('rulePackInUse') : undefined}
        rules={rules('rulePack', 'required')}
      >
        <RulePackSelect disabled={rulePackInUse} />
      </Field>
      <Field name="passMark" label={say('passMark')} help={say('passMarkHelp')}>
        <FractionField aria-label={say('passMark')} />
      </Field>
      <NumberingFields form={form as FormInstance} />
      <ClassRuleFields form={form as FormInstance} />
    </FormPage>
  )
}

const zones: readonly string[] = Intl.supportedValuesOf('timeZone')

const RulePackSelect = (props: {
  readonly disabled: boolean
  readonly id?: string
  readonly value?: string
  readonly onChange?: (id: string) => void
}) => {
  const language = useLanguage()
  const packs = useAsk(rulePacks, {})
  const options = (packs.data?.items ?? []).map((pack) => ({
    value: pack.id,
    label: `${eitherName(language, pack.title.zh, pack.title.en)} (${pack.id})`,
  }))
  return <Select {...props} loading={packs.isLoading} options={options} />
}
