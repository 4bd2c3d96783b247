import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { addEmployment, endEmployment, type Person } from '../../../areas/people/contract.ts'
import type { BodyOf } from '../../../wire/endpoint.ts'
import { useActingRole } from '../../api/session.ts'
import { useCommand } from '../../api/use-command.ts'
import { DayField } from '../../forms/day-field.tsx'
import { Field } from '../../forms/field.tsx'
import { filledIn } from '../../forms/filled-in.ts'
import { FormPage } from '../../forms/form-page.tsx'
import { OrganisationPicker } from '../../forms/organisation-picker.tsx'
import { useRules } from '../../forms/rules.ts'
import { today } from '../../i18n/dates.ts'
import { useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { announce } from '../../ui/notices.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { ChangeEmployer, OwnRequests } from '../professional/change-employer.tsx'

type Employment = Person['employments'][number]

/** Where a person works and worked. */
export const Employments = ({ person }: { person: Person }) => {
  const say = useWords('people')
  const moves = useWords('moves')
  const [adding, setAdding] = useState(false)
  const [ending, setEnding] = useState<Employment | null>(null)
  // Who reads this as the employer has the person on staff already.
  const employer = useActingRole()?.role === 'employer'
  const asks = person.may['employmentRequest.make']
  const works = person.employments.some((one) => one.to === null)
  const add = asks ? (
    <Button onClick={() => setAdding(true)}>{moves(works ? 'change' : 'join')}</Button>
  ) : (
    person.may['employment.add'] &&
    !employer && <Button onClick={() => setAdding(true)}>{say('employmentAdd')}</Button>
  )
  return (
    <section className="block" aria-labelledby="employments">
      <div className="block-head">
        <h2 id="employments">{say('employments')}</h2>
        {person.employments.length > 0 && add}
      </div>
      <p className="block-lead">{say('employmentsLead')}</p>
      {asks && <OwnRequests personId={person.id} />}
      {person.employments.length === 0 ? (
        <EmptyState small title={say('employmentsEmpty')} act={add} />
      ) : (
        <ul className="lines">
          {person.employments.map((one) => (
            <Line key={one.id} employment={one} end={() => setEnding(one)} />
          ))}
        </ul>
      )}
      {adding && !asks && <Add personId={person.id} close={() => setAdding(false)} />}
      {adding && asks && <ChangeEmployer person={person} close={() => setAdding(false)} />}
      {ending && <End personId={person.id} employment={ending} close={() => setEnding(null)} />}
    </section>
  )
}

const Line = ({ employment, end }: { employment: Employment; end: () => void }) => {
  const say = useWords('people')
  const ui = useWords('ui')
  const { from, to, post, source } = employment
  return (
    <li>
      <div>
        <strong>{employment.employerName}</strong>
        <div className="hint">
          {[post, to ? ui('period', { from, to }) : ui('periodOpen', { from }), say(`source.${source}`)]
            .filter(Boolean)
            .join(' · ')}
        </div>
      </div>
      <div className="lines-acts">
        <StatusTag tone={to ? 'over' : 'good'} word={say(to ? 'ended' : 'current')} />
        {!to && employment.may['employment.end'] && (
          <Button type="link" aria-label={`${say('employmentEnd')} ${employment.employerName}`} onClick={end}>
            {say('employmentEnd')}
          </Button>
        )}
      </div>
    </li>
  )
}

type Added = BodyOf<typeof addEmployment>

const Add = ({ personId, close }: { personId: string; close: () => void }) => {
  const say = useWords('people')
  const ui = useWords('ui')
  const rules = useRules(addEmployment.body)
  const [form] = Form.useForm<Added>()
  const add = useCommand(addEmployment)
  const save = async (typed: Added) => {
    await add.run({ params: { personId }, body: filledIn(typed) as Added })
    announce(say('employmentAdded'))
    close()
  }
  return (
    <Modal open title={say('employmentAdd')} footer={null} onCancel={close}>
      <FormPage form={form} initial={{ from: today() }} save={save} submitWord={say('employmentAdd')}>
        <Field name="employerId" label={say('employer')} rules={rules('employerId', 'required')}>
          <OrganisationPicker kind="employer" />
        </Field>
        <Field name="post" label={say('post')} optional={ui('optional')} rules={rules('post')}>
          <Input />
        </Field>
        <Field name="from" label={say('employmentFrom')} rules={rules('from', 'required')}>
          <DayField />
        </Field>
      </FormPage>
    </Modal>
  )
}

type Ending = BodyOf<typeof endEmployment>

const End = ({
  personId,
  employment,
  close,
}: {
  personId: string
  employment: Employment
  close: () => void
}) => {
  const say = useWords('people')
  const ui = useWords('ui')
  const rules = useRules(endEmployment.body)
  const [form] = Form.useForm<Ending>()
  const end = useCommand(endEmployment)
  const save = async (typed: Ending) => {
    await end.run({ params: { personId, employmentId: employment.id }, body: filledIn(typed) as Ending })
    announce(say('employmentEnded'))
    close()
  }
  return (
    <Modal
      open
      title={say('employmentEndTitle', { name: employment.employerName })}
      footer={null}
      onCancel={close}
    >
      <p className="confirm-text">{say('employmentEndText')}</p>
      <FormPage form={form} initial={{ on: today() }} save={save} submitWord={say('employmentEnd')}>
        <Field name="on" label={say('employmentOn')} rules={rules('on', 'required')}>
          <DayField earliest={employment.from} />
        </Field>
        <Field
          name="reason"
          label={say('employmentReason')}
          optional={ui('optional')}
          rules={rules('reason')}
        >
          <Input />
        </Field>
      </FormPage>
    </Modal>
  )
}
