import { useNavigate } from '@tanstack/react-router'
import { Form, Input } from 'antd'
import { addStaff } from '../../../areas/people/contract.ts'
import type { IdentityKind } from '../../../kernel/identity-number.ts'
import { useActingRole } from '../../api/session.ts'
import { useCommand } from '../../api/use-command.ts'
import { Field } from '../../forms/field.tsx'
import { FormPage } from '../../forms/form-page.tsx'
import { OrganisationPicker } from '../../forms/organisation-picker.tsx'
import { useRules } from '../../forms/rules.ts'
import { useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { IdentityFields } from '../../forms/identity-fields.tsx'

interface Typed {
  readonly employerId?: string
  readonly name: string
  readonly identity: { readonly kind?: IdentityKind; readonly number: string }
  readonly phone?: string
  readonly email?: string
  readonly post?: string
}

/** One member of staff; somebody with a record is recognised. The number typed is kept in no draft. */
export const AddStaffScreen = () => {
  const say = useWords('people')
  const ui = useWords('ui')
  const navigate = useNavigate()
  const role = useActingRole()
  const rules = useRules(addStaff.body)
  const [form] = Form.useForm<Typed>()
  const add = useCommand(addStaff)
  const ownEmployer = role?.role === 'employer' ? role.organisationId : null
  const save = async ({ employerId, identity, name, ...rest }: Typed) => {
    const filled = Object.fromEntries(Object.entries(rest).filter(([, value]) => value))
    const body = {
      name,
      identity: { number: identity.number, ...(identity.kind ? { kind: identity.kind } : {}) },
      ...filled,
    }
    const { personId, known } = await add.run({
      params: { employerId: ownEmployer ?? employerId ?? '' },
      body,
    })
    announce(say(known ? 'addedKnown' : 'added'))
    await navigate({ to: '/people/$personId', params: { personId } })
  }
  return (
    <>
      <PageHeader
        title={say('addTitle')}
        lead={say('addLead')}
        back={{ to: '/people', label: say(ownEmployer ? 'titleStaff' : 'title') }}
      />
      <FormPage form={form} initial={{}} save={save} submitWord={say('add')}>
        {!ownEmployer && (
          <Field
            name="employerId"
            label={say('addEmployer')}
            rules={[{ required: true, message: ui('fieldRequired') }]}
          >
            <OrganisationPicker kind="employer" />
          </Field>
        )}
        <Field name="name" label={say('name')} help={say('nameHelp')} rules={rules('name', 'required')}>
          <Input autoComplete="off" />
        </Field>
        <IdentityFields />
        <Field name="phone" label={say('phone')} optional={ui('optional')} rules={rules('phone')}>
          <Input inputMode="tel" autoComplete="off" />
        </Field>
        <Field name="email" label={say('email')} optional={ui('optional')} rules={rules('email')}>
          <Input inputMode="email" autoComplete="off" />
        </Field>
        <Field name="post" label={say('post')} optional={ui('optional')} rules={rules('post')}>
          <Input />
        </Field>
      </FormPage>
    </>
  )
}
