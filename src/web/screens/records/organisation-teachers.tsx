import { Checkbox, Form, Input, Modal } from 'antd'
import { addTeacher, editTeacher, listTeachers, type Teacher } from '../../../areas/training/contract.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { Field } from '../../forms/field.tsx'
import { FormPage } from '../../forms/form-page.tsx'
import { useRules } from '../../forms/rules.ts'
import { useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'
import { KeptList } from './kept-list.tsx'

/** Teachers of an institution; sessions name them, and no teacher is in two places at once. */
export const Teachers = ({ institutionId }: { institutionId: string }) => {
  const say = useWords('training')
  return (
    <KeptList
      of="teacher"
      title={say('teachers')}
      lead={say('teachersLead')}
      addWord={say('teacherAdd')}
      empty={{ title: say('teachersEmpty'), text: say('teachersEmptyText') }}
      read={useAsk(listTeachers, { params: { institutionId } })}
      note={({ title, sessions }) =>
        [title, say('teacherSessions', { count: sessions })].filter(Boolean).join(' · ')
      }
      form={(teacher, close) => <TeacherForm institutionId={institutionId} teacher={teacher} close={close} />}
    />
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
