import { Button, Form, Input, Modal, Select } from 'antd'
import { useEffect, useState } from 'react'
import type { Person } from '../../../areas/people/contract.ts'
import {
  listEmploymentRequests,
  requestEmployment,
  withdrawEmploymentRequest,
} from '../../../areas/people/contract/employment-requests.ts'
import { addDays } from '../../../kernel/calendar.ts'
import type { BodyOf, ReplyOf } from '../../../wire/endpoint.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { DayField } from '../../forms/day-field.tsx'
import { Field } from '../../forms/field.tsx'
import { filledIn } from '../../forms/filled-in.ts'
import { FormPage } from '../../forms/form-page.tsx'
import { OrganisationPicker } from '../../forms/organisation-picker.tsx'
import { useRules } from '../../forms/rules.ts'
import { today } from '../../i18n/dates.ts'
import { useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { RecordHistory } from '../../ui/record-drawer.tsx'
import { StateTag } from '../../ui/states.tsx'

type Request = ReplyOf<typeof listEmploymentRequests>['items'][number]

/** What a person has asked of employers and was not accepted: waiting, or refused last. */
export const OwnRequests = ({ personId }: { personId: string }) => {
  const [leaving, setLeaving] = useState<Request | null>(null)
  const read = useAsk(listEmploymentRequests, { query: { personId, limit: 5 } })
  if (read.error) return <ProblemNotice error={read.error} again={() => void read.refetch()} />
  const all = read.data?.items ?? []
  // An answer is news until the next request: what was accepted stands below as an employment.
  const shown = all.filter(({ state }, at) => state === 'waiting' || (state === 'refused' && at === 0))
  if (shown.length === 0) return null
  return (
    <>
      <ul className="lines">
        {shown.map((one) => (
          <Line key={one.id} request={one} takeBack={() => setLeaving(one)} />
        ))}
      </ul>
      {leaving && <TakeBack request={leaving} close={() => setLeaving(null)} />}
    </>
  )
}

const Line = ({ request, takeBack }: { request: Request; takeBack: () => void }) => {
  const say = useWords('moves')
  const { leaving, lastDay, state, reason } = request
  const employer = request.employer?.name ?? ''
  const hints = [
    say('askedFrom', { from: request.from }),
    leaving && lastDay && say('leavingLine', { employer: leaving.name, day: lastDay }),
    state === 'refused' && say('refusedLine', { reason }),
  ]
  return (
    <li>
      <div>
        <strong>{say('asked', { employer })}</strong>
        <div className="hint">{hints.filter(Boolean).join(' · ')}</div>
      </div>
      <div className="lines-acts">
        <StateTag state={`employmentRequest.${state}`} />
        <RecordHistory subjectId={request.id} of={employer} />
        {state === 'waiting' && request.may['employmentRequest.make'] && (
          <Button type="link" aria-label={`${say('takeBack')} ${employer}`} onClick={takeBack}>
            {say('takeBack')}
          </Button>
        )}
      </div>
    </li>
  )
}

const TakeBack = ({ request, close }: { request: Request; close: () => void }) => {
  const say = useWords('moves')
  const ui = useWords('ui')
  const act = useCommand(withdrawEmploymentRequest, {
    done: () => {
      announce(say('takenBack'))
      close()
    },
  })
  return (
    <Modal
      open
      title={say('takeBackTitle', { employer: request.employer?.name ?? '' })}
      okText={say('takeBack')}
      cancelText={ui('cancel')}
      okButtonProps={{ loading: act.busy }}
      onOk={() => act.send({ params: { requestId: request.id } })}
      onCancel={close}
    >
      <p className="confirm-text">{say('takeBackText')}</p>
      <ProblemNotice error={act.error} />
    </Modal>
  )
}

type Asked = BodyOf<typeof requestEmployment>
const none = 'none'

/** Asks a new employer; the only employment there is is taken to be the one left. */
export const ChangeEmployer = ({ person, close }: { person: Person; close: () => void }) => {
  const say = useWords('moves')
  const ui = useWords('ui')
  const rules = useRules(requestEmployment.body)
  const [form] = Form.useForm<Asked>()
  const ask = useCommand(requestEmployment)
  const current = person.employments.filter(({ to }) => to === null)
  const first = current[0]
  const leavingId = Form.useWatch('leavingId', form) ?? first?.id ?? none
  const left = current.find(({ id }) => id === leavingId)
  const from = Form.useWatch('from', form)
  const earliest = left?.from
  // The last day follows the first one at the new employer until the person says otherwise.
  useEffect(() => {
    if (!earliest || !from || form.isFieldTouched('lastDay')) return
    const dayBefore = addDays(from, -1)
    form.setFieldValue('lastDay', dayBefore < earliest ? earliest : dayBefore)
  }, [form, from, earliest])
  const save = async (typed: Asked) => {
    const { leavingId: chosen = none, lastDay, ...rest } = typed
    const leaving = chosen === none ? {} : { leavingId: chosen, lastDay }
    await ask.run({ params: { personId: person.id }, body: filledIn({ ...rest, ...leaving }) as Asked })
    announce(say('sent'))
    close()
  }
  return (
    <Modal open title={say('changeTitle')} footer={null} onCancel={close}>
      <p className="confirm-text">{say('changeLead')}</p>
      <FormPage
        form={form}
        initial={{ leavingId: first?.id ?? none, from: today() }}
        save={save}
        submitWord={say('send')}
      >
        <Field
          name="employerId"
          label={say('employer')}
          help={say('employerHelp')}
          rules={rules('employerId', 'required')}
        >
          <OrganisationPicker kind="employer" />
        </Field>
        <Field name="post" label={say('post')} optional={ui('optional')} rules={rules('post')}>
          <Input />
        </Field>
        <Field name="from" label={say('from')} rules={rules('from', 'required')}>
          <DayField />
        </Field>
        {current.length > 0 && (
          <Field name="leavingId" label={say('leaving')}>
            <Select
              options={[
                ...current.map(({ id, employerName }) => ({ value: id, label: employerName })),
                { value: none, label: say('leavingNone') },
              ]}
            />
          </Field>
        )}
        {left && (
          <Field name="lastDay" label={say('lastDay')} rules={rules('lastDay', 'required')}>
            <DayField earliest={left.from} />
          </Field>
        )}
      </FormPage>
    </Modal>
  )
}
