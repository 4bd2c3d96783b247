import { Navigate, useNavigate, useParams } from '@tanstack/react-router'
import { Checkbox, Form, Input, Select } from 'antd'
import {
  courseCategories,
  courseTypes,
  ExamSpecShape,
  readCourse,
  saveDraft,
  submitCourse,
  type Course,
  type CourseVersion,
} from '../../../areas/catalogue/contract.ts'
import { readProgramme } from '../../../areas/programme/contract.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { Field } from '../../forms/field.tsx'
import { FormPage } from '../../forms/form-page.tsx'
import { FractionField } from '../../forms/fraction-field.tsx'
import { useRules } from '../../forms/rules.ts'
import { YuanField } from '../../forms/yuan-field.tsx'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { ReadingScreen } from '../../ui/reading.tsx'
import { OfficeRemark } from '../records/office-remark.tsx'
import { contentOf, draftOf, type DraftForm } from './course-draft.ts'
import { SyllabusFields } from './syllabus-fields.tsx'
import { useServerDraft } from './use-server-draft.ts'
import { GrowingText } from '../../forms/growing-text.tsx'
import { NumberField } from '../../forms/number-field.tsx'

/** The draft of a course: written over days, saved by itself, submitted once whole. */
export const CourseDraftScreen = () => {
  const { courseId } = useParams({ from: '/signed-in/courses/$courseId/draft' })
  const read = useAsk(readCourse, { params: { courseId } })
  return (
    <ReadingScreen of={read}>
      {(course) => {
        const version = course.versions.find((one) => one.status === 'draft' || one.status === 'returned')
        return version ? (
          <Draft key={version.versionId} course={course} version={version} />
        ) : (
          <Navigate to="/courses/$courseId" params={{ courseId }} replace />
        )
      }}
    </ReadingScreen>
  )
}

const Draft = ({ course, version }: { course: Course; version: CourseVersion }) => {
  const say = useWords('catalogue')
  const ui = useWords('ui')
  const navigate = useNavigate()
  const language = useLanguage()
  const [form] = Form.useForm<DraftForm>()
  const rules = useRules(saveDraft.body)
  const draft = useServerDraft(course.courseId, version.revision)
  const submit = useCommand(submitCourse)
  const params = { courseId: course.courseId }
  const send = async () => {
    const revision = await draft.saveNow(contentOf(form.getFieldsValue(true)))
    await submit.run({ params, body: { revision } })
    announce(say('submitted'))
    await navigate({ to: '/courses/$courseId', params })
  }
  return (
    <>
      <PageHeader
        title={eitherName(language, version.title, version.titleEn) || course.code}
        lead={`${course.code} · ${say('versionNumber', { count: version.number })}`}
        back={{ to: '/courses', label: say('ownTitle') }}
      />
      <OfficeRemark reason={version.decisionReason} />
      <ProblemNotice error={draft.error} />
      <FormPage
        form={form}
        initial={draftOf(course, version)}
        save={send}
        byButtonAlone
        submitWord={say('submit')}
        draftState={<DraftState state={draft.state} at={draft.savedAt} />}
        onValues={(values) => draft.saveSoon(contentOf(values))}
      >
        <Field name="title" label={say('titleZh')} rules={rules('title')}>
          <Input />
        </Field>
        <Field name="titleEn" label={say('titleEn')} rules={rules('titleEn')} optional={ui('optional')}>
          <Input />
        </Field>
        <Kind course={course} />
        <Field name="audience" label={say('audience')} help={say('audienceHelp')} rules={rules('audience')}>
          <GrowingText rows={2} />
        </Field>
        <Field
          name="objectives"
          label={say('objectives')}
          help={say('objectivesHelp')}
          rules={rules('objectives')}
        >
          <GrowingText rows={3} />
        </Field>
        <SyllabusFields programmeId={course.programmeId} />
        <Exam />
        <Field
          name="materials"
          label={say('materials')}
          help={say('materialsHelp')}
          rules={rules('materials')}
          optional={ui('optional')}
        >
          <GrowingText rows={2} />
        </Field>
        <Field name="feeFen" label={say('fee')} help={say('feeHelp')}>
          <YuanField />
        </Field>
      </FormPage>
    </>
  )
}

const DraftState = ({ state, at }: { state: 'saved' | 'saving' | 'unsaved'; at: string }) => {
  const ui = useWords('ui')
  const words = {
    saved: ui('serverDraftSaved', { at }),
    saving: ui('serverDraftSaving'),
    unsaved: ui('serverDraftUnsaved'),
  }
  return (
    <span className="draft-state" role="status">
      {state === 'saved' && at === '' ? '' : words[state]}
    </span>
  )
}

const Kind = ({ course }: { course: Course }) => {
  const say = useWords('catalogue')
  const language = useLanguage()
  const programme = useAsk(readProgramme, { params: { programmeId: course.programmeId } })
  const areas = programme.data?.keyAreas ?? [course.keyArea]
  return (
    <>
      <Field name="keyAreaId" label={say('keyArea')}>
        <Select
          options={areas.map((area) => ({
            value: area.id,
            label: eitherName(language, area.name, area.nameEn),
          }))}
          disabled={course.versions.length > 1}
        />
      </Field>
      <div className="form-two">
        <Field name="category" label={say('category')}>
          <Select options={courseCategories.map((value) => ({ value, label: say(`category.${value}`) }))} />
        </Field>
        <Field name="courseType" label={say('courseType')}>
          <Select options={courseTypes.map((value) => ({ value, label: say(`type.${value}`) }))} />
        </Field>
      </div>
    </>
  )
}

const Exam = () => {
  const say = useWords('catalogue')
  const rules = useRules(ExamSpecShape)
  const hasExam = Form.useWatch<boolean | undefined>('hasExam')
  return (
    <fieldset className="form-group">
      <legend>{say('examTitle')}</legend>
      <Form.Item name="hasExam" valuePropName="checked">
        <Checkbox>{say('hasExam')}</Checkbox>
      </Form.Item>
      {hasExam ? (
        <div className="form-three">
          <Field
            name={['examSpec', 'durationMinutes']}
            label={say('examMinutes')}
            rules={rules('durationMinutes', 'required')}
          >
            <NumberField className="figure-field" min={1} max={1440} precision={0} />
          </Field>
          <Field
            name={['examSpec', 'questions']}
            label={say('examQuestions')}
            rules={rules('questions', 'required')}
          >
            <NumberField className="figure-field" min={1} max={1000} precision={0} />
          </Field>
          <Field name={['examSpec', 'passMark']} label={say('passMark')}>
            <FractionField aria-label={say('passMark')} />
          </Field>
        </div>
      ) : (
        <p className="hint">{say('noExam')}</p>
      )}
    </fieldset>
  )
}
