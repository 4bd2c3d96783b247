import { useNavigate, useParams } from '@tanstack/react-router'
import { Form } from 'antd'
import { editProgramme, readProgramme, type Programme } from '../../../areas/programme/contract.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { useEitherName, useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ReadingScreen } from '../../ui/reading.tsx'
import { ProgrammeFormPage, type ProgrammeForm } from './programme-form.tsx'

export const EditProgrammeScreen = () => {
  const { programmeId } = useParams({ from: '/signed-in/programmes/$programmeId/edit' })
  const read = useAsk(readProgramme, { params: { programmeId } })
  return <ReadingScreen of={read}>{(programme) => <EditForm programme={programme} />}</ReadingScreen>
}

const EditForm = ({ programme }: { programme: Programme }) => {
  const say = useWords('programme')
  const ui = useWords('ui')
  const either = useEitherName()
  const navigate = useNavigate()
  const [form] = Form.useForm<ProgrammeForm>()
  const edit = useCommand(editProgramme)
  const params = { programmeId: programme.id }
  const save = async (values: ProgrammeForm) => {
    await edit.run({ params, body: { revision: programme.revision, ...values } })
    announce(say('saved'))
    await navigate({ to: '/programmes/$programmeId', params })
  }
  return (
    <>
      <PageHeader
        title={say('editTitle', { name: either(programme.name, programme.nameEn) })}
        back={{ to: '/programmes', label: say('title') }}
      />
      <ProgrammeFormPage
        form={form}
        initial={formOf(programme)}
        save={save}
        submitWord={ui('save')}
        rulePackInUse={programme.rulePackInUse}
        draftKey={`programme-${programme.id}-${programme.revision}`}
      />
    </>
  )
}

const formOf = (programme: Programme): ProgrammeForm => {
  const {
    code,
    name,
    nameEn,
    field,
    fieldEn,
    zone,
    from,
    to,
    legalBasis,
    rulePack,
    numbering,
    classRule,
    passMark,
  } = programme
  return {
    code,
    name,
    nameEn,
    field,
    fieldEn,
    zone,
    from,
    to,
    legalBasis,
    rulePack,
    numbering,
    classRule,
    passMark,
  }
}
