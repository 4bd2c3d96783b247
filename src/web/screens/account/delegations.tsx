import { Button, Checkbox, Form, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import {
  delegableFields,
  delegate,
  listColleagues,
  listDelegations,
  revokeDelegation,
} from '../../../areas/accounts/contract/delegations.ts'
import type { BodyOf, ReplyOf } from '../../../wire/endpoint.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { DayField } from '../../forms/day-field.tsx'
import { Field } from '../../forms/field.tsx'
import { FormPage } from '../../forms/form-page.tsx'
import { useRules } from '../../forms/rules.ts'
import { today } from '../../i18n/dates.ts'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { announce } from '../../ui/notices.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Reading } from '../../ui/reading.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import './delegations.css'
import { Choice } from '../../forms/choice.tsx'

type Listed = ReplyOf<typeof listDelegations>
type Delegation = Listed['given'][number]
type OwnRole = Listed['roles'][number]
type DelegableField = (typeof delegableFields)[number]

const tones = { coming: 'waiting', 'in-force': 'good', over: 'over' } as const

/** Who acts for the reader, and for whom the reader acts; nothing for those who hold no role and were handed none. */
export const Delegations = () => {
  const say = useWords('delegations')
  const [giving, setGiving] = useState(false)
  const [ending, setEnding] = useState<{ one: Delegation; mine: boolean } | null>(null)
  const read = useAsk(listDelegations, {})
  if (read.data && read.data.roles.length + read.data.given.length + read.data.received.length === 0)
    return null
  return (
    <section className="block" aria-labelledby="delegations">
      <div className="block-head">
        <h2 id="delegations">{say('title')}</h2>
        {read.data && read.data.roles.length > 0 && (
          <Button onClick={() => setGiving(true)}>{say('give')}</Button>
        )}
      </div>
      <p className="block-lead">{say('lead')}</p>
      <Reading of={read} lines={2}>
        {({ given, received, roles }) => (
          <>
            {given.length + received.length === 0 && (
              <EmptyState small title={say('none')} text={say('noneText')} />
            )}
            <Lines
              title={say('givenList')}
              items={given}
              mine
              end={(one) => setEnding({ one, mine: true })}
            />
            <Lines
              title={say('receivedList')}
              items={received}
              end={(one) => setEnding({ one, mine: false })}
            />
            {giving && <Give roles={roles} close={() => setGiving(false)} />}
          </>
        )}
      </Reading>
      {ending && <End {...ending} close={() => setEnding(null)} />}
    </section>
  )
}

interface LinesProps {
  readonly title: string
  readonly items: readonly Delegation[]
  readonly mine?: boolean
  readonly end: (one: Delegation) => void
}

const Lines = ({ title, items, mine = false, end }: LinesProps) => {
  const say = useWords('delegations')
  const ui = useWords('ui')
  const nameOf = useRoleName()
  if (items.length === 0) return null
  return (
    <>
      <h3>{title}</h3>
      <ul className="lines">
        {items.map((one) => {
          const name = mine ? one.delegate : one.giver
          return (
            <li key={one.id}>
              <div>
                <strong>{say(mine ? 'toLine' : 'fromLine', { name })}</strong>
                <div className="hint">
                  {[
                    nameOf(one),
                    ui('period', { from: one.from, to: one.to }),
                    one.fields === null
                      ? say('all')
                      : one.fields.map((field) => say(`field.${field}`)).join(say('comma')),
                  ].join(' · ')}
                </div>
              </div>
              <div className="lines-acts">
                <StatusTag tone={tones[one.state]} word={say(`state.${one.state}`)} />
                {one.state !== 'over' && (
                  <Button
                    type="link"
                    aria-label={`${say(mine ? 'revoke' : 'giveUp')} ${name}`}
                    onClick={() => end(one)}
                  >
                    {say(mine ? 'revoke' : 'giveUp')}
                  </Button>
                )}
              </div>
            </li>
          )
        })}
      </ul>
    </>
  )
}

/** Organisation and role as one phrase. */
const useRoleName = () => {
  const say = useWords('delegations')
  const shell = useWords('shell')
  const language = useLanguage()
  return (one: Pick<OwnRole, 'role' | 'organisationName' | 'organisationNameEn'>): string =>
    say('forRole', {
      organisation: eitherName(language, one.organisationName, one.organisationNameEn),
      role: shell(`role-${one.role}`),
    })
}

interface Typed {
  readonly assignmentId: string
  readonly accountId: string
  readonly from: string
  readonly to: string
  readonly scope: 'all' | 'some'
  readonly fields?: DelegableField[]
}

const Give = ({ roles, close }: { roles: readonly OwnRole[]; close: () => void }) => {
  const say = useWords('delegations')
  const ui = useWords('ui')
  const rules = useRules(delegate.body)
  const nameOf = useRoleName()
  const [form] = Form.useForm<Typed>()
  const [typed, setTyped] = useState<Partial<Typed>>({})
  const assignmentId = typed.assignmentId ?? roles[0]?.assignmentId ?? ''
  const last = roles.find((one) => one.assignmentId === assignmentId)?.to ?? null
  const found = useAsk(listColleagues, { params: { assignmentId } }, { when: assignmentId !== '' })
  const colleagues = found.data?.items ?? []
  const give = useCommand(delegate)
  const save = async ({ accountId, from, to, scope, fields }: Typed) => {
    const body: BodyOf<typeof delegate> = {
      accountId,
      from,
      to,
      ...(scope === 'some' ? { fields: fields ?? [] } : {}),
    }
    await give.run({ params: { assignmentId }, body })
    const name = colleagues.find((one) => one.accountId === accountId)?.name ?? ''
    announce(say('given', { name, from, to }))
    close()
  }
  return (
    <Modal open title={say('giveTitle')} footer={null} onCancel={close}>
      <FormPage<Typed>
        form={form}
        initial={{ assignmentId, from: today(), scope: 'all' }}
        save={save}
        submitWord={say('giveAct')}
        onValues={(values) => {
          if (values.assignmentId !== assignmentId) form.setFieldValue('accountId', undefined)
          setTyped(values)
        }}
      >
        <Field name="assignmentId" label={say('role')}>
          <Select options={roles.map((one) => ({ value: one.assignmentId, label: nameOf(one) }))} />
        </Field>
        <Field
          name="accountId"
          label={say('colleague')}
          help={say('colleagueHelp')}
          rules={[{ required: true, message: ui('fieldRequired') }]}
        >
          <Choice
            showSearch={{ optionFilterProp: 'label' }}
            loading={found.isFetching}
            notFoundContent={say('colleagueNone')}
            options={colleagues.map((one) => ({ value: one.accountId, label: one.name }))}
          />
        </Field>
        <Field name="from" label={say('from')} rules={rules('from', 'required')}>
          <DayField {...(last ? { latest: last } : {})} />
        </Field>
        <Field name="to" label={say('to')} rules={rules('to', 'required')}>
          <DayField earliest={today()} {...(last ? { latest: last } : {})} />
        </Field>
        <Field name="scope" label={say('scope')} help={say('scopeHelp')}>
          <Radio.Group
            options={[
              { value: 'all', label: say('scopeAll') },
              { value: 'some', label: say('scopeSome') },
            ]}
          />
        </Field>
        {typed.scope === 'some' && (
          <Field
            name="fields"
            label={say('scopeSome')}
            rules={[{ required: true, message: ui('fieldRequired') }]}
          >
            <Checkbox.Group
              className="delegation-fields"
              options={delegableFields.map((value) => ({ value, label: say(`field.${value}`) }))}
            />
          </Field>
        )}
      </FormPage>
    </Modal>
  )
}

const End = ({ one, mine, close }: { one: Delegation; mine: boolean; close: () => void }) => {
  const say = useWords('delegations')
  const ui = useWords('ui')
  const end = useCommand(revokeDelegation, {
    done: () => {
      announce(say('revoked'))
      close()
    },
  })
  return (
    <Modal
      open
      title={say(mine ? 'revokeTitle' : 'giveUpTitle', { name: mine ? one.delegate : one.giver })}
      okText={say(mine ? 'revoke' : 'giveUp')}
      cancelText={ui('cancel')}
      okButtonProps={{ loading: end.busy }}
      onOk={() => end.send({ params: { delegationId: one.id } })}
      onCancel={close}
    >
      <p className="confirm-text">{say('revokeText')}</p>
      <ProblemNotice error={end.error} />
    </Modal>
  )
}
