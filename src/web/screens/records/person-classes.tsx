import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { decideClass, proposeClass, readClasses } from '../../../areas/people/contract.ts'
import type { BodyOf, ReplyOf } from '../../../wire/endpoint.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { DayField } from '../../forms/day-field.tsx'
import { Field } from '../../forms/field.tsx'
import { filledIn } from '../../forms/filled-in.ts'
import { FormPage } from '../../forms/form-page.tsx'
import { useRules } from '../../forms/rules.ts'
import { today } from '../../i18n/dates.ts'
import { eitherName, useEitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { announce } from '../../ui/notices.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Reading } from '../../ui/reading.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { choiceWord, factName } from './person-facts.ts'

type Standing = ReplyOf<typeof readClasses>['items'][number]

/** The class each programme's rule proposes, and what its office decided. */
export const PersonClasses = ({ personId }: { personId: string }) => {
  const say = useWords('people')
  const read = useAsk(readClasses, { params: { personId } })
  return (
    <section className="block" aria-labelledby="classes">
      <h2 id="classes">{say('classes')}</h2>
      <p className="block-lead">{say('classesLead')}</p>
      <Reading of={read} lines={2}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState small title={say('classesEmpty')} />
          ) : (
            <ul className="lines">
              {items.map((one) => (
                <Line key={one.programmeId} personId={personId} standing={one} />
              ))}
            </ul>
          )
        }
      </Reading>
    </section>
  )
}

const Line = ({ personId, standing }: { personId: string; standing: Standing }) => {
  const say = useWords('people')
  const language = useLanguage()
  const [deciding, setDeciding] = useState(false)
  const propose = useCommand(proposeClass, {
    done: ({ class: proposed }) => announce(say('proposeDone', { class: proposed })),
  })
  const { proposed, decided, submitted, programmeId } = standing
  const settled = decided !== null && decided.class === proposed?.class
  return (
    <li>
      <div>
        <strong>{eitherName(language, standing.programmeName, standing.programmeNameEn)}</strong>
        {decided && (
          <div>
            <StatusTag tone="good" word={say('decided', { class: decided.class, from: decided.from })} />
          </div>
        )}
        <div>{proposed ? say('proposed', { class: proposed.class }) : say('proposedNone')}</div>
        {proposed && <div className="hint">{eitherName(language, proposed.text.zh, proposed.text.en)}</div>}
        <ProblemNotice error={propose.error} />
      </div>
      <div className="lines-acts">
        {submitted && <StatusTag tone="waiting" word={say('submitted')} />}
        {proposed &&
          !submitted &&
          !settled &&
          standing.may['personClass.propose'] &&
          !standing.may['personClass.decide'] && (
            <Button
              loading={propose.busy}
              onClick={() => propose.send({ params: { personId }, body: { programmeId } })}
            >
              {say('propose')}
            </Button>
          )}
        {standing.may['personClass.decide'] && (
          <Button onClick={() => setDeciding(true)}>{say('decide')}</Button>
        )}
      </div>
      <WhyNotAbove above={standing.above} />
      {deciding && (
        <DecideClass
          personId={personId}
          programmeId={programmeId}
          proposed={proposed?.class ?? null}
          close={() => setDeciding(false)}
        />
      )}
    </li>
  )
}

/** The criteria of the classes above, and what the evidence lacks for each. */
const WhyNotAbove = ({ above }: { above: Standing['above'] }) => {
  const say = useWords('people')
  const either = useEitherName()
  if (above.length === 0) return null
  return (
    <details className="hint line-more">
      <summary>{say('whyNotAbove')}</summary>
      <ul>
        {above.map(({ class: personClass, text, lacking }) => (
          <li key={text.zh}>
            {say('factLine', {
              name: say('classNamed', { class: personClass }),
              value: either(text.zh, text.en),
            })}
            <ul>
              {lacking.map(({ fact, oneOf, found }) => (
                <li key={fact}>
                  {say(found === null ? 'lackingNoFact' : 'lackingFact', {
                    fact: factName(say, fact),
                    needed: oneOf.map((value) => choiceWord(say, fact, value)).join(say('orWord')),
                    found: choiceWord(say, fact, found ?? ''),
                  })}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </details>
  )
}

type Decision = Omit<BodyOf<typeof decideClass>, 'programmeId'>

interface DecideProps {
  readonly personId: string
  readonly programmeId: string
  readonly proposed: string | null
  readonly close: () => void
}

/** The office decides; another class than the rule's asks for a reason. */
export const DecideClass = ({ personId, programmeId, proposed, close }: DecideProps) => {
  const say = useWords('people')
  const ui = useWords('ui')
  const rules = useRules(decideClass.body)
  const [form] = Form.useForm<Decision>()
  const decide = useCommand(decideClass)
  const chosen = Form.useWatch('class', form)
  const save = async (typed: Decision) => {
    await decide.run({ params: { personId }, body: { programmeId, ...(filledIn(typed) as Decision) } })
    announce(say('decidedDone'))
    close()
  }
  const differs = chosen !== undefined && chosen !== proposed
  return (
    <Modal open title={say('decideTitle')} footer={null} onCancel={close}>
      <p className="confirm-text">
        {say('decideText', {
          class: proposed ? say('classNamed', { class: proposed }) : say('decideNothing'),
        })}
      </p>
      <FormPage
        form={form}
        initial={{ from: today(), ...(proposed ? { class: proposed } : {}) }}
        save={save}
        submitWord={say('decide')}
      >
        <Field name="class" label={say('decideClass')} rules={rules('class', 'required')}>
          <Select
            options={['A', 'B', 'C', 'D', 'E', 'F'].map((value) => ({
              value,
              label: say('classNamed', { class: value }),
            }))}
          />
        </Field>
        <Field name="from" label={say('decideFrom')} rules={rules('from', 'required')}>
          <DayField />
        </Field>
        <Field
          name="reason"
          label={say('decideReason')}
          {...(differs ? {} : { optional: ui('optional') })}
          rules={rules('reason', differs ? 'required' : undefined)}
        >
          <Input.TextArea rows={2} />
        </Field>
      </FormPage>
    </Modal>
  )
}
