import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Form } from 'antd'
import { coursesToFile, fileClass } from '../../../areas/training/contract.ts'
import { useOwnOrganisation } from '../../api/session.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { FormPage } from '../../forms/form-page.tsx'
import { useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { announce } from '../../ui/notices.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Reading } from '../../ui/reading.tsx'
import { useView } from '../../ui/table/view.ts'
import { ClassFields, type ClassValues, type FilableCourse } from './class-form.tsx'
import { isComplete, toSend } from './plan-sessions.ts'

/** Files a class: one page, drawn up against everything else the institution has planned. */
export const FileClassScreen = () => {
  const say = useWords('training')
  const institutionId = useOwnOrganisation()
  const courses = useAsk(coursesToFile, { params: { institutionId } }, { when: institutionId !== '' })
  return (
    <>
      <PageHeader
        title={say('file')}
        lead={say('fileLead')}
        back={{ to: '/classes', label: say('classes') }}
      />
      <Reading of={courses}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              title={say('noCourses')}
              text={say('noCoursesText')}
              act={<Link to="/courses">{say('toCourses')}</Link>}
            />
          ) : (
            <Filing institutionId={institutionId} courses={items} />
          )
        }
      </Reading>
    </>
  )
}

const Filing = ({ institutionId, courses }: { institutionId: string; courses: readonly FilableCourse[] }) => {
  const say = useWords('training')
  const ui = useWords('ui')
  const navigate = useNavigate()
  const [view] = useView()
  const [form] = Form.useForm<ClassValues>()
  const file = useCommand(fileClass)
  const asked = courses.find((one) => one.versionId === view['course'] || one.courseId === view['course'])
  const chosenId = Form.useWatch('courseVersionId', form) ?? asked?.versionId
  const chosen = courses.find((one) => one.versionId === chosenId)
  const mode = Form.useWatch('mode', form)
  const limits = chosen
    ? {
        programmeId: chosen.programmeId,
        minutes: chosen.totalMinutes,
        validFrom: chosen.validFrom,
        validTo: chosen.validTo,
      }
    : null
  const save = async (values: ClassValues) => {
    const { courseVersionId, capacity } = values
    if (!courseVersionId || !mode || !capacity) return
    const reply = await file.run({
      body: {
        institutionId,
        courseVersionId,
        mode,
        capacity,
        sessions: (values.sessions ?? []).filter(isComplete).map((session) => {
          const { id: _id, ...rest } = toSend(session)
          return rest
        }),
        openEnrolment: values.openEnrolment ?? true,
        ...(values.name?.trim() ? { name: values.name.trim() } : {}),
        ...(values.nameEn?.trim() ? { nameEn: values.nameEn.trim() } : {}),
        ...(values.feeFen === undefined || values.feeFen === null ? {} : { feeFen: values.feeFen }),
        ...(values.contact?.trim() ? { contact: values.contact.trim() } : {}),
        ...(values.notes?.trim() ? { notes: values.notes.trim() } : {}),
        ...(values.lateReason?.trim() ? { lateReason: values.lateReason.trim() } : {}),
      },
    })
    announce(say('filed', { number: reply.filingNumber }))
    await navigate({ to: '/classes/$classId', params: { classId: reply.classId } })
  }
  return (
    <div className="filing">
      <FormPage
        form={form}
        initial={{
          openEnrolment: true,
          sessions: [],
          ...(asked ? { courseVersionId: asked.versionId } : {}),
        }}
        save={save}
        byButtonAlone
        submitWord={say('fileNow')}
        draftKey={`class.${institutionId}`}
        cancel={<Button onClick={() => void navigate({ to: '/classes' })}>{ui('cancel')}</Button>}
      >
        <ClassFields form={form} institutionId={institutionId} courses={courses} limits={limits} />
      </FormPage>
    </div>
  )
}
