import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
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
import { Reading } from '../../ui/reading.tsx'

type Rule = BodyOf<typeof setAttendanceRule>

/** How much of a class one must attend to complete it: the office's dated decisions. */
export const AttendanceRules = ({ programmeId }: { programmeId: string }) => {
  const say = useWords('training')
  const ui = useWords('ui')
  const [setting, setSetting] = useState(false)
  const rules = useAsk(readAttendanceRules, { params: { programmeId } })
  return (
    <section className="block" aria-labelledby="attendance-rules">
      <div className="block-head">
        <h2 id="attendance-rules">{say('ruleTitle')}</h2>
        {rules.data?.may['attendance-rule.set'] && (
          <Button onClick={() => setSetting(true)}>{say('ruleSet')}</Button>
        )}
      </div>
      <p className="block-lead">{say('ruleLead')}</p>
      <Reading of={rules} lines={2}>
        {({ items, fallback }) => (
          <ul className="lines">
            {items.map((rule) => (
              <li key={rule.from}>
                <div>
                  <strong>{fractionText(rule.share)}</strong> <span className="hint">{rule.basis}</span>
                </div>
                <span>{ui('periodOpen', { from: rule.from })}</span>
              </li>
            ))}
            <li>
              <div>
                <strong>{fractionText(fallback)}</strong>
              </div>
              <span className="hint">{say(items.length === 0 ? 'ruleUnset' : 'ruleBefore')}</span>
            </li>
          </ul>
        )}
      </Reading>
      {setting && <RuleForm programmeId={programmeId} close={() => setSetting(false)} />}
    </section>
  )
}

const RuleForm = ({ programmeId, close }: { programmeId: string; close: () => void }) => {
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
        initial={{ from: today(), share: { numerator: 2, denominator: 3 }, basis: '' }}
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
