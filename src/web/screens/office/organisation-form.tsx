import { Checkbox, Form, Input, Select, type FormInstance } from 'antd'
import { useState, type ReactNode } from 'react'
import {
  organisationKinds,
  registerOrganisation,
  similarOrganisations,
  type OrganisationSummary,
} from '../../../areas/organisations/contract.ts'
import type { BodyOf } from '../../../wire/endpoint.ts'
import { useAsk } from '../../api/use-ask.ts'
import { Field } from '../../forms/field.tsx'
import { FormPage } from '../../forms/form-page.tsx'
import { OrganisationPicker } from '../../forms/organisation-picker.tsx'
import { useRules } from '../../forms/rules.ts'
import { useWords } from '../../i18n/words.ts'
import { StateTag } from '../../ui/states.tsx'

export type OrganisationForm = Partial<BodyOf<typeof registerOrganisation>>

export interface OrganisationFormProps {
  readonly form: FormInstance<OrganisationForm>
  readonly initial: OrganisationForm
  /** Fixed once registered. */
  readonly kind?: OrganisationSummary['kind']
  readonly except?: string
  readonly save: (values: OrganisationForm) => Promise<unknown>
  readonly submitWord: string
  readonly draftKey?: string
  readonly cancel?: ReactNode
}

/** What the register holds about an organisation; near names are shown while typing, before a second record is made. */
export const OrganisationFormPage = ({
  form,
  initial,
  kind: fixedKind,
  except,
  save,
  submitWord,
  draftKey,
  cancel,
}: OrganisationFormProps) => {
  const say = useWords('organisations')
  const ui = useWords('ui')
  const rules = useRules(registerOrganisation.body)
  const typedKind = Form.useWatch('kind', form)
  const kind = fixedKind ?? typedKind
  const [nameToCompare, setNameToCompare] = useState('')
  return (
    <FormPage
      form={form}
      initial={initial}
      save={save}
      submitWord={submitWord}
      {...(draftKey ? { draftKey } : {})}
      cancel={cancel}
    >
      {!fixedKind && (
        <Field name="kind" label={say('kind')} rules={rules('kind', 'required')}>
          <Select options={organisationKinds.map((value) => ({ value, label: say(`kind.${value}`) }))} />
        </Field>
      )}
      <Field name="name" label={say('name')} help={say('nameHelp')} rules={rules('name', 'required')}>
        <Input onBlur={(event) => setNameToCompare(event.target.value.trim())} />
      </Field>
      {kind && nameToCompare.length >= 2 && (
        <NearNames kind={kind} name={nameToCompare} {...(except ? { except } : {})} />
      )}
      <Field name="nameEn" label={say('nameEn')} optional={ui('optional')} rules={rules('nameEn')}>
        <Input />
      </Field>
      <Field name="shortName" label={say('shortName')} optional={ui('optional')} rules={rules('shortName')}>
        <Input />
      </Field>
      <Field
        name="creditCode"
        label={say('creditCode')}
        optional={ui('optional')}
        help={say('creditCodeHelp')}
        rules={rules('creditCode')}
      >
        <Input className="code-input" autoComplete="off" spellCheck={false} />
      </Field>
      {kind !== 'district' && kind !== 'office' && (
        <Field name="districtId" label={say('district')} optional={ui('optional')}>
          <OrganisationPicker kind="district" />
        </Field>
      )}
      <Field name="address" label={say('address')} optional={ui('optional')} rules={rules('address')}>
        <Input autoComplete="street-address" />
      </Field>
      <Field name="contact" label={say('contact')} optional={ui('optional')} rules={rules('contact')}>
        <Input />
      </Field>
    </FormPage>
  )
}

const NearNames = ({
  kind,
  name,
  except,
}: {
  kind: OrganisationSummary['kind']
  name: string
  except?: string
}) => {
  const say = useWords('organisations')
  const near = useAsk(similarOrganisations, { query: { kind, name, ...(except ? { except } : {}) } })
  const items = near.data?.items ?? []
  if (items.length === 0) return null
  return (
    <div className="note note-amber" role="status">
      <div>
        <strong>{say('nearNames')}</strong>
        <ul>
          {items.map((one) => (
            <li key={one.id}>
              {one.name} · {say('likeness', { count: one.likenessPercent })}{' '}
              <StateTag state={`organisation.${one.status}`} />
            </li>
          ))}
        </ul>
        <p>{say('nearNamesText')}</p>
        <Form.Item name="notDuplicate" valuePropName="checked" noStyle>
          <Checkbox>{say('notDuplicate')}</Checkbox>
        </Form.Item>
      </div>
    </div>
  )
}
