import { Button, Checkbox, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { readFacts, recordEvidence, type PersonFact } from '../../../areas/people/contract.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { Choice } from '../../forms/choice.tsx'
import { DayField } from '../../forms/day-field.tsx'
import { Field } from '../../forms/field.tsx'
import { FormPage } from '../../forms/form-page.tsx'
import { today } from '../../i18n/dates.ts'
import { type Say, useEitherName, useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { choiceWord, factNames } from './person-facts.ts'

/** What the rules of a person's programmes ask of them, with what is on record by its days; nothing where none asks. */
export const PersonRuleFacts = ({ personId }: { personId: string }) => {
  const say = useWords('people')
  const [adding, setAdding] = useState(false)
  const [ending, setEnding] = useState<PersonFact | null>(null)
  const { items = [], may = {} } = useAsk(readFacts, { params: { personId } }).data ?? {}
  if (items.length === 0) return null
  const mayRecord = may['evidence.record'] === true
  const recordable = items.filter((one) => !one.isDerived && one.programmes.length > 0)
  return (
    <section className="block" aria-labelledby="rule-facts">
      <div className="block-head">
        <h2 id="rule-facts">{say('ruleFacts')}</h2>
        {mayRecord && recordable.length > 0 && (
          <Button onClick={() => setAdding(true)}>{say('ruleFactsAdd')}</Button>
        )}
      </div>
      <p className="block-lead">{say('ruleFactsLead')}</p>
      <ul className="lines">
        {items.map((one) => (
          <Line
            key={one.fact}
            fact={one}
            takeBack={mayRecord && recordable.includes(one) ? () => setEnding(one) : null}
          />
        ))}
      </ul>
      {adding && <Add personId={personId} facts={recordable} close={() => setAdding(false)} />}
      {ending && <TakeBack personId={personId} fact={ending} close={() => setEnding(null)} />}
    </section>
  )
}

const Line = ({ fact, takeBack }: { fact: PersonFact; takeBack: (() => void) | null }) => {
  const say = useWords('people')
  const either = useEitherName()
  const word = useValueWord(fact)
  const holdsToday = fact.spans.some(
    ({ from, to }) => (from ?? '') <= today() && (to === null || to >= today()),
  )
  const asked = fact.programmes.map(({ name, nameEn }) => either(name, nameEn)).join(say('comma'))
  const notes = [asked && say('ruleFactsOf', { programmes: asked }), fact.isDerived && say('ruleFactDerived')]
  return (
    <li>
      <div>
        <div>{either(fact.name.zh, fact.name.en)}</div>
        {fact.spans.map((span) => (
          <div key={`${span.from} ${span.to}`}>
            {word(span)} <span className="hint">{daysOf(say, span)}</span>
          </div>
        ))}
        <div className="hint">{notes.filter(Boolean).join(' · ')}</div>
      </div>
      <div className="lines-acts">
        {!holdsToday && <StatusTag tone="waiting" word={say('ruleFactMissing')} />}
        {holdsToday && takeBack && (
          <Button type="link" onClick={takeBack}>
            {say('ruleFactTakeBack')}
          </Button>
        )}
      </div>
    </li>
  )
}

const daysOf = (say: Say<'people'>, { from, to }: PersonFact['spans'][number]): string => {
  if (from !== null && to !== null) return say('ruleFactSpan', { from, to })
  if (from !== null) return say('ruleFactSince', { from })
  return to === null ? say('ruleFactAlways') : say('ruleFactUntil', { to })
}

/** A value in words: the house's own facts have theirs, yes and no as everywhere, others as rules and readers call them. */
const useValueWord = ({ fact, kind }: PersonFact) => {
  const say = useWords('people')
  const ui = useWords('ui')
  const either = useEitherName()
  return ({ value, name }: { readonly value: string | null; readonly name: PersonFact['name'] }): string => {
    if (value !== null && factNames.includes(fact)) return choiceWord(say, fact, value)
    if (kind === 'flag' && (value === 'true' || value === 'false')) return ui(value === 'true' ? 'yes' : 'no')
    return either(name.zh, name.en)
  }
}

interface Typed {
  readonly from: string
  readonly document?: string
  readonly facts?: readonly {
    readonly value?: string | readonly string[] | null
    readonly none?: boolean
  }[]
}

const Add = ({
  personId,
  facts,
  close,
}: {
  personId: string
  facts: readonly PersonFact[]
  close: () => void
}) => {
  const say = useWords('people')
  const ui = useWords('ui')
  const [form] = Form.useForm<Typed>()
  const record = useCommand(recordEvidence)
  const save = async ({ from, document, facts: typed = [] }: Typed) => {
    const stated = facts.flatMap(({ fact }, place): [string, string | null][] => {
      const { value, none } = typed[place] ?? {}
      const text = typeof value === 'string' ? value : value?.[0]
      if (none) return [[fact, null]]
      return text ? [[fact, text]] : []
    })
    await record.run({
      params: { personId },
      body: { from, facts: Object.fromEntries(stated), ...(document ? { document } : {}) },
    })
    announce(say('evidenceAdded'))
    close()
  }
  return (
    <Modal open title={say('ruleFactsAdd')} footer={null} onCancel={close}>
      <FormPage form={form} initial={{ from: today() }} save={save} submitWord={say('ruleFactsAdd')}>
        <Field
          name="from"
          label={say('ruleFactsFrom')}
          rules={[{ required: true, message: ui('fieldRequired') }]}
        >
          <DayField latest={today()} />
        </Field>
        {facts.map((fact, place) => (
          <FactFields key={fact.fact} fact={fact} place={place} />
        ))}
        <Field name="document" label={say('evidenceDocument')} optional={ui('optional')}>
          <Input maxLength={200} />
        </Field>
      </FormPage>
    </Modal>
  )
}

const FactFields = ({ fact, place }: { fact: PersonFact; place: number }) => {
  const say = useWords('people')
  const ui = useWords('ui')
  const either = useEitherName()
  const isOpen = fact.kind === 'choice' && !fact.isOrder
  return (
    <>
      <Field
        name={['facts', place, 'value']}
        label={either(fact.name.zh, fact.name.en)}
        optional={ui('optional')}
        {...(isOpen && { help: say('ruleFactOther') })}
      >
        <FactInput fact={fact} />
      </Field>
      {fact.mayBeNone && (
        <Form.Item name={['facts', place, 'none']} valuePropName="checked">
          <Checkbox>{`${either(fact.name.zh, fact.name.en)} · ${say('ruleFactNoneKnown')}`}</Checkbox>
        </Form.Item>
      )}
    </>
  )
}

/** A value as far as rules tell what it may be; `id`, `value` and `onChange` come from the field. */
const FactInput = ({ fact, ...field }: { fact: PersonFact }) => {
  const say = useWords('people')
  const ui = useWords('ui')
  const word = useValueWord(fact)
  if (fact.kind === 'day') return <DayField {...field} />
  if (fact.kind === 'text' || fact.kind === 'number') return <Input maxLength={120} {...field} />
  const options =
    fact.kind === 'flag'
      ? (['true', 'false'] as const).map((value) => ({ value, label: ui(value === 'true' ? 'yes' : 'no') }))
      : fact.values.map((one) => ({ value: one.value, label: word(one) }))
  return fact.kind === 'flag' || fact.isOrder ? (
    <Choice allowClear placeholder={say('factNone')} options={options} {...field} />
  ) : (
    <Choice<string[]> mode="tags" maxCount={1} placeholder={say('factNone')} options={options} {...field} />
  )
}

const TakeBack = ({ personId, fact, close }: { personId: string; fact: PersonFact; close: () => void }) => {
  const say = useWords('people')
  const ui = useWords('ui')
  const either = useEitherName()
  const [form] = Form.useForm<{ from: string }>()
  const record = useCommand(recordEvidence)
  const save = async ({ from }: { from: string }) => {
    await record.run({ params: { personId }, body: { from, facts: { [fact.fact]: '' } } })
    announce(say('ruleFactTakenBack'))
    close()
  }
  const name = either(fact.name.zh, fact.name.en)
  return (
    <Modal open title={say('ruleFactTakeBackTitle', { name })} footer={null} onCancel={close}>
      <p>{say('ruleFactTakeBackText')}</p>
      <FormPage
        form={form}
        initial={{ from: today() }}
        save={save}
        submitWord={say('ruleFactTakeBack')}
        danger
      >
        <Field
          name="from"
          label={say('ruleFactsFrom')}
          rules={[{ required: true, message: ui('fieldRequired') }]}
        >
          <DayField latest={today()} />
        </Field>
      </FormPage>
    </Modal>
  )
}
