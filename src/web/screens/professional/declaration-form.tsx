import './record.css'
import '../records/declaration.css'
import { Form, Input, Select, type FormInstance } from 'antd'
import {
  declarableKinds,
  previewDeclaration,
  startDeclaration,
  type DeclarableKinds,
} from '../../../areas/declarations/contract.ts'
import type { BodyOf } from '../../../wire/endpoint.ts'
import { useSettled } from '../../api/use-settled.ts'
import { useAsk } from '../../api/use-ask.ts'
import { DayField } from '../../forms/day-field.tsx'
import { Field } from '../../forms/field.tsx'
import { FormPage } from '../../forms/form-page.tsx'
import { useRules } from '../../forms/rules.ts'
import { today } from '../../i18n/dates.ts'
import { useEitherName, useWords } from '../../i18n/words.ts'
import { DeclarationAnswers } from './declaration-answers.tsx'
import { DeclarationPreview } from './declaration-preview.tsx'

export type DeclarationContent = Omit<BodyOf<typeof startDeclaration>, 'programmeId'>
export type DeclarationForm = Partial<DeclarationContent> & { readonly programmeId?: string }

type Kind = DeclarableKinds['kinds'][number]

/** What is typed, as it is sent: without what the kind does not ask, blanks left out. */
export const contentOfForm = (form: DeclarationForm, kind: Kind | undefined): DeclarationContent => {
  const answers = Object.entries(form.answers ?? {}).filter(
    ([field, value]) =>
      value !== undefined &&
      value !== null &&
      value !== '' &&
      (kind?.asks.some((ask) => ask.field === field) ?? true),
  )
  return {
    kind: form.kind ?? '',
    title: form.title?.trim() ?? '',
    answers: Object.fromEntries(answers),
    ...(form.from ? { from: form.from } : {}),
    ...(form.to ? { to: form.to } : {}),
    ...(form.category ? { category: form.category } : {}),
    ...(form.serves && form.serves.length > 0 ? { serves: form.serves } : {}),
    ...(form.employerId ? { employerId: form.employerId } : {}),
  }
}

export interface DeclarationFormProps {
  readonly personId: string
  readonly known: DeclarableKinds
  readonly initial: DeclarationForm
  readonly submitWord: string
  readonly draftKey?: string
  /** The kind of a declaration that stands does not change. */
  readonly kindIsSettled?: boolean
  /** It came back, and was in time when it was first submitted. */
  readonly mending?: boolean
  readonly save: (content: DeclarationContent, programmeId: string) => Promise<unknown>
}

/** A declaration as a person fills it in; beside it, what the rules make of it as typed so far. */
export const DeclarationFields = (props: DeclarationFormProps) => {
  const { personId, known, initial } = props
  const say = useWords('declarations')
  const [form] = Form.useForm<DeclarationForm>()
  const typed: DeclarationForm = Form.useWatch([], form) ?? initial
  const programmeId = typed.programmeId ?? known.programmeId ?? ''
  const to = useSettled(typed.to ?? '')
  // The rules of the day it was completed say what is asked.
  const rules = useAsk(
    declarableKinds,
    { params: { personId }, query: { programme: programmeId, ...(to ? { on: to } : {}) } },
    { keep: true },
  )
  const now = rules.data ?? known
  const kind = now.kinds.find(({ id }) => id === typed.kind)
  // What came back has days of its own for being mended.
  const tooLate = now.late && to !== '' && !props.mending
  return (
    <div className="declaration-columns">
      <FormPage
        form={form}
        initial={{ programmeId: known.programmeId ?? '', ...initial }}
        save={(values) => props.save(contentOfForm(values, kind), values.programmeId ?? programmeId)}
        submitWord={props.submitWord}
        {...(props.draftKey ? { draftKey: props.draftKey } : {})}
      >
        <What {...props} known={now} form={form} />
        {kind && <Details kind={kind} known={now} tooLate={tooLate} />}
      </FormPage>
      <aside className="aside" aria-labelledby="reckoned">
        <h2 id="reckoned">{say('previewTitle')}</h2>
        <Reckoned
          personId={personId}
          programmeId={programmeId}
          content={contentOfForm(typed, kind)}
          kind={kind}
          tooLate={tooLate ? now.lastDay : null}
        />
      </aside>
    </div>
  )
}

const What = ({
  known,
  kindIsSettled,
  form,
}: DeclarationFormProps & { form: FormInstance<DeclarationForm> }) => {
  const say = useWords('declarations')
  const either = useEitherName()
  const rules = useRules(startDeclaration.body)
  const kind = Form.useWatch('kind', form)
  const chosen = known.kinds.find(({ id }) => id === kind)
  return (
    <>
      {known.programmes.length > 1 && (
        <Field name="programmeId" label={say('programme')}>
          <Select
            disabled={kindIsSettled ?? false}
            options={known.programmes.map((one) => ({ value: one.id, label: either(one.name, one.nameEn) }))}
          />
        </Field>
      )}
      <Field name="kind" label={say('kind')} rules={rules('kind', 'required')}>
        <Select
          disabled={kindIsSettled ?? false}
          placeholder={say('choose')}
          options={known.kinds.map((one) => ({ value: one.id, label: either(one.zh, one.en) }))}
          onChange={() => form.setFieldsValue({ category: undefined, answers: {} } as never)}
        />
      </Field>
      {chosen?.clause && (
        <div className="declaration-worth">
          <strong>{say('worth')}</strong>
          <p>{either(chosen.clause.text.zh, chosen.clause.text.en)}</p>
        </div>
      )}
    </>
  )
}

const Details = ({ kind, known, tooLate }: { kind: Kind; known: DeclarableKinds; tooLate: boolean }) => {
  const say = useWords('declarations')
  const either = useEitherName()
  const rules = useRules(startDeclaration.body)
  return (
    <>
      <Field
        name="title"
        label={say('titleField')}
        help={say('titleHelp')}
        rules={rules('title', 'required')}
      >
        <Input />
      </Field>
      <div className="form-two">
        <Field name="from" label={say('from')} rules={rules('from', 'required')}>
          <DayField latest={today()} />
        </Field>
        <Field name="to" label={say('to')} rules={rules('to', 'required')}>
          <DayField latest={today()} />
        </Field>
      </div>
      <p className="hint declaration-hint">
        {say('toHelp')}
        {known.lastDay && !tooLate && ` · ${say('lastDay', { day: known.lastDay })}`}
      </p>
      {tooLate && known.lastDay && (
        <p className="note note-amber" role="status">
          {say('tooLate', { day: known.lastDay })}
        </p>
      )}
      {kind.categories.length > 1 && (
        <Field name="category" label={say('category')} rules={rules('category', 'required')}>
          <Select
            placeholder={say('choose')}
            options={kind.categories.map(({ id, zh, en }) => ({ value: id, label: either(zh, en) }))}
          />
        </Field>
      )}
      <DeclarationAnswers asks={kind.asks} />
      {known.holdings.length > 1 && (
        <Field name="serves" label={say('servesField')} help={say('servesHelp')}>
          <Select
            mode="multiple"
            allowClear
            placeholder={say('servesAll')}
            options={known.holdings.map((one) => ({ value: one.id, label: either(one.name, one.nameEn) }))}
          />
        </Field>
      )}
      {known.employers.length > 1 && (
        <Field name="employerId" label={say('checkedByEmployer')}>
          <Select
            options={known.employers.map((one) => ({ value: one.id, label: either(one.name, one.nameEn) }))}
          />
        </Field>
      )}
      {kind.papers && (
        <p className="hint">
          <strong>{say('papersNeeded')}</strong> {either(kind.papers.zh, kind.papers.en)}
        </p>
      )}
    </>
  )
}

interface ReckonedProps {
  readonly personId: string
  readonly programmeId: string
  readonly content: DeclarationContent
  readonly kind: Kind | undefined
  /** The last day to declare it, where that is past: whatever the rules make of it, it counts for nothing. */
  readonly tooLate: string | null
}

const Reckoned = ({ personId, programmeId, content, kind, tooLate }: ReckonedProps) => {
  const say = useWords('declarations')
  const either = useEitherName()
  const { employerId: _employer, ...study } = content
  const body = useSettled({ programmeId, ...study })
  const read = useAsk(
    previewDeclaration,
    { params: { personId }, body },
    { when: body.kind !== '' && body.programmeId !== '', keep: true },
  )
  if (tooLate !== null) return <p className="quiet">{say('tooLate', { day: tooLate })}</p>
  if (read.data?.preview && body.kind !== '') return <DeclarationPreview preview={read.data.preview} />
  const open = (read.data?.open ?? []).flatMap((pointer) => {
    const field = pointer.slice('/answers/'.length)
    const ask = pointer.startsWith('/answers/') ? kind?.asks.find((one) => one.field === field) : undefined
    const own = { '/from': say('from'), '/to': say('to'), '/category': say('category') }[pointer]
    return ask ? [either(ask.zh, ask.en)] : own ? [own] : []
  })
  return (
    <>
      <p className="quiet" role="status">
        {read.isFetching ? say('previewWorking') : say('previewOpen')}
      </p>
      {open.length > 0 && body.kind !== '' && (
        <ul className="declaration-open">
          {open.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      )}
    </>
  )
}
