import { Link, useNavigate } from '@tanstack/react-router'
import { Form, Input, Select } from 'antd'
import { declareCourse } from '../../../areas/catalogue/contract.ts'
import { listApprovals, readProgramme } from '../../../areas/programme/contract.ts'
import { useOwnOrganisation } from '../../api/session.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { Field } from '../../forms/field.tsx'
import { FormPage } from '../../forms/form-page.tsx'
import { useRules } from '../../forms/rules.ts'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Reading } from '../../ui/reading.tsx'

interface NewCourse {
  readonly programmeId: string
  readonly keyAreaId: string
  readonly title: string
  readonly titleEn?: string
}

/** Begins a declaration with what identifies a course; the draft goes on from there. */
export const NewCourseScreen = () => {
  const say = useWords('catalogue')
  const institutionId = useOwnOrganisation()
  const approvals = useAsk(listApprovals, { query: { institutionId, status: 'approved', limit: 50 } })
  return (
    <>
      <PageHeader
        title={say('newTitle')}
        lead={say('newLead')}
        back={{ to: '/courses', label: say('ownTitle') }}
      />
      <Reading of={approvals}>
        {({ items }) => {
          const programmes = [
            ...new Map(items.filter((one) => one.inForce).map((one) => [one.programmeId, one])).values(),
          ]
          if (programmes.length === 0)
            return (
              <EmptyState
                title={say('needApproval')}
                act={<Link to="/approvals">{say('toApproval')}</Link>}
              />
            )
          return (
            <NewCourseForm
              institutionId={institutionId}
              programmes={programmes.map((one) => ({
                id: one.programmeId,
                name: one.programmeName,
                nameEn: one.programmeNameEn,
              }))}
            />
          )
        }}
      </Reading>
    </>
  )
}

const NewCourseForm = ({
  institutionId,
  programmes,
}: {
  institutionId: string
  programmes: readonly { id: string; name: string; nameEn: string }[]
}) => {
  const say = useWords('catalogue')
  const ui = useWords('ui')
  const language = useLanguage()
  const navigate = useNavigate()
  const rules = useRules(declareCourse.body)
  const [form] = Form.useForm<NewCourse>()
  const declare = useCommand(declareCourse)
  const only = programmes.length === 1 ? programmes[0]?.id : undefined
  const chosen = Form.useWatch('programmeId', form) ?? only
  const programme = useAsk(
    readProgramme,
    { params: { programmeId: chosen ?? '' } },
    { when: chosen !== undefined },
  )
  const save = async (values: NewCourse) => {
    const { courseId } = await declare.run({
      body: { ...values, titleEn: values.titleEn ?? '', institutionId },
    })
    await navigate({ to: '/courses/$courseId/draft', params: { courseId } })
  }
  return (
    <FormPage
      form={form}
      initial={only ? { programmeId: only } : {}}
      save={save}
      submitWord={say('create')}
      draftKey="course-new"
    >
      <Field name="programmeId" label={say('programme')} rules={rules('programmeId', 'required')}>
        <Select
          options={programmes.map((one) => ({
            value: one.id,
            label: eitherName(language, one.name, one.nameEn),
          }))}
          onChange={() => form.setFieldValue('keyAreaId', undefined)}
        />
      </Field>
      <Field name="keyAreaId" label={say('keyArea')} rules={rules('keyAreaId', 'required')}>
        <Select
          loading={programme.isFetching}
          options={(programme.data?.keyAreas ?? []).map((area) => ({
            value: area.id,
            label: eitherName(language, area.name, area.nameEn),
          }))}
        />
      </Field>
      <Field name="title" label={say('titleZh')} rules={rules('title', 'required')}>
        <Input />
      </Field>
      <Field name="titleEn" label={say('titleEn')} optional={ui('optional')} rules={rules('titleEn')}>
        <Input />
      </Field>
    </FormPage>
  )
}
