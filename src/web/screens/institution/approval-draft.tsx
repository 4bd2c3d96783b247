import { Button, Form } from 'antd'
import { saveApproval, submitApproval, type Approval, type Mode } from '../../../areas/programme/contract.ts'
import { useCommand } from '../../api/use-command.ts'
import { Field } from '../../forms/field.tsx'
import { FormPage } from '../../forms/form-page.tsx'
import { ModeChoice } from '../../forms/mode-choice.tsx'
import { useRules } from '../../forms/rules.ts'
import { useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { GrowingText } from '../../forms/growing-text.tsx'
import { OfficeRemark } from '../records/office-remark.tsx'

interface Application {
  readonly modes: Mode[]
  readonly statement: string
}

/** An application being written: saved as a draft, then submitted. */
export const ApprovalDraft = ({ approval }: { approval: Approval }) => {
  const say = useWords('approvals')
  const ui = useWords('ui')
  const rules = useRules(saveApproval.body)
  const [form] = Form.useForm<Application>()
  const save = useCommand(saveApproval)
  const draft = useCommand(saveApproval)
  const submit = useCommand(submitApproval)
  const params = { approvalId: approval.id }
  const bodyOf = (values: Application): Application => ({
    modes: values.modes ?? [],
    statement: values.statement ?? '',
  })
  const send = async (values: Application) => {
    await save.run({ params, body: bodyOf(values) })
    await submit.run({ params })
    announce(say('submitted'))
  }
  const keep = async () => {
    await draft.run({ params, body: bodyOf(form.getFieldsValue()) }).then(
      () => announce(say('draftSaved')),
      // The refusal is shown below; nothing else depends on it.
      () => undefined,
    )
  }
  return (
    <>
      <OfficeRemark reason={approval.reason} />
      <ProblemNotice error={draft.error} />
      <FormPage
        form={form}
        initial={{ modes: [...approval.modes], statement: approval.statement }}
        save={send}
        submitWord={say('submit')}
        draftKey={`approval-${approval.id}`}
        cancel={
          <Button loading={draft.busy} onClick={() => void keep()}>
            {say('saveDraft')}
          </Button>
        }
      >
        <Field
          name="modes"
          label={say('modes')}
          help={say('modesHelp')}
          rules={[{ required: true, type: 'array', min: 1, message: ui('fieldRequired') }]}
        >
          <ModeChoice />
        </Field>
        <Field
          name="statement"
          label={say('statement')}
          help={say('statementHelp')}
          rules={rules('statement', 'required')}
        >
          <GrowingText rows={8} maxLength={5000} showCount />
        </Field>
      </FormPage>
    </>
  )
}
