import { Link } from '@tanstack/react-router'
import { Form, Input } from 'antd'
import { useState } from 'react'
import { listProgrammes } from '../../../areas/programme/contract.ts'
import { mostCandidates, startTitleReview } from '../../../areas/title-reviews/contract.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { useActingRole } from '../../api/session.ts'
import { useAsk } from '../../api/use-ask.ts'
import { Choice } from '../../forms/choice.tsx'
import { Field } from '../../forms/field.tsx'
import { today } from '../../i18n/dates.ts'
import { useEitherName, useWords } from '../../i18n/words.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { Reading } from '../../ui/reading.tsx'
import { Upload } from '../../ui/upload.tsx'
import './roster.css'

interface Asked {
  readonly programmeId?: string
  readonly fromYear?: number
  readonly toYear?: number
  readonly purpose?: string
}

/** Years to choose from, this one and those before. */
const yearsBack = 30

type Started = ReplyOf<typeof startTitleReview>

/** What is asked, then the list; rows that are wrong are named while the others are being judged. */
export const NewTitleReviewScreen = () => {
  const say = useWords('titleReviews')
  const programmes = useAsk(listProgrammes, {})
  const [started, setStarted] = useState<Started | null>(null)
  return (
    <>
      <PageHeader
        title={say('newTitle')}
        lead={say('newLead')}
        back={{ to: '/title-reviews', label: say('title') }}
      />
      {started ? (
        <StartedReview started={started} />
      ) : (
        <Reading of={programmes}>{({ items }) => <AskForm programmes={items} done={setStarted} />}</Reading>
      )}
    </>
  )
}

type Programme = ReplyOf<typeof listProgrammes>['items'][number]

const AskForm = ({
  programmes,
  done,
}: {
  programmes: readonly Programme[]
  done: (started: Started) => void
}) => {
  const say = useWords('titleReviews')
  const either = useEitherName()
  const acting = useActingRole()
  const thisYear = Number(today().slice(0, 4))
  const years = Array.from({ length: yearsBack }, (_year, back) => ({
    value: thisYear - back,
    label: String(thisYear - back),
  }))
  const [form] = Form.useForm<Asked>()
  const asked = Form.useWatch([], form) as Asked | undefined
  const { programmeId, fromYear, toYear, purpose = '' } = asked ?? {}
  const whole =
    programmeId !== undefined && fromYear !== undefined && toYear !== undefined && purpose.trim().length >= 4
  const required = { required: true, message: say('fillIn') }
  return (
    <>
      <Form<Asked>
        form={form}
        layout="vertical"
        requiredMark={false}
        className="form-page"
        initialValues={{
          ...(programmes.length === 1 ? { programmeId: programmes[0]?.id } : {}),
          fromYear: thisYear - 2,
          toYear: thisYear,
        }}
      >
        <Field name="programmeId" label={say('programme')} rules={[required]}>
          <Choice<string>
            options={programmes.map((one) => ({ value: one.id, label: either(one.name, one.nameEn) }))}
          />
        </Field>
        <Field name="fromYear" label={say('fromYear')} rules={[required]}>
          <Choice<number> options={years} showSearch />
        </Field>
        <Field name="toYear" label={say('toYear')} rules={[required]}>
          <Choice<number> options={years} showSearch />
        </Field>
        <Field
          name="purpose"
          label={say('purpose')}
          help={say('purposeHelp')}
          rules={[{ ...required, min: 4, whitespace: true, message: say('purposeShort') }]}
        >
          <Input maxLength={200} />
        </Field>
      </Form>
      {whole ? (
        <Upload
          endpoint={startTitleReview}
          ask={{
            query: {
              programmeId,
              fromYear,
              toYear,
              purpose: purpose.trim(),
              ...(acting?.organisationId ? { organisationId: acting.organisationId } : {}),
            },
          }}
          accept=".xlsx,.csv"
          title={say('drop')}
          help={say(acting?.role === 'employer' ? 'helpEmployer' : 'help', { count: mostCandidates })}
          done={done}
        />
      ) : (
        <p className="note">{say('fillFirst')}</p>
      )}
    </>
  )
}

const StartedReview = ({ started }: { started: Started }) => {
  const say = useWords('titleReviews')
  return (
    <>
      <p role="status">{say('started', { count: started.candidates })}</p>
      <p>
        <Link to="/title-reviews/$reviewId" params={{ reviewId: started.id }}>
          {say('see')}
        </Link>
      </p>
      {started.refused.length > 0 && (
        <section className="block" aria-labelledby="wrong">
          <h2 id="wrong">{say('refusedRows')}</h2>
          <p className="block-lead">{say('refusedLead')}</p>
          <ul className="lines roster-rows">
            {started.refused.map((one) => (
              <li key={one.row}>
                <p className="roster-finding">
                  <strong>{one.column}</strong> {one.message}
                </p>
                <span className="hint">{say('rowOf', { row: one.row })}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
