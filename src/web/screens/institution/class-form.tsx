import { Checkbox, Form, Input, Radio, type FormInstance } from 'antd'
import { useEffect } from 'react'
import { modes, type Mode } from '../../../areas/programme/contract.ts'
import { coursesToFile, fileClass } from '../../../areas/training/contract.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { useClassHours } from '../../api/use-class-hours.ts'
import { Field } from '../../forms/field.tsx'
import { useRules } from '../../forms/rules.ts'
import { YuanField } from '../../forms/yuan-field.tsx'
import { today } from '../../i18n/dates.ts'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { FilingSummary } from './filing-summary.tsx'
import type { SessionDraft } from './plan-sessions.ts'
import { ScheduleCalendar } from './schedule-calendar.tsx'
import { ScheduleFields } from './schedule-fields.tsx'
import { SchedulePattern } from './schedule-pattern.tsx'
import { useScheduleCheck } from './use-schedule-check.ts'
import './class-form.css'
import { NumberField } from '../../forms/number-field.tsx'
import { Choice } from '../../forms/choice.tsx'

export interface ClassValues {
  readonly courseVersionId?: string
  readonly mode?: Mode
  readonly name?: string
  readonly nameEn?: string
  readonly capacity?: number
  readonly feeFen?: number
  readonly contact?: string
  readonly notes?: string
  readonly sessions?: SessionDraft[]
  readonly lateReason?: string
  readonly openEnrolment?: boolean
}

export type FilableCourse = ReplyOf<typeof coursesToFile>['items'][number]

/** What the form must know of the course a class is filed from. */
export interface CourseLimits {
  readonly programmeId: string
  readonly minutes: number
  readonly validFrom?: string
  readonly validTo?: string
}

export interface ClassFieldsProps {
  readonly form: FormInstance<ClassValues>
  readonly institutionId: string
  /** To choose from when filing; a class filed keeps its course. */
  readonly courses?: readonly FilableCourse[]
  readonly limits: CourseLimits | null
  /** The class being changed: its own bookings are not in its way. */
  readonly classId?: string
}

/** The sections of a filing: course, places, schedule with its calendar, and a summary to check before sending. */
export const ClassFields = (props: ClassFieldsProps) => {
  const { form, institutionId, courses, limits, classId } = props
  const say = useWords('training')
  const rules = useRules(fileClass.body)
  const sessions = Form.useWatch<SessionDraft[] | undefined>('sessions', form) ?? []
  const capacity = Form.useWatch<number | undefined>('capacity', form) ?? 0
  const check = useScheduleCheck({
    institutionId,
    capacity,
    sessions,
    ...(classId ? { exceptClassId: classId } : {}),
  })
  const late = courses !== undefined && sessions.some((session) => session?.day && session.day < today())
  return (
    <>
      {courses && <CourseFields form={form} courses={courses} />}
      <h2 className="form-section">{say('sectionPlaces')}</h2>
      <div className="form-three">
        <Field name="capacity" label={say('capacity')} rules={rules('capacity', 'required')}>
          <NumberField className="figure-field" min={1} max={200_000} precision={0} />
        </Field>
        <Field name="feeFen" label={say('fee')} help={say('feeHelp')}>
          <YuanField />
        </Field>
        <Field name="contact" label={say('contact')} optional={say('optional')} rules={rules('contact')}>
          <Input placeholder={say('contactHint')} />
        </Field>
      </div>
      <Field
        name="notes"
        label={say('notes')}
        help={say('notesHelp')}
        optional={say('optional')}
        rules={rules('notes')}
      >
        <Input.TextArea rows={2} />
      </Field>
      <h2 className="form-section">{say('sectionSchedule')}</h2>
      <p>{say('scheduleHelp')}</p>
      <SchedulePattern form={form} institutionId={institutionId} minutes={limits?.minutes ?? 0} />
      <ScheduleFields institutionId={institutionId} clashes={check.clashes} />
      <ScheduleCalendar sessions={sessions} clashes={check.clashes} busy={check.busy} />
      {late && (
        <Field
          name="lateReason"
          label={say('lateReason')}
          help={say('lateReasonHelp')}
          rules={rules('lateReason', 'required')}
        >
          <Input.TextArea rows={2} />
        </Field>
      )}
      {courses && (
        <Form.Item name="openEnrolment" valuePropName="checked">
          <Checkbox>{say('openAtOnce')}</Checkbox>
        </Form.Item>
      )}
      <h2 className="form-section">{say('sectionSummary')}</h2>
      <FilingSummary
        form={form}
        limits={limits}
        clashes={check.clashes}
        checking={check.checking}
        error={check.error}
      />
    </>
  )
}

const CourseFields = ({
  form,
  courses,
}: {
  form: FormInstance<ClassValues>
  courses: readonly FilableCourse[]
}) => {
  const say = useWords('training')
  const catalogue = useWords('catalogue')
  const language = useLanguage()
  const rules = useRules(fileClass.body)
  const hours = useClassHours()
  const chosenId = Form.useWatch('courseVersionId', form)
  const chosen = courses.find((one) => one.versionId === chosenId)
  const offered = modes.filter((mode) => chosen && (chosen.minutesByMode[mode] ?? 0) > 0)
  const mode = Form.useWatch('mode', form)
  useEffect(() => {
    const [first] = offered
    if (chosen && first && (!mode || !offered.includes(mode))) form.setFieldValue('mode', first)
  }, [chosen, mode, offered, form])
  useEffect(() => {
    if (chosen && form.getFieldValue('feeFen') === undefined) form.setFieldValue('feeFen', chosen.feeFen)
  }, [chosen, form])
  return (
    <>
      <h2 className="form-section form-first">{say('sectionCourse')}</h2>
      <Field
        name="courseVersionId"
        label={say('course')}
        help={say('courseHelp')}
        rules={[{ required: true, message: say('courseNeeded') }]}
      >
        <Choice
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={say('coursePick')}
          onChange={(versionId: string) =>
            form.setFieldValue('feeFen', courses.find((one) => one.versionId === versionId)?.feeFen)
          }
          options={courses.map((one) => ({
            value: one.versionId,
            label: `${one.code} ${eitherName(language, one.title, one.titleEn)} · ${catalogue('versionNumber', { count: one.number })}`,
          }))}
        />
      </Field>
      {chosen && (
        <p className="hint">
          {say('courseFacts', {
            hours: hours(chosen.programmeId, chosen.totalMinutes),
            from: chosen.validFrom,
            to: chosen.validTo,
          })}{' '}
          · {say(chosen.hasExam ? 'withExam' : 'withoutExam')}
        </p>
      )}
      <Field name="mode" label={say('mode')} rules={[{ required: true, message: say('modeNeeded') }]}>
        <Radio.Group
          options={(offered.length > 0 ? offered : modes).map((value) => ({
            value,
            label: catalogue(`mode.${value}`),
            disabled: offered.length > 0 && !offered.includes(value),
          }))}
        />
      </Field>
      <Field
        name="name"
        label={say('className')}
        help={say('classNameHelp')}
        optional={say('optional')}
        rules={rules('name')}
      >
        <Input placeholder={chosen?.nextClassName ?? ''} />
      </Field>
      <Field name="nameEn" label={say('classNameEn')} optional={say('optional')} rules={rules('nameEn')}>
        <Input placeholder={chosen?.nextClassNameEn ?? ''} />
      </Field>
    </>
  )
}
