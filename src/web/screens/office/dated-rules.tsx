import type { UseQueryResult } from '@tanstack/react-query'
import { Button, Form, Input, Modal } from 'antd'
import { useState, type ReactNode } from 'react'
import type { TObject } from 'typebox'
import { DayField } from '../../forms/day-field.tsx'
import { Field } from '../../forms/field.tsx'
import { FormPage } from '../../forms/form-page.tsx'
import { useRules } from '../../forms/rules.ts'
import { today } from '../../i18n/dates.ts'
import { useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'
import { Reading } from '../../ui/reading.tsx'

/** What an area's dictionary says of its dated rules. */
type RuleWord =
  | 'ruleTitle'
  | 'ruleLead'
  | 'ruleSet'
  | 'ruleUnset'
  | 'ruleBefore'
  | 'ruleSaved'
  | 'ruleFrom'
  | 'ruleFromHelp'
  | 'ruleBasis'
  | 'optional'
type SayOfRules = (word: RuleWord) => string

interface Dated {
  readonly from: string
  readonly basis: string
}

interface DatedRulesProps<R extends Dated, F> {
  /** The action that sets one begins with it, and the heading's id: `attendance-rule`. */
  readonly of: 'attendance-rule' | 'certificate-rule'
  readonly say: SayOfRules
  readonly read: UseQueryResult<{
    readonly items: readonly R[]
    readonly fallback: F
    readonly may: Readonly<Record<string, boolean>>
  }>
  readonly text: (rule: R | F, basis: string) => ReactNode
  /** The dialog that sets one; it starts from what is in force. */
  readonly form: (now: R | F, close: () => void) => ReactNode
}

/** What an office decided from a day on, newest first, and what holds where it decided nothing. */
export const DatedRules = <R extends Dated, F>({ of, say, read, text, form }: DatedRulesProps<R, F>) => {
  const ui = useWords('ui')
  const [setting, setSetting] = useState(false)
  return (
    <section className="block" aria-labelledby={`${of}s`}>
      <div className="block-head">
        <h2 id={`${of}s`}>{say('ruleTitle')}</h2>
        {read.data?.may[`${of}.set`] && <Button onClick={() => setSetting(true)}>{say('ruleSet')}</Button>}
      </div>
      <p className="block-lead">{say('ruleLead')}</p>
      <Reading of={read} lines={3}>
        {({ items, fallback }) => (
          <>
            <ul className="lines">
              {items.map((rule) => (
                <li key={rule.from}>
                  {text(rule, rule.basis)}
                  <span>{ui('periodOpen', { from: rule.from })}</span>
                </li>
              ))}
              <li>
                {text(fallback, '')}
                <span className="hint">{items.length === 0 ? say('ruleUnset') : say('ruleBefore')}</span>
              </li>
            </ul>
            {setting && form(items[0] ?? fallback, () => setSetting(false))}
          </>
        )}
      </Reading>
    </section>
  )
}

interface DatedRuleFormProps<V extends Dated> {
  readonly say: SayOfRules
  readonly body: TObject | undefined
  /** What is in force, without its day and its basis. */
  readonly now: Omit<V, keyof Dated>
  readonly save: (rule: V) => Promise<unknown>
  readonly close: () => void
  /** Fields of what is decided; the day and the basis follow. */
  readonly children: ReactNode
}

/** The dialog in which a rule is set from a day on. */
export const DatedRuleForm = <V extends Dated>(props: DatedRuleFormProps<V>) => {
  const { say, body, now, save, close, children } = props
  const rules = useRules(body)
  const [form] = Form.useForm<V>()
  const send = async (values: V) => {
    await save({ ...values, basis: values.basis ?? '' })
    announce(say('ruleSaved'))
    close()
  }
  return (
    <Modal open title={say('ruleSet')} footer={null} onCancel={close}>
      <FormPage
        form={form}
        initial={{ ...now, from: today(), basis: '' } as Partial<V>}
        save={send}
        submitWord={say('ruleSet')}
      >
        {children}
        <Field
          name="from"
          label={say('ruleFrom')}
          help={say('ruleFromHelp')}
          rules={rules('from', 'required')}
        >
          <DayField />
        </Field>
        <Field name="basis" label={say('ruleBasis')} optional={say('optional')} rules={rules('basis')}>
          <Input />
        </Field>
      </FormPage>
    </Modal>
  )
}
