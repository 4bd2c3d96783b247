import { useParams } from '@tanstack/react-router'
import { Button, Progress } from 'antd'
import { useState } from 'react'
import {
  type BatchRow,
  batchCounts,
  exportBatchCheck,
  readBatchCheck,
} from '../../../areas/certificates/contract.ts'
import { addressOf } from '../../api/call.ts'
import { useAsk } from '../../api/use-ask.ts'
import { certificateWord } from '../../../kernel/certificate-state.ts'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Reading } from '../../ui/reading.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { usePage } from '../../ui/table/use-page.ts'

const pause = 1200

/** What became of a sheet of certificates: how far it is, how many of each answer, every row. */
export const BatchCheckScreen = () => {
  const say = useWords('certificates')
  const language = useLanguage()
  const { batchId } = useParams({ from: '/signed-in/certificate-batches/$batchId' })
  const [moving, setMoving] = useState(true)
  const read = useAsk(
    readBatchCheck,
    { params: { batchId }, query: { limit: 1 } },
    { every: moving ? pause : false },
  )
  const isMoving = read.data === undefined || read.data.state === 'running'
  if (moving !== isMoving) setMoving(isMoving)
  return (
    <>
      <PageHeader
        title={read.data?.fileName ?? say('batchTitle')}
        lead={read.data?.purpose}
        back={{ to: '/certificate-batches', label: say('batchBack') }}
        acts={
          !isMoving && (
            <Button
              type="primary"
              href={addressOf(exportBatchCheck, { params: { batchId }, query: { language } })}
              download
            >
              {say('batchExport')}
            </Button>
          )
        }
      />
      <Reading of={read} lines={3}>
        {({ state, done, total, counts }) => (
          <>
            <section className="block" aria-label={say('batchVerdict')}>
              <p role="status">
                {state === 'stopped' ? say('batchStopped', { done }) : say('batchProgress', { done, total })}
              </p>
              <Progress
                percent={Math.floor((done / total) * 100)}
                showInfo={false}
                aria-label={say('batchTitle')}
                status={state === 'done' ? 'success' : state === 'stopped' ? 'exception' : 'normal'}
              />
              <dl className="facts">
                {batchCounts
                  .filter((verdict) => (counts[verdict] ?? 0) > 0)
                  .map((verdict) => (
                    <div key={verdict} style={{ display: 'contents' }}>
                      <dt>{say(`verdict.${verdict}`)}</dt>
                      <dd>{counts[verdict]}</dd>
                    </div>
                  ))}
              </dl>
            </section>
            {state !== 'running' && <Rows batchId={batchId} />}
          </>
        )}
      </Reading>
    </>
  )
}

const Rows = ({ batchId }: { batchId: string }) => {
  const say = useWords('certificates')
  const language = useLanguage()
  const page = usePage(readBatchCheck, { params: { batchId } })
  const told = ({ verdict, facts }: BatchRow) =>
    verdict && say(`verdict.${certificateWord(verdict, facts?.supersededCause)}`)
  const columns: readonly Column<BatchRow>[] = [
    { key: 'row', title: say('batchRow'), value: (one) => one.row, show: (one) => one.row },
    {
      key: 'number',
      title: say('number'),
      always: true,
      phone: 'heading',
      value: (one) => one.number,
      show: (one) => <span className="number">{one.number}</span>,
    },
    { key: 'name', title: say('holder'), value: (one) => one.name, show: (one) => one.name || '—' },
    {
      key: 'verdict',
      title: say('batchVerdict'),
      value: (one) => told(one),
      show: (one) => told(one) ?? '—',
    },
    {
      key: 'title',
      title: say('course'),
      value: (one) => one.facts && eitherName(language, one.facts.title, one.facts.titleEn),
      show: (one) => (one.facts ? eitherName(language, one.facts.title, one.facts.titleEn) : '—'),
    },
    {
      key: 'issued',
      title: say('issuedOn'),
      value: (one) => one.facts?.issuedOn ?? null,
      show: (one) => one.facts?.issuedOn ?? '—',
    },
  ]
  return (
    <DataTable
      caption={say('batchVerdict')}
      columns={columns}
      page={page}
      rowKey={(one) => String(one.row)}
      empty={<EmptyState title={say('batchNothing')} text={say('batchHelp')} />}
    />
  )
}
