import { useNavigate } from '@tanstack/react-router'
import { Form, Modal, Select } from 'antd'
import { listProgrammes, startApproval } from '../../../areas/programme/contract.ts'
import { useOwnOrganisation } from '../../api/session.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { Field } from '../../forms/field.tsx'
import { FormPage } from '../../forms/form-page.tsx'
import { useRules } from '../../forms/rules.ts'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'

/** Begins an application: choose the programme, the rest follows on its own page. */
export const ApplyForApproval = ({ close }: { close: () => void }) => {
  const say = useWords('approvals')
  const language = useLanguage()
  const navigate = useNavigate()
  const institutionId = useOwnOrganisation()
  const programmes = useAsk(listProgrammes, {})
  const rules = useRules(startApproval.body)
  const [form] = Form.useForm<{ programmeId: string }>()
  const start = useCommand(startApproval)
  const active = (programmes.data?.items ?? []).filter((one) => one.status === 'active')
  const save = async ({ programmeId }: { programmeId: string }) => {
    const { approvalId } = await start.run({ body: { programmeId, institutionId, modes: [], statement: '' } })
    await navigate({ to: '/approvals/$approvalId', params: { approvalId } })
  }
  return (
    <Modal open title={say('applyTitle')} footer={null} onCancel={close}>
      <FormPage
        key={active[0]?.id ?? ''}
        form={form}
        initial={active.length === 1 && active[0] ? { programmeId: active[0].id } : {}}
        save={save}
        submitWord={say('apply')}
      >
        <Field name="programmeId" label={say('programme')} rules={rules('programmeId', 'required')}>
          <Select
            loading={programmes.isLoading}
            options={active.map((one) => ({
              value: one.id,
              label: eitherName(language, one.name, one.nameEn),
            }))}
          />
        </Field>
      </FormPage>
    </Modal>
  )
}
