import { Button, Drawer } from 'antd'
import { HistoryOutlined } from '@ant-design/icons'
import { type ReactNode, useState } from 'react'
import { accountHistory, certificateHistory, recordHistory } from '../../areas/audit/contract.ts'
import type { ReplyOf } from '../../wire/endpoint.ts'
import { usePages } from '../api/use-ask.ts'
import { shortInstant } from '../i18n/dates.ts'
import { useWords } from '../i18n/words.ts'
import { EmptyState } from './empty-state.tsx'
import { useEventSentence } from './event-sentence.ts'
import { Loading } from './loading.tsx'
import { ProblemNotice } from './problem-notice.tsx'
import { RecordFacts } from './record-facts.tsx'
import { useNarrow } from './theme.ts'

/** Opens the history of a record: who did what, when, on whose behalf, with before and after; `of` names it in a list. */
export const RecordHistory = ({ subjectId, of }: { subjectId: string; of?: string }) => (
  <HistoryDrawer of={of}>
    <OfRecord subjectId={subjectId} />
  </HistoryDrawer>
)

/** Of the account signed in. */
export const AccountHistory = () => (
  <HistoryDrawer word="historyOfAccount">
    <OfAccount />
  </HistoryDrawer>
)

export const CertificateHistory = ({ number }: { number: string }) => (
  <HistoryDrawer>
    <OfCertificate number={number} />
  </HistoryDrawer>
)

const OfRecord = ({ subjectId }: { subjectId: string }) => (
  <Timeline history={usePages(recordHistory, { params: { subjectId }, query: {} })} />
)

const OfAccount = () => <Timeline own history={usePages(accountHistory, { query: {} })} />

const OfCertificate = ({ number }: { number: string }) => (
  <Timeline history={usePages(certificateHistory, { params: { number }, query: {} })} />
)

const HistoryDrawer = ({
  of,
  word = 'history',
  children,
}: {
  of?: string | undefined
  word?: 'history' | 'historyOfAccount'
  children: ReactNode
}) => {
  const say = useWords('ui')
  const narrow = useNarrow()
  const [open, setOpen] = useState(false)
  return (
    <>
      {of === undefined ? (
        <Button icon={<HistoryOutlined aria-hidden />} onClick={() => setOpen(true)}>
          {say(word)}
        </Button>
      ) : (
        <Button type="link" onClick={() => setOpen(true)} aria-label={`${say('history')} ${of}`}>
          {say('history')}
        </Button>
      )}
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        title={of === undefined ? say(word) : `${say('history')} · ${of}`}
        size={narrow ? '100%' : 520}
        destroyOnHidden
      >
        {/* Whoever has no mouse scrolls what has the focus; not every entry has something to press. */}
        <div role="region" tabIndex={0} aria-label={say(word)}>
          {children}
        </div>
      </Drawer>
    </>
  )
}

type Entry = ReplyOf<typeof recordHistory>['items'][number]

const Timeline = ({
  history,
  own = false,
}: {
  history: ReturnType<typeof usePages<typeof recordHistory>>
  own?: boolean
}) => {
  const say = useWords('ui')
  if (history.error) return <ProblemNotice error={history.error} again={history.again} />
  if (!history.loaded) return <Loading />
  if (history.items.length === 0) return <EmptyState title={say('historyEmpty')} />
  return (
    <>
      <ol className="timeline">
        {history.items.map((entry) => (
          <TimelineEntry key={entry.id} entry={entry} own={own} />
        ))}
      </ol>
      {history.more && (
        <Button onClick={history.readMore} loading={history.fetching}>
          {say('showMore')}
        </Button>
      )}
    </>
  )
}

const unnamed = { account: 'actorOther', public: 'actorPublic', system: 'actorSystem' } as const

const TimelineEntry = ({ entry, own }: { entry: Entry; own: boolean }) => {
  const say = useWords('ui')
  const sentence = useEventSentence()
  const author = entry.actorName ?? say(unnamed[entry.actorKind])
  return (
    <li>
      <time dateTime={entry.at}>{shortInstant(entry.at)}</time>
      <p className="timeline-what">{sentence(entry.name)}</p>
      {/* Whoever signs in is nobody yet: “somebody not signed in” would frighten the owner of the account. */}
      {!(own && entry.actorKind === 'public') && (
        <p className="timeline-who">
          {author}
          {entry.onBehalfOfName && ` · ${say('onBehalfOf', { name: entry.onBehalfOfName })}`}
        </p>
      )}
      <RecordFacts event={entry.name} facts={entry.data} names={entry.names} />
      <p className="timeline-request">
        {say('requestId')} <code>{entry.requestId}</code>
      </p>
    </li>
  )
}
