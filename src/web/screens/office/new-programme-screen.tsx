import { useNavigate } from '@tanstack/react-router'
import { Form } from 'antd'
import { rulePacks } from '../../../areas/ledger/contract.ts'
import { createProgramme } from '../../../areas/programme/contract.ts'
import { useOwnOrganisation } from '../../api/session.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Reading } from '../../ui/reading.tsx'
import { emptyProgramme, ProgrammeFormPage, type ProgrammeForm } from './programme-form.tsx'

/** A second programme, or the first one of an empty database. */
export const NewProgrammeScreen = () => {
  const say = useWords('programme')
  const navigate = useNavigate()
  const officeId = useOwnOrganisation()
  const [form] = Form.useForm<ProgrammeForm>()
  const create = useCommand(createProgramme)
  const packs = useAsk(rulePacks, {})
  const save = async (values: ProgrammeForm) => {
    const { programmeId } = await create.run({ body: { ...values, officeId } })
    announce(say('created'))
    await navigate({ to: '/programmes/$programmeId', params: { programmeId } })
  }
  return (
    <>
      <PageHeader title={say('new')} lead={say('lead')} back={{ to: '/programmes', label: say('title') }} />
      <Reading of={packs}>
        {({ items }) => (
          <ProgrammeFormPage
            form={form}
            initial={{
              ...emptyProgramme,
              ...(items[0] && items.length === 1 ? { rulePack: items[0].id } : {}),
            }}
            save={save}
            submitWord={say('create')}
            draftKey="programme-new"
          />
        )}
      </Reading>
    </>
  )
}
