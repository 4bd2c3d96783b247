import { useNavigate, useParams } from '@tanstack/react-router'
import { Button, Form, Input } from 'antd'
import { readCourse } from '../../../areas/catalogue/contract.ts'
import { editClass, readClass, type ClassDetail } from '../../../areas/training/contract.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { Field } from '../../forms/field.tsx'
import { FormPage } from '../../forms/form-page.tsx'
import { useRules } from '../../forms/rules.ts'
import { useEitherName, useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ReadingScreen } from '../../ui/reading.tsx'
import { ClassFields, type ClassValues } from './class-form.tsx'
import { isComplete, toSend } from './plan-sessions.ts'

/** Changes a filed class under the rules it was filed by. */
export const EditClassScreen = () => {
  const { classId } = useParams({ from: '/signed-in/classes/$classId/edit' })
  const say = useWords('training')
  const either = useEitherName()
  const read = useAsk(readClass, { params: { classId } })
  return (
    <ReadingScreen of={read}>
      {(found) => (
        <>
          <PageHeader
            title={say('editTitle', { name: either(found.name, found.nameEn) })}
            lead={say('editLead')}
            back={{ to: `/classes/${classId}`, label: either(found.name, found.nameEn) }}
          />
          <Editing key={found.revision} found={found} />
        </>
      )}
    </ReadingScreen>
  )
}

const Editing = ({ found }: { found: ClassDetail }) => {
  const say = useWords('training')
  const ui = useWords('ui')
  const navigate = useNavigate()
  const rules = useRules(editClass.body)
  const [form] = Form.useForm<ClassValues>()
  const params = { classId: found.id }
  const course = useAsk(readCourse, { params: { courseId: found.courseId } })
  const version = course.data?.versions.find((one) => one.versionId === found.courseVersionId)
  const edit = useCommand(editClass)
  const held = found.sessions.filter((session) => !session.cancelled)
  const save = async (values: ClassValues) => {
    const reply = await edit.run({
      params,
      body: {
        revision: found.revision,
        name: values.name?.trim() ?? '',
        nameEn: values.nameEn?.trim() ?? '',
        capacity: values.capacity ?? found.capacity,
        feeFen: values.feeFen ?? 0,
        contact: values.contact?.trim() ?? '',
        notes: values.notes?.trim() ?? '',
        sessions: (values.sessions ?? []).filter(isComplete).map(toSend),
      },
    })
    announce(reply.promoted > 0 ? say('editedPromoted', { count: reply.promoted }) : say('edited'))
    await navigate({ to: '/classes/$classId', params })
  }
  return (
    <div className="filing">
      <FormPage
        form={form}
        initial={{
          name: found.name,
          nameEn: found.nameEn,
          capacity: found.capacity,
          feeFen: found.feeFen,
          contact: found.contact,
          notes: found.notes,
          sessions: held.map(({ id, day, start, end, minutes, roomId, teacherId, place, topic }) => ({
            id,
            day,
            start,
            end,
            minutes,
            roomId,
            teacherId,
            place,
            topic,
          })),
        }}
        save={save}
        byButtonAlone
        submitWord={ui('save')}
        draftKey={`class.${found.id}.${found.revision}`}
        cancel={
          <Button onClick={() => void navigate({ to: '/classes/$classId', params })}>{ui('cancel')}</Button>
        }
      >
        <Field name="name" label={say('className')} rules={rules('name', 'required')}>
          <Input />
        </Field>
        <Field name="nameEn" label={say('classNameEn')} optional={say('optional')} rules={rules('nameEn')}>
          <Input />
        </Field>
        {held.some((session) => session.attendance !== 'none') && (
          <p className="note">{say('editHeldNote')}</p>
        )}
        <ClassFields
          form={form}
          institutionId={found.institutionId}
          classId={found.id}
          limits={version ? { programmeId: found.programmeId, minutes: version.totalMinutes } : null}
        />
      </FormPage>
    </div>
  )
}
