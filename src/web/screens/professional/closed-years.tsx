import { Link } from '@tanstack/react-router'
import { listCertificates } from '../../../areas/certificates/contract.ts'
import { personClosings } from '../../../areas/ledger/contract/closings.ts'
import type { Bilingual } from '../../../kernel/bilingual.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { standingState, StateTag } from '../../ui/states.tsx'
import { AdjustmentLine, keyOfAdjustment } from './adjustment-line.tsx'
import { saidAmount, unitName } from './unit-name.ts'
import '../office/closing.css'

type Closed = ReplyOf<typeof personClosings>['items'][number]

/** A person's closed years: the frozen records, the certificate, and what was entered or exempted since, apart. Nothing where none is closed. */
export const ClosedYears = ({
  personId,
  programmeId,
  units,
}: {
  readonly personId: string
  readonly programmeId: string
  readonly units: ReadonlyMap<string, Bilingual>
}) => {
  const say = useWords('closings')
  const read = useAsk(personClosings, { params: { personId }, query: { programme: programmeId } })
  const listed = useAsk(
    listCertificates,
    { query: { personId, programmeId, type: 'annual-validation', status: 'valid' } },
    { when: (read.data?.items.length ?? 0) > 0 },
  )
  if (!read.data || read.data.items.length === 0) return null
  const numbers = new Map(listed.data?.items.map((one) => [one.period, one.number]))
  return (
    <section className="closed-years" aria-labelledby="closed-years">
      <h2 id="closed-years">{say('years')}</h2>
      <p className="block-lead">{say('yearsLead')}</p>
      <ul className="closing-list">
        {read.data.items.map((one) => (
          <Year
            key={one.period}
            one={one}
            personId={personId}
            programmeId={programmeId}
            unit={read.data.unit}
            units={units}
            certificate={numbers.get(one.period)}
          />
        ))}
      </ul>
    </section>
  )
}

const Year = ({
  one,
  personId,
  programmeId,
  unit,
  units,
  certificate,
}: {
  one: Closed
  personId: string
  programmeId: string
  unit: Bilingual
  units: ReadonlyMap<string, Bilingual>
  certificate: string | undefined
}) => {
  const say = useWords('closings')
  const language = useLanguage()
  const [inForce, ...before] = one.rows
  if (!inForce) return null
  const rowLine = (row: Closed['rows'][number]) =>
    row.exempt === 'full'
      ? say('rowLineExempt', { on: row.closedOn })
      : say('rowLine', {
          hours: saidAmount(language, row.hours),
          unit: unitName(language, unit, row.hours),
          on: row.closedOn,
        })
  return (
    <li>
      <div className="closing-list-head">
        <Link
          to="/people/$personId/standing"
          params={{ personId }}
          search={{ year: one.period, programme: programmeId } as never}
        >
          {say('yearTitle', { period: one.period })}
        </Link>
        <StateTag state={standingState(inForce.standing, true)} />
        {certificate && (
          <Link to="/certificates/$number" params={{ number: certificate }}>
            {say('certificateNumber', { number: certificate })}
          </Link>
        )}
      </div>
      <p>
        {say(`kind.${inForce.kind}`)} · {rowLine(inForce)}
      </p>
      {inForce.reason !== '' && <p className="hint">{say('reasonIs', { reason: inForce.reason })}</p>}
      {before.map((row) => (
        <p key={row.id} className="hint">
          {say(`kind.${row.kind}`)} · {say(`standing.${row.standing}`)} · {rowLine(row)} · {say('superseded')}
        </p>
      ))}
      {one.adjustments.length > 0 && (
        <>
          <h3>{say('adjustments')}</h3>
          <ul className="closing-list">
            {one.adjustments.map((each) => (
              <AdjustmentLine
                key={keyOfAdjustment(each)}
                one={each}
                unitOf={(measure) =>
                  units.get(measure) ?? (measure === 'hours' ? unit : { zh: measure, en: measure })
                }
              />
            ))}
          </ul>
        </>
      )}
    </li>
  )
}
