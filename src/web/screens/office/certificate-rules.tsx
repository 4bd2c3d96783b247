import { Form, Input, Modal, Radio } from 'antd'
import { readCertificateRules, setCertificateRule } from '../../../areas/certificates/contract.ts'
import type { BodyOf, ReplyOf } from '../../../wire/endpoint.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { DayField } from '../../forms/day-field.tsx'
import { Field } from '../../forms/field.tsx'
import { FormPage } from '../../forms/form-page.tsx'
import { useRules } from '../../forms/rules.ts'
import { today } from '../../i18n/dates.ts'
import { useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'
import { DatedRules } from './dated-rules.tsx'

type Typed = BodyOf<typeof setCertificateRule>
type Rule = ReplyOf<typeof readCertificateRules>['fallback']

/** What a class earns and the paper it is printed on: the office's dated decisions. */
export const CertificateRules = ({ programmeId }: { programmeId: string }) => {
  const say = useWords('certificates')
  return (
    <DatedRules
      of="certificate-rule"
      words={{
        title: say('ruleTitle'),
        lead: say('ruleLead'),
        set: say('ruleSet'),
        unset: say('ruleUnset'),
        before: say('ruleBefore'),
      }}
      read={useAsk(readCertificateRules, { params: { programmeId } })}
      text={(rule, basis) => <RuleText rule={rule} basis={basis} />}
      form={(now, close) => <RuleForm programmeId={programmeId} now={now} close={close} />}
    />
  )
}

const RuleText = ({ rule, basis }: { rule: Rule; basis: string }) => {
  const say = useWords('certificates')
  const ui = useWords('ui')
  return (
    <div>
      <div>{ui('labelled', { name: say('ruleWithoutExam'), text: say(`type.${rule.withoutExam}`) })}</div>
      <div>
        {ui('labelled', {
          name: say('ruleNotPassed'),
          text: say(rule.notPassed ? 'ruleNotPassedYes' : 'ruleNotPassedNo'),
        })}
      </div>
      <div>
        {ui('labelled', { name: say('rulePaper'), text: say(`paper.${rule.paper}`) })}{' '}
        <span className="hint">{basis}</span>
      </div>
    </div>
  )
}

const RuleForm = ({ programmeId, now, close }: { programmeId: string; now: Rule; close: () => void }) => {
  const say = useWords('certificates')
  const rules = useRules(setCertificateRule.body)
  const [form] = Form.useForm<Typed>()
  const set = useCommand(setCertificateRule)
  const save = async (values: Typed) => {
    await set.run({ params: { programmeId }, body: { ...values, basis: values.basis ?? '' } })
    announce(say('ruleSaved'))
    close()
  }
  const { withoutExam, notPassed, paper } = now
  return (
    <Modal open title={say('ruleSet')} footer={null} onCancel={close}>
      <FormPage
        form={form}
        initial={{ from: today(), withoutExam, notPassed, paper, basis: '' }}
        save={save}
        submitWord={say('ruleSet')}
      >
        <Field name="withoutExam" label={say('ruleWithoutExam')}>
          <Radio.Group
            options={(['attendance', 'pass'] as const).map((value) => ({
              value,
              label: say(`type.${value}`),
            }))}
          />
        </Field>
        <Field name="notPassed" label={say('ruleNotPassed')}>
          <Radio.Group
            options={[
              { value: true, label: say('ruleNotPassedYes') },
              { value: false, label: say('ruleNotPassedNo') },
            ]}
          />
        </Field>
        <Field name="paper" label={say('rulePaper')}>
          <Radio.Group
            options={(['landscape', 'portrait'] as const).map((value) => ({
              value,
              label: say(`paper.${value}`),
            }))}
          />
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
