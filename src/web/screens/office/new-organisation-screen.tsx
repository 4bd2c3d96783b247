import { useNavigate } from '@tanstack/react-router'
import { Form } from 'antd'
import { organisationKinds, registerOrganisation } from '../../../areas/organisations/contract.ts'
import type { BodyOf } from '../../../wire/endpoint.ts'
import { useCommand } from '../../api/use-command.ts'
import { useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { useView } from '../../ui/table/view.ts'
import { OrganisationFormPage, type OrganisationForm } from './organisation-form.tsx'
import { filledIn } from '../../forms/filled-in.ts'

/** The office registers an organisation; `?kind=` in the address chooses what. */
export const NewOrganisationScreen = () => {
  const say = useWords('organisations')
  const navigate = useNavigate()
  const [view] = useView()
  const [form] = Form.useForm<OrganisationForm>()
  const register = useCommand(registerOrganisation)
  const kind = organisationKinds.find((one) => one === view['kind'])
  const save = async (values: OrganisationForm) => {
    const { organisationId } = await register.run({
      body: filledIn(values) as BodyOf<typeof registerOrganisation>,
    })
    announce(say('registered'))
    await navigate({ to: '/organisations/$organisationId', params: { organisationId } })
  }
  return (
    <>
      <PageHeader
        title={say('registerTitle')}
        lead={say('registerLead')}
        back={{ to: '/organisations', label: say('title') }}
      />
      <OrganisationFormPage
        form={form}
        initial={kind ? { kind } : {}}
        save={save}
        submitWord={say('register')}
        draftKey={`organisation-new-${kind ?? ''}`}
      />
    </>
  )
}
