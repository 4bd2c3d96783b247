import { Button, Form, type FormInstance } from 'antd'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { shortInstant, timeOfInstant } from '../i18n/dates.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import { useDraft } from './draft.ts'
import { FaultSummary, placeOf } from './fault-summary.tsx'
import { type FieldPath, type Faults, faultsLeft, faultsOf, faultsShown, holds, noFaults } from './faults.ts'
import { enterStays } from './enter-stays.ts'

export interface FormPageProps<V extends object> {
  readonly form: FormInstance<V>
  readonly initial: Partial<V>
  /** Sends it; throws a ProblemError when refused. */
  readonly save: (values: V) => Promise<unknown>
  readonly submitWord: string
  /** What it sends takes something away: the button looks it. */
  readonly danger?: boolean
  /** Keeps what is typed on this device until it is sent. */
  readonly draftKey?: string
  /** Where drafts are kept elsewhere than on this device: how that stands. */
  readonly draftState?: ReactNode
  readonly cancel?: ReactNode
  /** A long form that is filed for good: Enter in a field does not send it, the button does. */
  readonly byButtonAlone?: boolean
  readonly children: ReactNode
  readonly onValues?: (values: V) => void
}

/** A form as every screen has it: one column, drafts kept, faults summed up on top with the focus there. */
export const FormPage = <V extends object>(props: FormPageProps<V>) => {
  const { form } = props
  const say = useWords('ui')
  const language = useLanguage()
  const draft = useDraft<V>(props.draftKey)
  const [faults, setFaults] = useState<Faults>(noFaults)
  const [busy, setBusy] = useState(false)
  const [restored, setRestored] = useState<string | null>(null)
  const summary = useRef<HTMLDivElement>(null)

  const { found } = draft
  useEffect(() => {
    const kept = found()
    if (kept === null) return
    form.setFieldsValue(kept.values as never)
    setRestored(kept.at)
  }, [found, form])
  // Focus goes to the summary when a form is refused, not while its faults are being mended.
  const [refusals, setRefusals] = useState(0)
  useEffect(() => {
    if (refusals > 0) summary.current?.focus()
  }, [refusals])
  // Fields that were there to be wrong: one that other values hide asks for nothing any more.
  const wrong = useRef<ReadonlySet<string>>(new Set())
  const refuse = (refused: Faults) => {
    wrong.current = new Set(
      refused.fields.filter(({ path }) => placeOf(path)).map(({ path }) => path.join('/')),
    )
    setFaults(refused)
    setRefusals((count) => count + 1)
  }
  const mend = (changed: unknown) => {
    const mended = form
      .getFieldsError()
      .filter(({ name, errors }) => errors.length > 0 && holds(changed, name as FieldPath))
    if (mended.length > 0) form.setFields(mended.map(({ name }) => ({ name: name as never, errors: [] })))
    setFaults((before) => faultsLeft(before, changed))
    requestAnimationFrame(() =>
      setFaults((before) =>
        faultsShown(before, ({ path }) => !wrong.current.has(path.join('/')) || placeOf(path) !== null),
      ),
    )
  }

  const submit = async (values: V) => {
    setBusy(true)
    // A field the server refused has no rule here that would take its refusal back.
    form.setFields(faults.fields.map(({ path }) => ({ name: path as never, errors: [] })))
    setFaults(noFaults)
    try {
      await props.save(values)
      draft.forget()
    } catch (error) {
      const refused = faultsOf(error, language)
      form.setFields(refused.fields.map(({ path, text }) => ({ name: path as never, errors: [text] })))
      refuse(refused)
    } finally {
      setBusy(false)
    }
  }
  const giveUpDraft = () => {
    draft.forget()
    form.resetFields()
    setRestored(null)
  }
  return (
    <Form<V>
      form={form}
      className="form-page"
      layout="vertical"
      initialValues={props.initial}
      validateTrigger="onBlur"
      scrollToFirstError={false}
      requiredMark={false}
      {...(props.byButtonAlone ? { onKeyDown: enterStays } : {})}
      onValuesChange={(changed, values) => {
        mend(changed)
        draft.keep(values as V)
        props.onValues?.(values as V)
      }}
      onFinish={(values) => void submit(values)}
      onFinishFailed={({ errorFields }) =>
        refuse({
          fields: errorFields.map((field) => ({
            path: field.name as FieldPath,
            text: field.errors[0] ?? '',
          })),
          error: null,
        })
      }
    >
      <div ref={summary} tabIndex={-1} className="form-summary">
        <FaultSummary faults={faults} />
      </div>
      {restored && (
        <p className="draft-restored" role="status">
          {say('draftRestored', { at: shortInstant(restored) })}{' '}
          <Button size="small" onClick={giveUpDraft}>
            {say('draftGiveUp')}
          </Button>
        </p>
      )}
      {props.children}
      <div
        className={
          props.draftKey !== undefined || props.draftState ? 'form-foot form-foot-sticky' : 'form-foot'
        }
      >
        <Button type="primary" danger={props.danger ?? false} htmlType="submit" loading={busy}>
          {props.submitWord}
        </Button>
        {props.cancel}
        {props.draftState}
        {props.draftKey !== undefined && (
          <span className="draft-state" role="status">
            {draft.savedAt
              ? say('draftSaved', { at: timeOfInstant(draft.savedAt.toISOString()) })
              : say('draftWillSave')}
          </span>
        )}
      </div>
    </Form>
  )
}
