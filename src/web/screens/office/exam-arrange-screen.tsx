import { useNavigate, useParams } from '@tanstack/react-router'
import { Checkbox, Form, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { createSitting, readArrangement, sealPaper } from '../../../areas/exams/contract.ts'
import { itemKinds, type ItemKind } from '../../../kernel/exam-question.ts'
import { listRooms } from '../../../areas/organisations/contract.ts'
import { dayInZone, timeInZone } from '../../../kernel/calendar.ts'
import { add, fraction, multiply, parseExact, zero } from '../../../kernel/exact.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { DayField } from '../../forms/day-field.tsx'
import { Field } from '../../forms/field.tsx'
import { FormPage } from '../../forms/form-page.tsx'
import { FractionField } from '../../forms/fraction-field.tsx'
import { OrganisationPicker } from '../../forms/organisation-picker.tsx'
import { today } from '../../i18n/dates.ts'
import { useEitherName, useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ReadingScreen } from '../../ui/reading.tsx'
import { TimeField } from '../institution/time-field.tsx'
import { hourLater, instantOfExam } from './exam-window.ts'
import { ExamQuestions, type ChosenQuestions } from './exam-questions.tsx'
import './exam.css'
import { NumberField } from '../../forms/number-field.tsx'
import { Choice } from '../../forms/choice.tsx'

type Arrangement = ReplyOf<typeof readArrangement>

interface ArrangeForm {
  readonly points: Readonly<Record<ItemKind, string>>
  readonly multiple?: 'all-or-nothing' | 'partial'
  readonly title: string
  readonly siteId?: string
  readonly roomIds?: readonly string[]
  readonly day: string
  readonly opens: string
  readonly entry?: string
  readonly closes: string
  readonly durationMinutes: number
  readonly leaveAfterMinutes?: number | null
  readonly configKey?: string
  readonly passMark: { numerator: number; denominator: number }
  readonly bands: boolean
}

/** Questions, marks, time and place of a class's exam, on one page, sealed and arranged with one press. */
export const ExamArrangeScreen = () => {
  const { classId } = useParams({ from: '/signed-in/classes/$classId/exam' })
  const read = useAsk(readArrangement, { params: { classId } })
  return <ReadingScreen of={read}>{(arrangement) => <Arrange arrangement={arrangement} />}</ReadingScreen>
}

/** The usual grades of the field, offered ready made; without them a pass is a pass. */
const usualBands = [
  { atLeast: { numerator: 9, denominator: 10 }, zh: '优秀', en: 'Excellent' },
  { atLeast: { numerator: 8, denominator: 10 }, zh: '良好', en: 'Good' },
]

const Arrange = ({ arrangement }: { arrangement: Arrangement }) => {
  const say = useWords('exams')
  const either = useEitherName()
  const navigate = useNavigate()
  const [form] = Form.useForm<ArrangeForm>()
  const [questions, setQuestions] = useState<ChosenQuestions>({ shown: [], chosen: new Set() })
  // A refused sitting leaves its paper sealed: pressing again uses it instead of sealing another.
  const [sealed, setSealed] = useState<{ key: string; paperId: string } | null>(null)
  const seal = useCommand(sealPaper, { refresh: false })
  const create = useCommand(createSitting)
  const chosen = questions.shown.filter((one) => questions.chosen.has(one.versionId))
  const essays = chosen.filter(
    (one) => one.kind === 'essay' || one.parts.some((part) => part.kind === 'essay'),
  ).length
  const [asked, setAsked] = useState<{ values: ArrangeForm; answer: (yes: boolean) => void } | null>(null)
  const answer = (yes: boolean): void => {
    asked?.answer(yes)
    setAsked(null)
  }
  const save = async (values: ArrangeForm) => {
    if (!(await new Promise<boolean>((resolve) => setAsked({ values, answer: resolve })))) return
    const items = chosen.map((one) => ({ versionId: one.versionId, points: values.points[one.kind] }))
    const body = {
      title: values.title,
      items,
      profile: {
        // Not asked, and so not among the values, where no question has several right answers.
        multiple: values.multiple ?? 'all-or-nothing',
        decimals: 2,
        wrong: '0',
        floorAtZero: true,
      },
    }
    const key = JSON.stringify(body)
    const paperId =
      sealed?.key === key
        ? sealed.paperId
        : (await seal.run({ params: { programmeId: arrangement.programmeId }, body })).paperId
    setSealed({ key, paperId })
    const at = (time: string) => instantOfExam(values.day, values.opens, time, arrangement.zone)
    const made = await create.run({
      params: { classId: arrangement.classId },
      body: {
        paperId,
        title: values.title,
        ...(values.siteId ? { siteId: values.siteId } : {}),
        ...(values.roomIds?.length ? { roomIds: [...values.roomIds] } : {}),
        opensAt: at(values.opens),
        ...(values.entry ? { entryUntil: at(values.entry) } : {}),
        closesAt: at(values.closes),
        durationMinutes: values.durationMinutes,
        ...(values.leaveAfterMinutes ? { leaveAfterMinutes: values.leaveAfterMinutes } : {}),
        ...(values.configKey?.trim() ? { configKeys: [values.configKey.trim()] } : {}),
        passMark: values.passMark,
        bands: values.bands ? usualBands : [],
      },
    })
    announce(say('arranged', { count: made.candidates }))
    await navigate({ to: '/exams/$sittingId', params: { sittingId: made.sittingId } })
  }
  const className = either(arrangement.className, arrangement.classNameEn)
  const minutes = arrangement.durationMinutes ?? 90
  const soon = timeInZone(new Date(), arrangement.zone)
  return (
    <>
      <PageHeader
        title={say('arrangeFor', { name: className })}
        lead={say('arrangeLead')}
        back={{ to: `/classes/${arrangement.classId}`, label: className }}
      />
      <section className="block" aria-labelledby="exam-step-1">
        <h2 id="exam-step-1">{say('stepQuestions')}</h2>
        {arrangement.questions !== null && (
          <p className="block-lead">{say('stepQuestionsHelp', { count: arrangement.questions })}</p>
        )}
        <ExamQuestions programmeId={arrangement.programmeId} value={questions} change={setQuestions} />
      </section>
      {chosen.length > 0 ? (
        <FormPage<ArrangeForm>
          form={form}
          initial={{
            points: usualPoints(chosen.length),
            multiple: 'all-or-nothing',
            title: arrangement.className,
            day: dayInZone(new Date(), arrangement.zone),
            opens: soon,
            closes: hourLater(soon, minutes + 30),
            durationMinutes: minutes,
            passMark: arrangement.passMark,
            bands: true,
          }}
          save={save}
          byButtonAlone
          submitWord={say('arrangeAct')}
        >
          <Marks
            kinds={itemKinds.filter((kind) => chosen.some((one) => one.kind === kind))}
            questions={chosen}
          />
          <When />
          {arrangement.questions !== null && chosen.length !== arrangement.questions && (
            <p className="note note-amber" role="status">
              {say('questionsDiffer', { count: chosen.length, asked: arrangement.questions })}
            </p>
          )}
          {essays > 0 && (
            <p className="note note-amber" role="status">
              {say('essayNote', { count: essays })}
            </p>
          )}
          <p className="note">{say('sealNote')}</p>
        </FormPage>
      ) : (
        <p className="hint">{say('noQuestions')}</p>
      )}
      <Modal
        open={asked !== null}
        title={say('sealTitle')}
        okText={say('sealYes')}
        onOk={() => answer(true)}
        onCancel={() => answer(false)}
      >
        {asked && (
          <p className="confirm-text">
            {say('sealAsk', {
              count: chosen.length,
              day: asked.values.day,
              opens: asked.values.opens,
              closes: asked.values.closes,
            })}
          </p>
        )}
      </Modal>
    </>
  )
}

/** A hundred marks shared out evenly where that gives whole or half marks, else two each. */
const usualPoints = (count: number): Record<ItemKind, string> => {
  const share = 100 / count
  const points = Number.isInteger(share * 2) ? String(share) : '2'
  return Object.fromEntries(itemKinds.map((kind) => [kind, points])) as Record<ItemKind, string>
}

const Marks = ({ kinds, questions }: { kinds: readonly ItemKind[]; questions: ChosenQuestions['shown'] }) => {
  const say = useWords('exams')
  const points = Form.useWatch<ArrangeForm['points'] | undefined>('points')
  const total = kinds.reduce((sum, kind) => {
    const each = parseExact(points?.[kind] ?? '') ?? zero
    return add(sum, multiply(each, fraction(questions.filter((one) => one.kind === kind).length)))
  }, zero)
  return (
    <fieldset className="form-group">
      <legend>
        <h2>{say('stepMarks')}</h2>
      </legend>
      {kinds.map((kind) => (
        <Field
          key={kind}
          name={['points', kind]}
          label={say('marksOf', { kind: say(`kind.${kind}`) })}
          help={say('marksHelp')}
        >
          <Input className="exam-short" inputMode="decimal" />
        </Field>
      ))}
      <p role="status">
        <strong>{say('total', { total: Number(total.top) / Number(total.bottom) })}</strong>
      </p>
      {kinds.includes('multiple') && (
        <Field name="multiple" label={say('multipleRule')}>
          <Radio.Group
            options={(['all-or-nothing', 'partial'] as const).map((value) => ({
              value,
              label: say(`multiple.${value}`),
            }))}
          />
        </Field>
      )}
    </fieldset>
  )
}

const When = () => {
  const say = useWords('exams')
  const siteId = Form.useWatch<string | undefined>('siteId')
  const rooms = useAsk(listRooms, { params: { organisationId: siteId ?? '' } }, { when: Boolean(siteId) })
  const options = (rooms.data?.items ?? [])
    .filter((room) => room.active)
    .map((room) => ({ value: room.id, label: `${room.name} (${room.seats})` }))
  return (
    <fieldset className="form-group">
      <legend>
        <h2>{say('stepSitting')}</h2>
      </legend>
      <Field name="title" label={say('sittingTitle')} rules={[{ required: true, max: 200 }]}>
        <Input maxLength={200} />
      </Field>
      <Field name="siteId" label={say('site')} optional={say('optional')}>
        <OrganisationPicker kind="site" />
      </Field>
      <Field name="roomIds" label={say('room')} optional={say('optional')} help={say('roomsHelp')}>
        <Choice mode="multiple" allowClear disabled={!siteId} options={options} />
      </Field>
      <Field name="day" label={say('day')} rules={[{ required: true }]}>
        <DayField earliest={today()} />
      </Field>
      <div className="exam-times">
        <Field name="opens" label={say('opens')} rules={[{ required: true }]}>
          <TimeField aria-label={say('opens')} />
        </Field>
        <Field name="entry" label={say('entry')} optional={say('optional')}>
          <TimeField aria-label={say('entry')} />
        </Field>
        <Field name="closes" label={say('closes')} rules={[{ required: true }]}>
          <TimeField aria-label={say('closes')} />
        </Field>
      </div>
      <p className="hint">
        {say('entryHelp')} {say('closesHelp')}
      </p>
      <Field name="durationMinutes" label={say('duration')} rules={[{ required: true }]}>
        <NumberField min={1} max={1440} precision={0} />
      </Field>
      <Field name="leaveAfterMinutes" label={say('leaveAfter')} optional={say('optional')}>
        <NumberField min={1} max={1440} precision={0} />
      </Field>
      <Field
        name="configKey"
        label={say('configKey')}
        optional={say('optional')}
        help={say('configKeyHelp')}
        rules={[{ pattern: /^\s*[0-9a-fA-F]{64}\s*$/, message: say('configKeyWrong') }]}
      >
        <Input spellCheck={false} />
      </Field>
      <Field name="passMark" label={say('passMark')} help={say('passMarkHelp')}>
        <FractionField aria-label={say('passMark')} />
      </Field>
      <Field name="bands" label={say('bands')} help={say('bandsHelp')} valueIsChecked>
        <Checkbox>{say('bandsOn')}</Checkbox>
      </Field>
    </fieldset>
  )
}
