import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { type Closing, closings, startClosing } from '../../../areas/ledger/contract/closings.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { Choice } from '../../forms/choice.tsx'
import { shortInstant } from '../../i18n/dates.ts'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { announce } from '../../ui/notices.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { ReadingScreen } from '../../ui/reading.tsx'
import { StateTag } from '../../ui/states.tsx'
import './closing.css'

/** Closings of a programme, and where a new one begins: with its count. */
export const ClosingsScreen = () => {
  const { programmeId } = useParams({ from: '/signed-in/programmes/$programmeId/closings' })
  const read = useAsk(closings, { params: { programmeId } })
  return (
    <ReadingScreen of={read}>{(found) => <Whole found={found} programmeId={programmeId} />}</ReadingScreen>
  )
}

const Whole = ({ found, programmeId }: { found: ReplyOf<typeof closings>; programmeId: string }) => {
  const say = useWords('closings')
  const language = useLanguage()
  return (
    <>
      <PageHeader
        title={say('title')}
        lead={say('lead')}
        back={{
          to: `/programmes/${programmeId}`,
          label: eitherName(language, found.programme.name, found.programme.nameEn),
        }}
      />
      {found.may['closing.make'] && <Start open={found.open} programmeId={programmeId} />}
      {found.items.length === 0 ? (
        <EmptyState title={say('empty')} text={say('emptyText')} />
      ) : (
        <ul className="closing-list">
          {found.items.map((one) => (
            <Row key={one.id} one={one} />
          ))}
        </ul>
      )}
    </>
  )
}

/** A year that is over, and the button that counts it. */
const Start = ({ open, programmeId }: { open: readonly string[]; programmeId: string }) => {
  const say = useWords('closings')
  const navigate = useNavigate()
  const [chosen, choose] = useState<string>()
  const start = useCommand(startClosing, {
    done: ({ closingId }) => {
      announce(say('started'))
      void navigate({ to: '/closings/$closingId', params: { closingId } })
    },
  })
  const year = chosen ?? open[0]
  return (
    <section className="block" aria-labelledby="start">
      <h2 id="start">{say('startTitle')}</h2>
      {year === undefined ? (
        <p>{say('nothingOpen')}</p>
      ) : (
        <div className="closing-start">
          <Choice
            aria-label={say('year')}
            value={year}
            onChange={(value: string) => choose(value)}
            options={open.map((value) => ({ value, label: value }))}
          />
          <Button
            type="primary"
            loading={start.busy}
            onClick={() => start.send({ params: { programmeId }, body: { period: year, kind: 'regular' } })}
          >
            {say('start')}
          </Button>
        </div>
      )}
      <ProblemNotice error={start.error} />
    </section>
  )
}

const Row = ({ one }: { one: Closing }) => {
  const say = useWords('closings')
  const { counts } = one
  return (
    <li>
      <div className="closing-list-head">
        <Link to="/closings/$closingId" params={{ closingId: one.id }}>
          {say(one.kind === 'regular' ? 'one' : 'oneSupplementary', { period: one.period })}
        </Link>
        <StateTag state={`closing.${one.state}`} />
      </div>
      <p>
        {(['met', 'unmet', 'undetermined'] as const).map((standing) => (
          <span key={standing} className="closing-figure">
            {say(`standing.${standing}`)} <strong>{counts[standing]}</strong>
          </span>
        ))}
      </p>
      {one.reason !== '' && <p className="hint">{say('reasonIs', { reason: one.reason })}</p>}
      <p className="hint">
        {say('counted')} {say('countedBy', { by: one.countedBy, at: shortInstant(one.countedAt) })}
        {one.closedOn && (
          <>
            {' · '}
            {say('closed')} {say('closedBy', { by: one.closedBy ?? '', on: one.closedOn })}
          </>
        )}
      </p>
    </li>
  )
}
