import { Form, Input, Modal } from 'antd'
import { readAttendanceRules, setAttendanceRule } from '../../../areas/training/contract.ts'
import type { BodyOf } from '../../../wire/endpoint.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { DayField } from '../../forms/day-field.tsx'
import { Field } from '../../forms/field.tsx'
import { FormPage } from '../../forms/form-page.tsx'
import { FractionField } from '../../forms/fraction-field.tsx'
import { fractionText } from '../../i18n/fraction.ts'
import { useRules } from '../../forms/rules.ts'
import { today } from '../../i18n/dates.ts'
import { useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'
import { DatedRules } from './dated-rules.tsx'

type Rule = BodyOf<typeof setAttendanceRule>

/** How much of a class one must attend to complete it: the office's dated decisions. */
export const AttendanceRules = ({ programmeId }: { programmeId: string }) => {
  const say = useWords('training')
  return (
    <DatedRules
      of="attendance-rule"
      words={{
        title: say('ruleTitle'),
        lead: say('ruleLead'),
        set: say('ruleSet'),
        unset: say('ruleUnset'),
        before: say('ruleBefore'),
      }}
      read={useAsk(readAttendanceRules, { params: { programmeId } })}
      text={(rule, basis) => (
        <div>
          <strong>{fractionText(shareOf(rule))}</strong> <span className="hint">{basis}</span>
        </div>
      )}
      form={(now, close) => <RuleForm programmeId={programmeId} share={shareOf(now)} close={close} />}
    />
  )
}

const shareOf = (rule: Rule | Rule['share']): Rule['share'] => ('share' in rule ? rule.share : rule)

interface FormProps {
  readonly programmeId: string
  readonly share: Rule['share']
  readonly close: () => void
}

const RuleForm = ({ programmeId, share, close }: FormProps) => {
  const say = useWords('training')
  const rules = useRules(setAttendanceRule.body)
  const [form] = Form.useForm<Rule>()
  const set = useCommand(setAttendanceRule)
  const save = async (values: Rule) => {
    await set.run({ params: { programmeId }, body: { ...values, basis: values.basis ?? '' } })
    announce(say('ruleSaved'))
    close()
  }
  return (
    <Modal open title={say('ruleSet')} footer={null} onCancel={close}>
      <FormPage
        form={form}
        initial={{ from: today(), share, basis: '' }}
        save={save}
        submitWord={say('ruleSet')}
      >
        <Field name="share" label={say('ruleShare')} help={say('ruleShareHelp')}>
          <FractionField aria-label={say('ruleShare')} />
        </Field>
        <Field
          name="from"
          label={say('ruleFrom')}
          help={say('ruleFromHelp')}
          rules={rules('from', 'required')}
        >
          <DayField />
        </Field>
        <Field name="basis" label={say('ruleBasis')} optional={say('optional')} rules={rules('basis')}>
          <Input />
        </Field>
      </FormPage>
    </Modal>
  )
}
