import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import {
  endHolding,
  type HoldingView,
  holdingKinds,
  holdingLevels,
  personHoldings,
  recordHolding,
} from '../../../areas/people/contract/holdings.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { Choice } from '../../forms/choice.tsx'
import { DayField } from '../../forms/day-field.tsx'
import { Field } from '../../forms/field.tsx'
import { FormPage } from '../../forms/form-page.tsx'
import { today } from '../../i18n/dates.ts'
import { useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'

/** What a person holds from a day on; nothing at all where there is nothing and the reader records nothing. */
export const PersonHoldings = ({ personId }: { personId: string }) => {
  const say = useWords('people')
  const [adding, setAdding] = useState(false)
  const [ending, setEnding] = useState<HoldingView | null>(null)
  const read = useAsk(personHoldings, { params: { personId } })
  const { items = [], may = {} } = read.data ?? {}
  if (items.length === 0 && !may['holding.record']) return null
  return (
    <section className="block" aria-labelledby="holdings">
      <div className="block-head">
        <h2 id="holdings">{say('holdings')}</h2>
        {may['holding.record'] && <Button onClick={() => setAdding(true)}>{say('holdingAdd')}</Button>}
      </div>
      <p className="block-lead">{say(items.length > 0 ? 'holdingsLead' : 'holdingsEmpty')}</p>
      <ul className="lines">
        {items.map((one) => (
          <Line key={one.id} holding={one} end={() => setEnding(one)} />
        ))}
      </ul>
      {adding && <Add personId={personId} close={() => setAdding(false)} />}
      {ending && <End holding={ending} close={() => setEnding(null)} />}
    </section>
  )
}

const Line = ({ holding, end }: { holding: HoldingView; end: () => void }) => {
  const say = useWords('people')
  const ui = useWords('ui')
  const { facts, from, ended } = holding
  const kind = holdingKinds.find((one) => one === holding.kind)
  const isHeld = ended === null || (ended.to !== null && ended.to >= today())
  const what = [
    kind ? say(`holdingKind.${kind}`) : holding.kind,
    facts.series,
    facts.level && say(`value.${facts.level}`),
  ]
  return (
    <li>
      <div>
        <strong>{facts.name}</strong>
        <div className="hint">{what.filter(Boolean).join(' · ')}</div>
        <div className="hint">
          {[
            ended?.to ? ui('period', { from, to: ended.to }) : ui('periodOpen', { from }),
            say(`source.${holding.source}`),
            holding.basis,
          ]
            .filter(Boolean)
            .join(' · ')}
        </div>
        {ended && <div className="hint">{ended.reason}</div>}
      </div>
      <div className="lines-acts">
        <StatusTag
          tone={isHeld ? 'good' : 'over'}
          word={say(isHeld ? 'holdingHeld' : ended?.to ? 'holdingOver' : 'holdingMistaken')}
        />
        {holding.may['holding.record'] && (
          <Button type="link" aria-label={`${say('holdingEnd')} ${facts.name}`} onClick={end}>
            {say('holdingEnd')}
          </Button>
        )}
      </div>
    </li>
  )
}

interface Typed {
  readonly kind: string
  readonly name: string
  readonly series?: string
  readonly level?: HoldingView['facts']['level']
  readonly from: string
  readonly basis?: string
}

const Add = ({ personId, close }: { personId: string; close: () => void }) => {
  const say = useWords('people')
  const ui = useWords('ui')
  const [form] = Form.useForm<Typed>()
  const record = useCommand(recordHolding)
  const required = [{ required: true, message: ui('fieldRequired') }]
  const save = async ({ kind, from, basis, name, series, level }: Typed) => {
    const facts = { name, ...(series ? { series } : {}), ...(level ? { level } : {}) }
    await record.run({ params: { personId }, body: { kind, facts, from, ...(basis ? { basis } : {}) } })
    announce(say('holdingAdded'))
    close()
  }
  const initial = { kind: 'title', from: today() }
  return (
    <Modal open title={say('holdingAdd')} footer={null} onCancel={close}>
      <FormPage form={form} initial={initial} save={save} submitWord={say('holdingAdd')}>
        <Field name="kind" label={say('holdingKind')} rules={required}>
          <Choice options={holdingKinds.map((value) => ({ value, label: say(`holdingKind.${value}`) }))} />
        </Field>
        <Field name="name" label={say('holdingName')} rules={required}>
          <Input maxLength={120} />
        </Field>
        <Field name="series" label={say('holdingSeries')} optional={ui('optional')}>
          <Input maxLength={120} />
        </Field>
        <Field name="level" label={say('holdingLevel')} optional={ui('optional')}>
          <Choice
            allowClear
            placeholder={say('factNone')}
            options={holdingLevels.map((value) => ({ value, label: say(`value.${value}`) }))}
          />
        </Field>
        <Field name="from" label={say('holdingFrom')} rules={required}>
          <DayField latest={today()} />
        </Field>
        <Field name="basis" label={say('holdingBasis')} optional={ui('optional')}>
          <Input maxLength={200} />
        </Field>
      </FormPage>
    </Modal>
  )
}

const End = ({ holding, close }: { holding: HoldingView; close: () => void }) => {
  const say = useWords('people')
  const ui = useWords('ui')
  const [form] = Form.useForm<{ to?: string; reason: string }>()
  const end = useCommand(endHolding)
  const save = async ({ to, reason }: { to?: string; reason: string }) => {
    await end.run({ params: { holdingId: holding.id }, body: { reason, ...(to ? { to } : {}) } })
    announce(say('holdingEnded'))
    close()
  }
  return (
    <Modal open title={`${say('holdingEnd')}：${holding.facts.name}`} footer={null} onCancel={close}>
      <FormPage form={form} initial={{ to: today() }} save={save} submitWord={say('holdingEnd')}>
        <Field name="to" label={say('holdingTo')} optional={ui('optional')} help={say('holdingToHelp')}>
          <DayField />
        </Field>
        <Field
          name="reason"
          label={say('holdingReason')}
          rules={[{ required: true, message: ui('fieldRequired') }]}
        >
          <Input maxLength={300} minLength={2} />
        </Field>
      </FormPage>
    </Modal>
  )
}
