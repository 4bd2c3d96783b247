import { Form, Input, Modal, Select } from 'antd'
import { listProgrammes, recordApproval } from '../../../areas/programme/contract.ts'
import type { BodyOf } from '../../../wire/endpoint.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { DayField } from '../../forms/day-field.tsx'
import { Field } from '../../forms/field.tsx'
import { FormPage } from '../../forms/form-page.tsx'
import { ModeChoice } from '../../forms/mode-choice.tsx'
import { OrganisationPicker } from '../../forms/organisation-picker.tsx'
import { useRules } from '../../forms/rules.ts'
import { today } from '../../i18n/dates.ts'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'

type Body = BodyOf<typeof recordApproval>

/** An approval decided on paper, put on record by the office. */
export const RecordApproval = ({ close }: { close: () => void }) => {
  const say = useWords('approvals')
  const ui = useWords('ui')
  const language = useLanguage()
  const rules = useRules(recordApproval.body)
  const programmes = useAsk(listProgrammes, {})
  const [form] = Form.useForm<Body>()
  const command = useCommand(recordApproval)
  const save = async (body: Body) => {
    await command.run({ body })
    announce(say('recorded'))
    close()
  }
  return (
    <Modal open title={say('recordTitle')} footer={null} onCancel={close} width={620}>
      <p className="confirm-text">{say('recordLead')}</p>
      <FormPage
        form={form}
        initial={{ from: today() }}
        save={save}
        submitWord={say('record')}
        draftKey="approval-record"
      >
        <Field name="programmeId" label={say('programme')} rules={rules('programmeId', 'required')}>
          <Select
            loading={programmes.isLoading}
            options={(programmes.data?.items ?? []).map((one) => ({
              value: one.id,
              label: eitherName(language, one.name, one.nameEn),
            }))}
          />
        </Field>
        <Field name="institutionId" label={say('institution')} rules={rules('institutionId', 'required')}>
          <OrganisationPicker kind="institution" />
        </Field>
        <Field
          name="modes"
          label={say('scope')}
          rules={[{ required: true, type: 'array', min: 1, message: ui('fieldRequired') }]}
        >
          <ModeChoice />
        </Field>
        <div className="form-two">
          <Field name="from" label={say('from')} rules={rules('from', 'required')}>
            <DayField />
          </Field>
          <Field name="to" label={say('to')} rules={rules('to', 'required')}>
            <DayField />
          </Field>
        </div>
        <Field name="reason" label={say('recordReason')} rules={rules('reason', 'required')}>
          <Input />
        </Field>
      </FormPage>
    </Modal>
  )
}
