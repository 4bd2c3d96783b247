import { useNavigate } from '@tanstack/react-router'
import { Form, Radio } from 'antd'
import { decideCourse, type Course, type CourseVersion } from '../../../areas/catalogue/contract.ts'
import { addDays, addMonths } from '../../../kernel/calendar.ts'
import type { BodyOf } from '../../../wire/endpoint.ts'
import { useCommand } from '../../api/use-command.ts'
import { DayField } from '../../forms/day-field.tsx'
import { Field } from '../../forms/field.tsx'
import { filledIn } from '../../forms/filled-in.ts'
import { FormPage } from '../../forms/form-page.tsx'
import { useRules } from '../../forms/rules.ts'
import { today } from '../../i18n/dates.ts'
import { useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'
import { GrowingText } from '../../forms/growing-text.tsx'

type Body = Omit<BodyOf<typeof decideCourse>, 'versionId'>

const decisions = ['approve', 'return', 'refuse'] as const
const validMonths = 36

/** The office decides a submitted version: approve with dates, return or refuse with a reason. */
export const CourseDecision = ({ course, version }: { course: Course; version: CourseVersion }) => {
  const say = useWords('catalogue')
  const navigate = useNavigate()
  const rules = useRules(decideCourse.body)
  const [form] = Form.useForm<Body>()
  const decide = useCommand(decideCourse)
  const decision = Form.useWatch('decision', form) ?? 'approve'
  const save = async (values: Body) => {
    const approving = values.decision === 'approve'
    const body = approving ? values : { decision: values.decision, reason: values.reason }
    await decide.run({
      params: { courseId: course.courseId },
      body: { versionId: version.versionId, ...filledIn(body), decision: values.decision },
    })
    announce(say(`done.${values.decision}`))
    await navigate({ to: '/courses', search: { status: 'submitted' } })
  }
  return (
    <section className="block" aria-labelledby="decision-title">
      <h2 id="decision-title">{say('decision')}</h2>
      <p className="block-lead">{say('decisionLead')}</p>
      <FormPage
        form={form}
        initial={{
          decision: 'approve',
          validFrom: today(),
          validTo: addDays(addMonths(today(), validMonths), -1),
        }}
        save={save}
        submitWord={say(`decision.${decision}`)}
        draftKey={`decision-${version.versionId}`}
      >
        <Form.Item name="decision" label={<span className="field-label">{say('decision')}</span>}>
          <Radio.Group
            optionType="button"
            options={decisions.map((value) => ({ value, label: say(`decision.${value}`) }))}
          />
        </Form.Item>
        {decision === 'approve' && (
          <div className="form-two">
            <Field name="validFrom" label={say('validFrom')} rules={rules('validFrom', 'required')}>
              <DayField />
            </Field>
            <Field name="validTo" label={say('validTo')} rules={rules('validTo', 'required')}>
              <DayField />
            </Field>
          </div>
        )}
        <Field
          name="reason"
          label={say(decision === 'approve' ? 'reasonOptional' : 'reason')}
          rules={decision === 'approve' ? rules('reason') : rules('reason', 'required')}
        >
          <GrowingText rows={3} />
        </Field>
      </FormPage>
    </section>
  )
}
