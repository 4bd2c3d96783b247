import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { invite } from '../../../areas/accounts/contract/invitations.ts'
import type { Organisation } from '../../../areas/organisations/contract.ts'
import type { BodyOf, ReplyOf } from '../../../wire/endpoint.ts'
import { useCommand } from '../../api/use-command.ts'
import { DayField } from '../../forms/day-field.tsx'
import { Field } from '../../forms/field.tsx'
import { filledIn } from '../../forms/filled-in.ts'
import { FormPage } from '../../forms/form-page.tsx'
import { OrganisationPicker } from '../../forms/organisation-picker.tsx'
import { kindOfRole, organisationRoles, roleOfKind, type OrganisationRole } from '../../../kernel/roles.ts'
import { useRules } from '../../forms/rules.ts'
import { dayOfInstant, today } from '../../i18n/dates.ts'
import { useWords } from '../../i18n/words.ts'
import { CopyText } from '../../ui/copy-text.tsx'
import { NumberField } from '../../forms/number-field.tsx'

type Invitation = BodyOf<typeof invite>
type Made = ReplyOf<typeof invite> & { readonly name: string }

/** Roles that may be offered: those of the organisation, or of any where none is given. */
const offered = (organisation: Organisation | undefined): readonly OrganisationRole[] => {
  if (!organisation) return organisationRoles
  return organisation.kind === 'office' ? ['office', 'expert'] : [roleOfKind[organisation.kind]]
}

/** Invites somebody: a form, and then the link, which is shown this once. */
export const Invite = ({
  organisation,
  close,
}: {
  organisation?: Organisation | undefined
  close: () => void
}) => {
  const say = useWords('invitations')
  const [made, setMade] = useState<Made | null>(null)
  return (
    <Modal
      open
      title={say(made ? 'made' : 'formTitle')}
      footer={made ? <Button onClick={close}>{say('done')}</Button> : null}
      // The link cannot be shown again: a click beside the window must not lose it.
      mask={{ closable: !made }}
      onCancel={close}
      width={640}
    >
      {made ? <TheLink made={made} /> : <InviteForm organisation={organisation} done={setMade} />}
    </Modal>
  )
}

const TheLink = ({ made }: { made: Made }) => {
  const say = useWords('invitations')
  return (
    <>
      <p className="confirm-text">
        {say('madeText', { name: made.name, until: dayOfInstant(made.expiresAt) })}
      </p>
      <CopyText
        label={say('link')}
        text={made.link}
        copyWord={say('copy')}
        copiedWord={say('copied')}
        refusedWord={say('copyRefused')}
      />
    </>
  )
}

const InviteForm = ({
  organisation,
  done,
}: {
  organisation: Organisation | undefined
  done: (made: Made) => void
}) => {
  const say = useWords('invitations')
  const accounts = useWords('accounts')
  const shell = useWords('shell')
  const ui = useWords('ui')
  const [form] = Form.useForm<Invitation>()
  const rules = useRules(invite.body)
  const send = useCommand(invite)
  const roles = offered(organisation)
  const first = organisation ? (roles[0] ?? 'institution') : 'institution'
  const role: OrganisationRole = Form.useWatch('role', form) ?? first
  const save = async (typed: Invitation) => {
    const body = filledIn({
      ...typed,
      role: typed.role ?? first,
      ...(organisation ? { organisationId: organisation.id } : {}),
    }) as Invitation
    done({ ...(await send.run({ body })), name: typed.name })
  }
  return (
    <>
      <p className="confirm-text">{say('formLead')}</p>
      <FormPage
        form={form}
        initial={{ role: first, from: today(), days: 14 }}
        save={save}
        submitWord={say('submit')}
      >
        {roles.length > 1 && (
          <Field name="role" label={accounts('memberRole')} rules={rules('role', 'required')}>
            <Select
              options={roles.map((value) => ({ value, label: shell(`role-${value}`) }))}
              onChange={() => form.setFieldValue('organisationId', undefined)}
            />
          </Field>
        )}
        {!organisation && (
          <Field
            name="organisationId"
            label={accounts('memberOrganisation')}
            rules={rules('organisationId', 'required')}
          >
            <OrganisationPicker key={role} kind={kindOfRole[role]} />
          </Field>
        )}
        <Field name="name" label={say('name')} rules={rules('name', 'required')}>
          <Input autoComplete="off" />
        </Field>
        <Field
          name="email"
          label={say('email')}
          optional={ui('optional')}
          help={say('emailHelp')}
          rules={rules('email')}
        >
          <Input type="email" autoComplete="off" />
        </Field>
        <Field name="from" label={say('from')} rules={rules('from', 'required')}>
          <DayField />
        </Field>
        <Field name="to" label={say('to')} optional={ui('optional')} help={say('toHelp')}>
          <DayField />
        </Field>
        <Field name="days" label={say('days')} rules={rules('days', 'required')}>
          <NumberField min={1} max={60} precision={0} />
        </Field>
      </FormPage>
    </>
  )
}
