import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { decideApproval, type Approval } from '../../../areas/programme/contract.ts'
import { addDays, addMonths } from '../../../kernel/calendar.ts'
import type { BodyOf } from '../../../wire/endpoint.ts'
import { useCommand } from '../../api/use-command.ts'
import { DayField } from '../../forms/day-field.tsx'
import { Field } from '../../forms/field.tsx'
import { filledIn } from '../../forms/filled-in.ts'
import { FormPage } from '../../forms/form-page.tsx'
import { ModeChoice } from '../../forms/mode-choice.tsx'
import { useRules } from '../../forms/rules.ts'
import { today } from '../../i18n/dates.ts'
import { useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'

type Body = BodyOf<typeof decideApproval>
type Decision = Body['decision']

const decisionsIn: Partial<Record<Approval['status'], readonly Decision[]>> = {
  submitted: ['approve', 'return', 'refuse'],
  approved: ['suspend', 'withdraw'],
  suspended: ['resume', 'withdraw'],
}
const severe: readonly Decision[] = ['refuse', 'suspend', 'withdraw']
const validMonths = 36

/** What the office can decide in the present state, one button each. */
export const ApprovalDecision = ({ approval }: { approval: Approval }) => {
  const say = useWords('approvals')
  const [decision, setDecision] = useState<Decision | null>(null)
  const choices = decisionsIn[approval.status] ?? []
  if (choices.length === 0) return null
  return (
    <div className="decision-buttons">
      {choices.map((choice) => (
        <Button
          key={choice}
          block
          {...(choice === 'approve' || choice === 'resume' ? { type: 'primary' as const } : {})}
          danger={severe.includes(choice)}
          onClick={() => setDecision(choice)}
        >
          {say(`decision.${choice}`)}
        </Button>
      ))}
      {decision && <DecisionForm approval={approval} decision={decision} close={() => setDecision(null)} />}
    </div>
  )
}

const DecisionForm = ({
  approval,
  decision,
  close,
}: {
  approval: Approval
  decision: Decision
  close: () => void
}) => {
  const say = useWords('approvals')
  const ui = useWords('ui')
  const rules = useRules(decideApproval.body)
  const [form] = Form.useForm<Omit<Body, 'decision'>>()
  const decide = useCommand(decideApproval)
  const save = async (values: Omit<Body, 'decision'>) => {
    await decide.run({ params: { approvalId: approval.id }, body: { decision, ...filledIn(values) } })
    announce(say(`done.${decision}`))
    close()
  }
  const approving = decision === 'approve'
  const needsReason = !approving && decision !== 'resume'
  const initial = approving
    ? { modes: [...approval.modes], from: today(), to: addDays(addMonths(today(), validMonths), -1) }
    : {}
  return (
    <Modal open title={say(`decision.${decision}`)} footer={null} onCancel={close}>
      {needsReason && <p className="confirm-text">{say(`explain.${decision}` as 'explain.refuse')}</p>}
      <FormPage form={form} initial={initial} save={save} submitWord={say(`decision.${decision}`)}>
        {approving && (
          <>
            <Field name="modes" label={say('scope')}>
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
          </>
        )}
        <Field
          name="reason"
          label={say('reason')}
          {...(needsReason ? {} : { optional: ui('optional') })}
          rules={needsReason ? rules('reason', 'required') : rules('reason')}
        >
          <Input.TextArea rows={3} maxLength={1000} showCount />
        </Field>
      </FormPage>
    </Modal>
  )
}
