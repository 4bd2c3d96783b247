import { useNavigate, useParams } from '@tanstack/react-router'
import { Button, Progress } from 'antd'
import { useState } from 'react'
import {
  closePeriod,
  dropClosing,
  readClosing,
  startClosing,
} from '../../../areas/ledger/contract/closings.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { shortInstant } from '../../i18n/dates.ts'
import { useWords } from '../../i18n/words.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { ConfirmByNumber } from '../../ui/confirm-by-number.tsx'
import { announce } from '../../ui/notices.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { ReadingScreen } from '../../ui/reading.tsx'
import { RecordHistory } from '../../ui/record-drawer.tsx'
import { StateTag } from '../../ui/states.tsx'
import { ClosingAdjustments } from './closing-adjustments.tsx'
import { ClosingCertificates } from './closing-certificates.tsx'
import { ClosingUnearned } from './closing-unearned.tsx'
import { ClosingPeople } from './closing-people.tsx'
import './closing.css'

export type ClosingRead = ReplyOf<typeof readClosing>
const pause = 1200

/** One closing: the count, the act of the second officer, the rows, what they brought about, and what came after. */
export const ClosingScreen = () => {
  const { closingId } = useParams({ from: '/signed-in/closings/$closingId' })
  const [moving, setMoving] = useState(true)
  const read = useAsk(readClosing, { params: { closingId } }, { every: moving ? pause : false })
  const state = read.data?.state
  const isMoving = state === undefined || state === 'counting' || state === 'closing'
  if (moving !== isMoving) setMoving(isMoving)
  return <ReadingScreen of={read}>{(closing) => <Whole closing={closing} />}</ReadingScreen>
}

const Whole = ({ closing }: { closing: ClosingRead }) => {
  const say = useWords('closings')
  const { state, period, reason } = closing
  return (
    <>
      <PageHeader
        title={say(closing.kind === 'regular' ? 'one' : 'oneSupplementary', { period })}
        lead={`${closing.from} – ${closing.to}`}
        status={<StateTag state={`closing.${state}`} />}
        back={{ to: `/programmes/${closing.programmeId}/closings`, label: say('title') }}
        acts={
          <>
            {closing.may['closing.make'] && <Acts closing={closing} />}
            <RecordHistory subjectId={closing.id} />
          </>
        }
      />
      {reason !== '' && <p>{say('reasonIs', { reason })}</p>}
      {(state === 'counting' || state === 'closing') && <Work closing={closing} />}
      {state === 'counted' && (
        <p className="note note-amber">{say(closing.blocked === 'same-person' ? 'blocked' : 'dryText')}</p>
      )}
      <Figures closing={closing} />
      {state === 'closed' && (
        <ClosingCertificates closingId={closing.id} isSupplementary={closing.kind === 'supplementary'} />
      )}
      {state === 'closed' && closing.kind === 'supplementary' && (
        <ClosingUnearned closingId={closing.id} period={period} />
      )}
      {state !== 'counting' && <ClosingPeople closing={closing} />}
      {state === 'closed' && <ClosingAdjustments closing={closing} />}
    </>
  )
}

const Work = ({ closing }: { closing: ClosingRead }) => {
  const say = useWords('closings')
  const { counts, state } = closing
  const finished = state === 'counting' ? counts.counted : counts.done
  return (
    <section className="block">
      <p role="status">
        {state === 'counting'
          ? say('counting', { counted: finished, people: counts.people })
          : say('closing', { done: finished, people: counts.people })}
      </p>
      <Progress
        percent={counts.people === 0 ? 100 : Math.floor((finished / counts.people) * 100)}
        showInfo={false}
        aria-label={say(state === 'counting' ? 'counted' : 'closed')}
      />
      <p className="hint">{say('mayLeave')}</p>
    </section>
  )
}

const Figures = ({ closing }: { closing: ClosingRead }) => {
  const say = useWords('closings')
  const { counts } = closing
  return (
    <section className="block" aria-labelledby="summary">
      <h2 id="summary">{say('summary')}</h2>
      <ul className="closing-figures">
        {(['met', 'unmet', 'undetermined', 'outside'] as const).map((standing) => (
          <li key={standing}>
            <strong>{counts[standing]}</strong>
            {say(`standing.${standing}`)}
          </li>
        ))}
        {closing.kind === 'supplementary' && (
          <li>
            <strong>{counts.same}</strong>
            {say('same')}
          </li>
        )}
      </ul>
      <dl className="facts">
        <dt>{say('counted')}</dt>
        <dd>{say('countedBy', { by: closing.countedBy, at: shortInstant(closing.countedAt) })}</dd>
        {closing.closedOn && (
          <>
            <dt>{say('closed')}</dt>
            <dd>{say('closedBy', { by: closing.closedBy ?? '', on: closing.closedOn })}</dd>
            <dt>{say('rows')}</dt>
            <dd>{say('rowsCount', { count: closing.rows })}</dd>
          </>
        )}
        {closing.digest && (
          <>
            <dt>{say('digest')}</dt>
            <dd>
              <code className="hash">{closing.digest}</code>
            </dd>
          </>
        )}
      </dl>
    </section>
  )
}

const Acts = ({ closing }: { closing: ClosingRead }) => {
  const say = useWords('closings')
  const navigate = useNavigate()
  const [asking, ask] = useState<'close' | 'supplement' | null>(null)
  const params = { closingId: closing.id }
  const close = useCommand(closePeriod, {
    done: () => {
      ask(null)
      announce(say('closeBegun'))
    },
  })
  const drop = useCommand(dropClosing, {
    done: () => {
      announce(say('dropped'))
      void navigate({
        to: '/programmes/$programmeId/closings',
        params: { programmeId: closing.programmeId },
      })
    },
  })
  const supplement = useCommand(startClosing, {
    done: ({ closingId }) => {
      ask(null)
      announce(say('started'))
      void navigate({ to: '/closings/$closingId', params: { closingId } })
    },
  })
  const { counts, period, state } = closing
  return (
    <>
      {(state === 'counting' || state === 'counted') && (
        <Button loading={drop.busy} onClick={() => drop.send({ params })}>
          {say('drop')}
        </Button>
      )}
      {state === 'counted' && (
        <Button type="primary" disabled={closing.blocked !== null} onClick={() => ask('close')}>
          {say('close')}
        </Button>
      )}
      {state === 'closed' && <Button onClick={() => ask('supplement')}>{say('supplement')}</Button>}
      <ProblemNotice error={drop.error} />
      <ConfirmByNumber
        open={asking === 'close'}
        title={say('closeTitle', { period })}
        number={period}
        numberName={say('period')}
        actWord={say('close')}
        busy={close.busy}
        error={close.error}
        confirm={() => close.send({ params, body: { confirm: period } })}
        cancel={() => ask(null)}
      >
        {say('closeText', { count: counts.people - counts.outside - counts.same, met: counts.met })}
      </ConfirmByNumber>
      <AskReason
        open={asking === 'supplement'}
        title={say('supplementTitle', { period })}
        label={say('supplementReason')}
        actWord={say('start')}
        busy={supplement.busy}
        error={supplement.error}
        act={(reason) =>
          supplement.send({
            params: { programmeId: closing.programmeId },
            body: { period, kind: 'supplementary', reason },
          })
        }
        cancel={() => ask(null)}
      >
        {say('supplementText')}
      </AskReason>
    </>
  )
}
