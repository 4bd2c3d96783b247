import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import {
  checkEvidence,
  evidenceChoices,
  evidenceTexts,
  recordEvidence,
  type Person,
} from '../../../areas/people/contract.ts'
import { useCommand } from '../../api/use-command.ts'
import { DayField } from '../../forms/day-field.tsx'
import { Field } from '../../forms/field.tsx'
import { FormPage } from '../../forms/form-page.tsx'
import { today } from '../../i18n/dates.ts'
import { useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { announce } from '../../ui/notices.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { choiceFacts, choiceWord, useFactWords } from './person-facts.ts'
import { Choice } from '../../forms/choice.tsx'

/** Education, titles and qualifications as they were stated, newest first. */
export const Evidence = ({ person }: { person: Person }) => {
  const say = useWords('people')
  const [adding, setAdding] = useState(false)
  const add = person.may['evidence.record'] && (
    <Button onClick={() => setAdding(true)}>{say('evidenceAdd')}</Button>
  )
  return (
    <section className="block" aria-labelledby="evidence">
      <div className="block-head">
        <h2 id="evidence">{say('evidence')}</h2>
        {person.evidence.length > 0 && add}
      </div>
      <p className="block-lead">{say('evidenceLead')}</p>
      {person.evidence.length === 0 ? (
        <EmptyState small title={say('evidenceEmpty')} text={say('evidenceEmptyText')} act={add} />
      ) : (
        <ul className="lines">
          {person.evidence.map((one) => (
            <Line key={one.id} person={person} evidence={one} />
          ))}
        </ul>
      )}
      {adding && <Add personId={person.id} close={() => setAdding(false)} />}
    </section>
  )
}

const Line = ({ person, evidence }: { person: Person; evidence: Person['evidence'][number] }) => {
  const say = useWords('people')
  const ui = useWords('ui')
  const words = useFactWords()
  const check = useCommand(checkEvidence, { done: () => announce(say('checked')) })
  return (
    <li>
      <div>
        {words(evidence.facts).map(({ name, value }) => (
          <div key={name}>{say('factLine', { name, value })}</div>
        ))}
        <div className="hint">
          {[ui('periodOpen', { from: evidence.from }), say(`source.${evidence.source}`), evidence.document]
            .filter(Boolean)
            .join(' · ')}
        </div>
      </div>
      <div className="lines-acts">
        <StatusTag
          tone={evidence.checkedAt ? 'good' : 'waiting'}
          word={say(evidence.checkedAt ? 'evidenceChecked' : 'evidenceUnchecked')}
        />
        {!evidence.checkedAt && person.may['evidence.check'] && (
          <Button
            type="link"
            loading={check.busy}
            onClick={() => check.send({ params: { personId: person.id, evidenceId: evidence.id } })}
          >
            {say('evidenceCheck')}
          </Button>
        )}
      </div>
    </li>
  )
}

interface Typed {
  readonly from: string
  readonly document?: string
  readonly facts?: Readonly<Record<string, string | undefined>>
}

const Add = ({ personId, close }: { personId: string; close: () => void }) => {
  const say = useWords('people')
  const ui = useWords('ui')
  const [form] = Form.useForm<Typed>()
  const record = useCommand(recordEvidence)
  const save = async ({ from, document, facts }: Typed) => {
    const stated = Object.fromEntries(
      Object.entries(facts ?? {}).filter((fact): fact is [string, string] => Boolean(fact[1])),
    )
    await record.run({
      params: { personId },
      body: { from, facts: stated, ...(document ? { document } : {}) },
    })
    announce(say('evidenceAdded'))
    close()
  }
  return (
    <Modal open title={say('evidence')} footer={null} onCancel={close}>
      <FormPage form={form} initial={{ from: today() }} save={save} submitWord={say('evidenceAdd')}>
        <Field
          name="from"
          label={say('evidenceFrom')}
          rules={[{ required: true, message: ui('fieldRequired') }]}
        >
          <DayField latest={today()} />
        </Field>
        {evidenceTexts.map((fact) => (
          <Field key={fact} name={['facts', fact]} label={say(`fact.${fact}`)} optional={ui('optional')}>
            <Input maxLength={120} />
          </Field>
        ))}
        {choiceFacts.map((fact) => (
          <Field key={fact} name={['facts', fact]} label={say(`fact.${fact}`)} optional={ui('optional')}>
            <Choice
              allowClear
              placeholder={say('factNone')}
              options={evidenceChoices[fact].map((value) => ({ value, label: choiceWord(say, fact, value) }))}
            />
          </Field>
        ))}
        <Field name="document" label={say('evidenceDocument')} optional={ui('optional')}>
          <Input maxLength={200} />
        </Field>
      </FormPage>
    </Modal>
  )
}
