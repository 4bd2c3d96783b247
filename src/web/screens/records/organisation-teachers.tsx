import { Button, Checkbox, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { addTeacher, editTeacher, listTeachers, type Teacher } from '../../../areas/training/contract.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { Field } from '../../forms/field.tsx'
import { FormPage } from '../../forms/form-page.tsx'
import { useRules } from '../../forms/rules.ts'
import { useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { announce } from '../../ui/notices.tsx'
import { Reading } from '../../ui/reading.tsx'
import { RecordHistory } from '../../ui/record-drawer.tsx'
import { StateTag } from '../../ui/states.tsx'

/** Teachers of an institution; sessions name them, and no teacher is in two places at once. */
export const Teachers = ({ institutionId }: { institutionId: string }) => {
  const say = useWords('training')
  const ui = useWords('ui')
  const teachers = useAsk(listTeachers, { params: { institutionId } })
  const [edited, setEdited] = useState<Teacher | 'new' | null>(null)
  const may = teachers.data?.may['teacher.manage'] ?? false
  const add = may && <Button onClick={() => setEdited('new')}>{say('teacherAdd')}</Button>
  return (
    <section className="block" aria-labelledby="teachers">
      <div className="block-head">
        <h2 id="teachers">{say('teachers')}</h2>
        {teachers.data && teachers.data.items.length > 0 && add}
      </div>
      <p className="block-lead">{say('teachersLead')}</p>
      <Reading of={teachers} lines={3}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState small title={say('teachersEmpty')} text={say('teachersEmptyText')} act={add} />
          ) : (
            <ul className="lines">
              {items.map((teacher) => (
                <li key={teacher.id}>
                  <div>
                    <strong>{teacher.name}</strong>{' '}
                    <span className="hint">
                      {[teacher.title, say('teacherSessions', { count: teacher.sessions })]
                        .filter(Boolean)
                        .join(' · ')}
                    </span>
                  </div>
                  <div className="lines-acts">
                    <StateTag state={teacher.active ? 'teacher.active' : 'teacher.inactive'} />
                    {may && <RecordHistory subjectId={teacher.id} of={teacher.name} />}
                    {may && (
                      <Button
                        type="link"
                        aria-label={`${ui('edit')} ${teacher.name}`}
                        onClick={() => setEdited(teacher)}
                      >
                        {ui('edit')}
                      </Button>
                    )}
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Reading>
      {edited !== null && (
        <TeacherForm
          institutionId={institutionId}
          teacher={edited === 'new' ? null : edited}
          close={() => setEdited(null)}
        />
      )}
    </section>
  )
}

interface TeacherValues {
  readonly name: string
  readonly title?: string
  readonly active?: boolean
}

const TeacherForm = ({
  institutionId,
  teacher,
  close,
}: {
  institutionId: string
  teacher: Teacher | null
  close: () => void
}) => {
  const say = useWords('training')
  const rules = useRules(editTeacher.body)
  const [form] = Form.useForm<TeacherValues>()
  const add = useCommand(addTeacher)
  const edit = useCommand(editTeacher)
  const save = async ({ name, title = '', active = true }: TeacherValues) => {
    if (teacher) await edit.run({ params: { teacherId: teacher.id }, body: { name, title, active } })
    else await add.run({ params: { institutionId }, body: { name, title } })
    announce(say('teacherSaved'))
    close()
  }
  return (
    <Modal open title={say(teacher ? 'teacherEdit' : 'teacherAdd')} footer={null} onCancel={close}>
      <FormPage
        form={form}
        initial={teacher ?? { active: true }}
        save={save}
        submitWord={say(teacher ? 'teacherEdit' : 'teacherAdd')}
      >
        <Field name="name" label={say('name')} rules={rules('name', 'required')}>
          <Input />
        </Field>
        <Field
          name="title"
          label={say('teacherTitle')}
          help={say('teacherTitleHelp')}
          optional={say('optional')}
          rules={rules('title')}
        >
          <Input />
        </Field>
        {teacher && (
          <Form.Item name="active" valuePropName="checked">
            <Checkbox>{say('teacherActive')}</Checkbox>
          </Form.Item>
        )}
      </FormPage>
    </Modal>
  )
}
