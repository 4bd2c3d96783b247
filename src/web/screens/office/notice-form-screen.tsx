import { useNavigate, useParams } from '@tanstack/react-router'
import { Form, Input } from 'antd'
import type { ReactNode } from 'react'
import { listProgrammes } from '../../../areas/programme/contract.ts'
import {
  editNotice,
  officeNotice,
  writeNotice,
  type OfficeNotice,
} from '../../../areas/publicity/contract.ts'
import type { BodyOf } from '../../../wire/endpoint.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { DayField } from '../../forms/day-field.tsx'
import { Field } from '../../forms/field.tsx'
import { FormPage } from '../../forms/form-page.tsx'
import { useRules } from '../../forms/rules.ts'
import { today } from '../../i18n/dates.ts'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ReadingScreen } from '../../ui/reading.tsx'
import { RecordHistory } from '../../ui/record-drawer.tsx'
import { GrowingText } from '../../forms/growing-text.tsx'
import { Choice } from '../../forms/choice.tsx'

type Writing = BodyOf<typeof writeNotice>

export const NewNoticeScreen = () => {
  const write = useCommand(writeNotice)
  return (
    <NoticeForm
      titleWord="newTitle"
      initial={{ programmeId: null, titleEn: '', bodyEn: '', publishedOn: today() }}
      save={(body) => write.run({ body })}
      draftKey="notice-new"
    />
  )
}

export const EditNoticeScreen = () => {
  const { noticeId } = useParams({ from: '/signed-in/notices/$noticeId/edit' })
  const read = useAsk(officeNotice, { params: { noticeId } })
  return <ReadingScreen of={read}>{(notice) => <EditForm notice={notice} />}</ReadingScreen>
}

const EditForm = ({ notice }: { notice: OfficeNotice }) => {
  const edit = useCommand(editNotice)
  const { programmeId, title, titleEn, body, bodyEn, publishedOn } = notice
  return (
    <NoticeForm
      titleWord="editTitle"
      initial={{ programmeId, title, titleEn, body, bodyEn, publishedOn }}
      save={(writing) =>
        edit.run({ params: { noticeId: notice.id }, body: { revision: notice.revision, ...writing } })
      }
      draftKey={`notice-${notice.id}-${notice.revision}`}
      acts={<RecordHistory subjectId={notice.id} />}
    />
  )
}

interface NoticeFormProps {
  readonly titleWord: 'newTitle' | 'editTitle'
  readonly initial: Partial<Writing>
  readonly save: (writing: Writing) => Promise<unknown>
  readonly draftKey: string
  readonly acts?: ReactNode
}

const NoticeForm = ({ titleWord, initial, save, draftKey, acts }: NoticeFormProps) => {
  const say = useWords('notices')
  const ui = useWords('ui')
  const language = useLanguage()
  const navigate = useNavigate()
  const rules = useRules(writeNotice.body)
  const programmes = useAsk(listProgrammes, {})
  const [form] = Form.useForm<Writing>()
  const send = async (values: Writing) => {
    await save({
      ...values,
      programmeId: values.programmeId ?? null,
      titleEn: values.titleEn ?? '',
      bodyEn: values.bodyEn ?? '',
    })
    announce(say('saved'))
    await navigate({ to: '/notices' })
  }
  return (
    <>
      <PageHeader title={say(titleWord)} back={{ to: '/notices', label: say('title') }} acts={acts} />
      <FormPage
        form={form}
        initial={initial}
        save={send}
        submitWord={titleWord === 'newTitle' ? say('publish') : ui('save')}
        draftKey={draftKey}
      >
        <Field name="title" label={say('noticeTitle')} rules={rules('title', 'required')}>
          <Input />
        </Field>
        <Field name="body" label={say('body')} help={say('bodyHelp')} rules={rules('body', 'required')}>
          <GrowingText rows={8} />
        </Field>
        <Field name="titleEn" label={say('noticeTitleEn')} optional={ui('optional')} rules={rules('titleEn')}>
          <Input />
        </Field>
        <Field name="bodyEn" label={say('bodyEn')} optional={ui('optional')} rules={rules('bodyEn')}>
          <GrowingText rows={4} />
        </Field>
        <div className="form-two">
          <Field
            name="publishedOn"
            label={say('publishedOn')}
            help={say('publishedOnHelp')}
            rules={rules('publishedOn', 'required')}
          >
            <DayField />
          </Field>
          <Field name="programmeId" label={say('programme')} optional={ui('optional')}>
            <Choice
              allowClear
              placeholder={say('everyProgramme')}
              options={(programmes.data?.items ?? []).map((one) => ({
                value: one.id,
                label: eitherName(language, one.name, one.nameEn),
              }))}
            />
          </Field>
        </div>
      </FormPage>
    </>
  )
}
