import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { Choice } from '../../forms/choice.tsx'
import { useEitherName } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import './closing.css'

interface PassesPageProps<One> {
  readonly title: string
  readonly lead: string
  readonly programmeId: string
  readonly programme: { readonly name: string; readonly nameEn: string }
  /** Where a new one begins, for whoever may. */
  readonly start: ReactNode
  readonly items: readonly One[]
  readonly row: (one: One) => ReactNode
  readonly empty: { readonly title: string; readonly text: string }
}

/** What was worked out over everybody of a programme, period by period, and where the next begins. */
export const PassesPage = <One extends { readonly id: string }>(props: PassesPageProps<One>) => {
  const either = useEitherName()
  const { title, lead, programmeId, programme, start, items, row, empty } = props
  return (
    <>
      <PageHeader
        title={title}
        lead={lead}
        back={{ to: `/programmes/${programmeId}`, label: either(programme.name, programme.nameEn) }}
      />
      {start}
      {items.length === 0 ? (
        <EmptyState {...empty} />
      ) : (
        <ul className="closing-list">
          {items.map((one) => (
            <li key={one.id}>{row(one)}</li>
          ))}
        </ul>
      )}
    </>
  )
}

interface PeriodStartProps {
  readonly title: string
  readonly label: string
  readonly act: string
  /** The first is offered. */
  readonly periods: readonly string[]
  /** Said where there is no period to choose; without it nothing is drawn. */
  readonly none?: string
  readonly busy: boolean
  readonly error: unknown
  readonly start: (period: string) => void
}

/** A period to choose, and the button that begins with it. */
export const PeriodStart = ({ title, label, act, periods, none, busy, error, start }: PeriodStartProps) => {
  const [chosen, choose] = useState<string>()
  const period = chosen ?? periods[0]
  if (period === undefined && none === undefined) return null
  return (
    <section className="block" aria-labelledby="start">
      <h2 id="start">{title}</h2>
      {period === undefined ? (
        <p>{none}</p>
      ) : (
        <div className="closing-start">
          <Choice
            aria-label={label}
            value={period}
            onChange={(value: string) => choose(value)}
            options={periods.map((value) => ({ value, label: value }))}
          />
          <Button type="primary" loading={busy} onClick={() => start(period)}>
            {act}
          </Button>
        </div>
      )}
      <ProblemNotice error={error} />
    </section>
  )
}
