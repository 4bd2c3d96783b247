import { Button, Drawer } from 'antd'
import { HistoryOutlined } from '@ant-design/icons'
import { type ReactNode, useState } from 'react'
import { certificateHistory, recordHistory } from '../../areas/audit/contract.ts'
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

export const CertificateHistory = ({ number }: { number: string }) => (
  <HistoryDrawer>
    <OfCertificate number={number} />
  </HistoryDrawer>
)

const OfRecord = ({ subjectId }: { subjectId: string }) => (
  <Timeline history={usePages(recordHistory, { params: { subjectId }, query: {} })} />
)

const OfCertificate = ({ number }: { number: string }) => (
  <Timeline history={usePages(certificateHistory, { params: { number }, query: {} })} />
)

const HistoryDrawer = ({ of, children }: { of?: string | undefined; children: ReactNode }) => {
  const say = useWords('ui')
  const narrow = useNarrow()
  const [open, setOpen] = useState(false)
  return (
    <>
      {of === undefined ? (
        <Button icon={<HistoryOutlined aria-hidden />} onClick={() => setOpen(true)}>
          {say('history')}
        </Button>
      ) : (
        <Button type="link" onClick={() => setOpen(true)} aria-label={`${say('history')} ${of}`}>
          {say('history')}
        </Button>
      )}
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        title={of === undefined ? say('history') : `${say('history')} · ${of}`}
        size={narrow ? '100%' : 520}
        destroyOnHidden
      >
        {children}
      </Drawer>
    </>
  )
}

type Entry = ReplyOf<typeof recordHistory>['items'][number]

const Timeline = ({ history }: { history: ReturnType<typeof usePages<typeof recordHistory>> }) => {
  const say = useWords('ui')
  if (history.error) return <ProblemNotice error={history.error} again={history.again} />
  if (!history.loaded) return <Loading />
  if (history.items.length === 0) return <EmptyState title={say('historyEmpty')} />
  return (
    <>
      <ol className="timeline">
        {history.items.map((entry) => (
          <TimelineEntry key={entry.id} entry={entry} />
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

const TimelineEntry = ({ entry }: { entry: Entry }) => {
  const say = useWords('ui')
  const sentence = useEventSentence()
  const author = entry.actorName ?? say(unnamed[entry.actorKind])
  return (
    <li>
      <time dateTime={entry.at}>{shortInstant(entry.at)}</time>
      <p className="timeline-what">{sentence(entry.name)}</p>
      <p className="timeline-who">
        {author}
        {entry.onBehalfOfName && ` · ${say('onBehalfOf', { name: entry.onBehalfOfName })}`}
      </p>
      <RecordFacts event={entry.name} facts={entry.data} names={entry.names} />
      <p className="timeline-request">
        {say('requestId')} <code>{entry.requestId}</code>
      </p>
    </li>
  )
}
