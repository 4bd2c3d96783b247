import { PlusOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { endRoleAssignment, listMembers, openOrganisationAccount } from '../../../areas/accounts/contract.ts'
import { resetSecondFactor } from '../../../areas/accounts/contract/second-factor.ts'
import { readOrganisation } from '../../../areas/organisations/contract.ts'
import type { BodyOf, ReplyOf } from '../../../wire/endpoint.ts'
import { useSession } from '../../api/session.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { DayField } from '../../forms/day-field.tsx'
import { Field } from '../../forms/field.tsx'
import { filledIn } from '../../forms/filled-in.ts'
import { FormPage } from '../../forms/form-page.tsx'
import { OrganisationPicker } from '../../forms/organisation-picker.tsx'
import { kindOfRole, organisationRoles, roleOfKind, type OrganisationRole } from '../../../kernel/roles.ts'
import { NewPasswordField } from '../../forms/new-password-fields.tsx'
import { useRules } from '../../forms/rules.ts'
import { today } from '../../i18n/dates.ts'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { announce } from '../../ui/notices.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { PlaceTabs } from '../../ui/place-tabs.tsx'
import { RecordHistory } from '../../ui/record-drawer.tsx'
import { StateTag } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { usePage } from '../../ui/table/use-page.ts'
import { useView } from '../../ui/table/view.ts'
import { Invitations } from '../records/invitations.tsx'
import { InviteToSignOn } from './invite-to-sign-on.tsx'

type Member = ReplyOf<typeof listMembers>['items'][number]

/** Accounts and their dated roles. `?open=` an organisation's id opens the form for it. */
export const MembersScreen = () => {
  const say = useWords('accounts')
  const navigate = useNavigate()
  const [view] = useView()
  const opened = view['open']
  const show = (organisation: string | undefined) =>
    void navigate({ to: '.', search: (organisation === undefined ? {} : { open: organisation }) as never })
  const add = (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => show('new')}>
      {say('memberNew')}
    </Button>
  )
  return (
    <>
      <PlaceTabs group="programme" />
      <PageHeader title={say('membersTitle')} lead={say('membersLead')} acts={add} />
      <MemberTable />
      <Invitations />
      {opened !== undefined && (
        <NewAccount organisationId={opened === 'new' ? undefined : opened} close={() => show(undefined)} />
      )}
    </>
  )
}

const MemberTable = () => {
  const say = useWords('accounts')
  const shell = useWords('shell')
  const states = useWords('states')
  const ui = useWords('ui')
  const language = useLanguage()
  const second = useWords('secondFactor')
  const ownId = useSession()?.account.id
  const [ending, setEnding] = useState<Member | null>(null)
  const [resetting, setResetting] = useState<Member | null>(null)
  const page = usePage(listMembers, { query: {} })
  const inForce = (member: Member): boolean => member.to === null || member.to >= today()
  const columns: readonly Column<Member>[] = [
    {
      key: 'name',
      title: say('memberName'),
      always: true,
      phone: 'heading',
      value: (row) => row.name,
      show: (row) => row.name,
    },
    {
      key: 'signIn',
      title: say('memberSignIn'),
      value: (row) => row.signIn,
      show: (row) => <code>{row.signIn}</code>,
    },
    {
      key: 'role',
      title: say('memberRole'),
      value: (row) => shell(`role-${row.role}`),
      show: (row) => shell(`role-${row.role}`),
    },
    {
      key: 'organisation',
      title: say('memberOrganisation'),
      value: (row) => eitherName(language, row.organisationName, row.organisationNameEn),
      show: (row) => eitherName(language, row.organisationName, row.organisationNameEn),
    },
    {
      key: 'period',
      steady: true,
      title: say('memberPeriod'),
      value: (row) => `${row.from} – ${row.to ?? ''}`,
      show: (row) =>
        row.to ? ui('period', { from: row.from, to: row.to }) : ui('periodOpen', { from: row.from }),
    },
    {
      key: 'state',
      phone: 'state',
      title: say('memberState'),
      value: (row) => states(inForce(row) ? 'role.inForce' : 'role.ended'),
      show: (row) => <StateTag state={inForce(row) ? 'role.inForce' : 'role.ended'} />,
    },
    {
      key: 'secondFactor',
      title: second('title'),
      value: (row) => states(row.secondFactor ? 'secondFactor.on' : 'secondFactor.off'),
      show: (row) => states(row.secondFactor ? 'secondFactor.on' : 'secondFactor.off'),
    },
    {
      key: 'acts',
      title: '',
      always: true,
      show: (row) => (
        <span className="lines-acts">
          <RecordHistory subjectId={row.assignmentId} of={`${row.name} · ${shell(`role-${row.role}`)}`} />
          {inForce(row) && (
            <Button type="link" onClick={() => setEnding(row)} aria-label={`${say('endRole')} ${row.name}`}>
              {say('endRole')}
            </Button>
          )}
          {inForce(row) && row.secondFactor && row.accountId !== ownId && (
            <Button
              type="link"
              onClick={() => setResetting(row)}
              aria-label={`${second('reset')} ${row.name}`}
            >
              {second('reset')}
            </Button>
          )}
          {inForce(row) && <InviteToSignOn accountId={row.accountId} name={row.name} />}
        </span>
      ),
    },
  ]
  return (
    <>
      <DataTable
        caption={say('membersTitle')}
        columns={columns}
        page={page}
        rowKey={(row) => row.assignmentId}
        empty={<EmptyState title={say('membersEmpty')} text={say('membersEmptyText')} />}
      />
      {ending && <EndRole member={ending} close={() => setEnding(null)} />}
      {resetting && <ResetSecondFactor member={resetting} close={() => setResetting(null)} />}
    </>
  )
}

const EndRole = ({ member, close }: { member: Member; close: () => void }) => {
  const say = useWords('accounts')
  const shell = useWords('shell')
  const [form] = Form.useForm<{ on: string }>()
  const rules = useRules(endRoleAssignment.body)
  const end = useCommand(endRoleAssignment)
  const save = async ({ on }: { on: string }) => {
    await end.run({ params: { assignmentId: member.assignmentId }, body: { on } })
    announce(say('roleEnded'))
    close()
  }
  return (
    <Modal
      open
      title={say('endRoleTitle', { name: member.name, role: shell(`role-${member.role}`) })}
      footer={null}
      onCancel={close}
    >
      <p className="confirm-text">{say('endRoleText')}</p>
      <FormPage form={form} initial={{ on: today() }} save={save} submitWord={say('endRole')}>
        <Field name="on" label={say('endRoleOn')} rules={rules('on', 'required')}>
          <DayField earliest={member.from} />
        </Field>
      </FormPage>
    </Modal>
  )
}

const ResetSecondFactor = ({ member, close }: { member: Member; close: () => void }) => {
  const say = useWords('secondFactor')
  const reset = useCommand(resetSecondFactor, {
    done: () => {
      announce(say('resetDone'))
      close()
    },
  })
  return (
    <AskReason
      open
      title={say('resetTitle', { name: member.name })}
      label={say('resetReason')}
      actWord={say('reset')}
      danger
      busy={reset.busy}
      error={reset.error}
      act={(reason) => reset.send({ params: { accountId: member.accountId }, body: { reason } })}
      cancel={close}
    >
      {say('resetText')}
    </AskReason>
  )
}

type NewAccountForm = BodyOf<typeof openOrganisationAccount>

const NewAccount = ({ organisationId, close }: { organisationId: string | undefined; close: () => void }) => {
  const given = useAsk(
    readOrganisation,
    { params: { organisationId: organisationId ?? '' } },
    { when: organisationId !== undefined },
  )
  if (organisationId !== undefined && !given.data) return null
  const role = given.data ? roleOfKind[given.data.kind] : 'institution'
  return (
    <AccountForm
      initial={{ role, from: today(), ...(organisationId ? { organisationId } : {}) }}
      close={close}
    />
  )
}

const AccountForm = ({ initial, close }: { initial: Partial<NewAccountForm>; close: () => void }) => {
  const say = useWords('accounts')
  const shell = useWords('shell')
  const ui = useWords('ui')
  const [form] = Form.useForm<NewAccountForm>()
  const rules = useRules(openOrganisationAccount.body)
  const open = useCommand(openOrganisationAccount)
  const role: OrganisationRole = Form.useWatch('role', form) ?? initial.role ?? 'institution'
  const save = async (values: NewAccountForm) => {
    await open.run({ body: filledIn({ ...values, signIn: values.signIn.trim() }) as NewAccountForm })
    announce(say('memberOpened'))
    close()
  }
  return (
    <Modal open title={say('memberNewTitle')} footer={null} onCancel={close} width={640}>
      <p className="confirm-text">{say('memberNewLead')}</p>
      <FormPage form={form} initial={initial} save={save} submitWord={say('memberNew')}>
        <Field name="role" label={say('memberRole')} rules={rules('role', 'required')}>
          <Select
            options={organisationRoles.map((value) => ({ value, label: shell(`role-${value}`) }))}
            onChange={() => form.setFieldValue('organisationId', undefined)}
          />
        </Field>
        <Field
          name="organisationId"
          label={say('memberOrganisation')}
          rules={rules('organisationId', 'required')}
        >
          <OrganisationPicker key={role} kind={kindOfRole[role]} />
        </Field>
        <Field
          name="name"
          label={say('memberName')}
          help={say('memberNameHelp')}
          rules={rules('name', 'required')}
        >
          <Input autoComplete="off" />
        </Field>
        <Field
          name="signIn"
          label={say('memberSignIn')}
          help={say('memberSignInHelp')}
          rules={rules('signIn', 'required')}
        >
          <Input autoComplete="off" autoCapitalize="none" spellCheck={false} />
        </Field>
        <NewPasswordField body={openOrganisationAccount.body} label={say('memberPassword')} />
        <Field name="from" label={say('memberFrom')} rules={rules('from', 'required')}>
          <DayField />
        </Field>
        <Field name="to" label={say('memberTo')} optional={ui('optional')} help={say('memberToHelp')}>
          <DayField />
        </Field>
      </FormPage>
    </Modal>
  )
}
