import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { type Closing, closings, startClosing } from '../../../areas/ledger/contract/closings.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { shortInstant } from '../../i18n/dates.ts'
import { useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'
import { ReadingScreen } from '../../ui/reading.tsx'
import { StateTag } from '../../ui/states.tsx'
import { PassesPage, PeriodStart } from './period-passes.tsx'

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
  return (
    <PassesPage
      title={say('title')}
      lead={say('lead')}
      programmeId={programmeId}
      programme={found.programme}
      start={found.may['closing.make'] && <Start open={found.open} programmeId={programmeId} />}
      items={found.items}
      row={(one) => <Row one={one} />}
      empty={{ title: say('empty'), text: say('emptyText') }}
    />
  )
}

/** A year that is over, and the button that counts it. */
const Start = ({ open, programmeId }: { open: readonly string[]; programmeId: string }) => {
  const say = useWords('closings')
  const navigate = useNavigate()
  const { busy, error, send } = useCommand(startClosing, {
    done: ({ closingId }) => {
      announce(say('started'))
      void navigate({ to: '/closings/$closingId', params: { closingId } })
    },
  })
  return (
    <PeriodStart
      title={say('startTitle')}
      label={say('year')}
      act={say('start')}
      periods={open}
      none={say('nothingOpen')}
      busy={busy}
      error={error}
      start={(period) => send({ params: { programmeId }, body: { period, kind: 'regular' } })}
    />
  )
}

const Row = ({ one }: { one: Closing }) => {
  const say = useWords('closings')
  const { counts } = one
  return (
    <>
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
    </>
  )
}
