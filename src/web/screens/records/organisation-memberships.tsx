import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import {
  consentToMembership,
  endMembership,
  listMemberships,
  proposeMembership,
  type Organisation,
} from '../../../areas/organisations/contract.ts'
import type { BodyOf, ReplyOf } from '../../../wire/endpoint.ts'
import { useActingRole } from '../../api/session.ts'
import { usePages } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { DayField } from '../../forms/day-field.tsx'
import { Field } from '../../forms/field.tsx'
import { filledIn } from '../../forms/filled-in.ts'
import { FormPage } from '../../forms/form-page.tsx'
import { OrganisationPicker } from '../../forms/organisation-picker.tsx'
import { useRules } from '../../forms/rules.ts'
import { today } from '../../i18n/dates.ts'
import { useEitherName, useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loading } from '../../ui/loading.tsx'
import { announce } from '../../ui/notices.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { RecordHistory } from '../../ui/record-drawer.tsx'
import { StateTag } from '../../ui/states.tsx'

type Membership = ReplyOf<typeof listMemberships>['items'][number]

/** Who belongs to which association, and since when by whose consent. */
export const Memberships = ({ organisation }: { organisation: Organisation }) => {
  const say = useWords('organisations')
  const ui = useWords('ui')
  const list = usePages(listMemberships, { params: { organisationId: organisation.id }, query: {} })
  const [proposing, setProposing] = useState(false)
  const mayPropose = organisation.kind === 'association' && (list.first?.may['membership.propose'] ?? false)
  const propose = mayPropose && (
    <Button type="primary" onClick={() => setProposing(true)}>
      {say('propose')}
    </Button>
  )
  return (
    <section className="block" aria-labelledby="memberships">
      <div className="block-head">
        <h2 id="memberships">{say('memberships')}</h2>
        {list.items.length > 0 && propose}
      </div>
      <p className="block-lead">{say('membershipsLead')}</p>
      {list.error ? (
        <ProblemNotice error={list.error} again={list.again} />
      ) : !list.loaded ? (
        <Loading lines={3} />
      ) : list.items.length === 0 ? (
        <EmptyState small title={say('membershipsEmpty')} text={say('membershipsEmptyText')} act={propose} />
      ) : (
        <ul className="lines">
          {list.items.map((one) => (
            <MembershipLine key={one.id} membership={one} seenFrom={organisation.id} />
          ))}
        </ul>
      )}
      {list.more && <Button onClick={list.readMore}>{ui('showMore')}</Button>}
      {proposing && <Propose associationId={organisation.id} close={() => setProposing(false)} />}
    </section>
  )
}

const MembershipLine = ({ membership, seenFrom }: { membership: Membership; seenFrom: string }) => {
  const say = useWords('organisations')
  const ui = useWords('ui')
  const either = useEitherName()
  const [act, setAct] = useState<'consent' | 'end' | null>(null)
  const close = () => setAct(null)
  const name =
    seenFrom === membership.associationId
      ? either(membership.memberName, membership.memberNameEn)
      : either(membership.associationName, membership.associationNameEn)
  const keeps = Object.values(membership.may).some(Boolean)
  return (
    <li>
      <div>
        <strong>{name}</strong>
        <div className="hint">
          {membership.to
            ? ui('period', { from: membership.from, to: membership.to })
            : say('since', { from: membership.from })}
          {membership.consentDocument !== '' && ` · ${membership.consentDocument}`}
        </div>
      </div>
      <div className="lines-acts">
        <StateTag state={`membership.${membership.state}`} />
        {keeps && <RecordHistory subjectId={membership.id} of={name} />}
        {membership.state === 'proposed' && membership.may['membership.consent'] && (
          <Button onClick={() => setAct('consent')}>{say('consent')}</Button>
        )}
        {membership.state !== 'ended' && membership.may['membership.end'] && (
          <Button type="text" onClick={() => setAct('end')}>
            {say('endMembership')}
          </Button>
        )}
      </div>
      {act === 'consent' && <Consent membership={membership} close={close} />}
      {act === 'end' && <End membership={membership} close={close} />}
    </li>
  )
}

const memberKinds = ['employer', 'institution'] as const

const Propose = ({ associationId, close }: { associationId: string; close: () => void }) => {
  const say = useWords('organisations')
  const [form] = Form.useForm<BodyOf<typeof proposeMembership>>()
  const rules = useRules(proposeMembership.body)
  const propose = useCommand(proposeMembership)
  const [kind, setKind] = useState<(typeof memberKinds)[number]>('employer')
  const save = async (body: BodyOf<typeof proposeMembership>) => {
    await propose.run({ params: { organisationId: associationId }, body })
    announce(say('proposed'))
    close()
  }
  return (
    <Modal open title={say('proposeTitle')} footer={null} onCancel={close}>
      <p className="confirm-text">{say('proposeText')}</p>
      <FormPage form={form} initial={{ from: today() }} save={save} submitWord={say('propose')}>
        <Form.Item label={<span className="field-label">{say('kind')}</span>}>
          <Select
            aria-label={say('kind')}
            value={kind}
            onChange={setKind}
            options={memberKinds.map((value) => ({ value, label: say(`kind.${value}`) }))}
          />
        </Form.Item>
        <Field name="memberId" label={say('member')} rules={rules('memberId', 'required')}>
          <OrganisationPicker kind={kind} />
        </Field>
        <Field name="from" label={say('memberSince')} rules={rules('from', 'required')}>
          <DayField />
        </Field>
      </FormPage>
    </Modal>
  )
}

const Consent = ({ membership, close }: { membership: Membership; close: () => void }) => {
  const say = useWords('organisations')
  const either = useEitherName()
  const office = useActingRole()?.role === 'office'
  const [form] = Form.useForm<{ document?: string }>()
  const rules = useRules(consentToMembership.body)
  const consent = useCommand(consentToMembership)
  const save = async (values: { document?: string }) => {
    await consent.run({ params: { membershipId: membership.id }, body: filledIn(values) })
    announce(say('consented'))
    close()
  }
  return (
    <Modal
      open
      title={say('consentTitle', { name: either(membership.associationName, membership.associationNameEn) })}
      footer={null}
      onCancel={close}
    >
      <p className="confirm-text">{say('consentText')}</p>
      <FormPage form={form} initial={{}} save={save} submitWord={say('consent')}>
        {office && (
          <Field
            name="document"
            label={say('consentDocument')}
            help={say('consentDocumentHelp')}
            rules={rules('document', 'required')}
          >
            <Input />
          </Field>
        )}
      </FormPage>
    </Modal>
  )
}

const End = ({ membership, close }: { membership: Membership; close: () => void }) => {
  const say = useWords('organisations')
  const [form] = Form.useForm<BodyOf<typeof endMembership>>()
  const rules = useRules(endMembership.body)
  const end = useCommand(endMembership)
  const save = async (body: BodyOf<typeof endMembership>) => {
    await end.run({
      params: { membershipId: membership.id },
      body: { on: body.on, reason: body.reason ?? '' },
    })
    announce(say('membershipEnded'))
    close()
  }
  return (
    <Modal open title={say('endMembershipTitle')} footer={null} onCancel={close}>
      <FormPage form={form} initial={{ on: today() }} save={save} submitWord={say('endMembership')}>
        <Field name="on" label={say('membershipLastDay')} rules={rules('on', 'required')}>
          <DayField earliest={membership.from} />
        </Field>
        <Field name="reason" label={say('endMembershipReason')} rules={rules('reason', 'required')}>
          <Input.TextArea rows={2} maxLength={500} />
        </Field>
      </FormPage>
    </Modal>
  )
}
