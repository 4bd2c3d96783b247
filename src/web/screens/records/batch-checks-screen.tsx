import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { beginBatchCheck, listBatchChecks } from '../../../areas/certificates/contract.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { usePage } from '../../ui/table/use-page.ts'
import { shortInstant } from '../../i18n/dates.ts'
import { useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import type { Column } from '../../ui/table/column.ts'
import { saveFile, templateOf } from '../../ui/table/csv.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { Upload } from '../../ui/upload.tsx'

type Batch = ReplyOf<typeof listBatchChecks>['items'][number]

const shortest = 2

/** Certificates checked by the sheet: a purpose, a file, and the sheets of the last week. */
export const BatchChecksScreen = () => {
  const say = useWords('certificates')
  const navigate = useNavigate()
  const [purpose, setPurpose] = useState('')
  const page = usePage(listBatchChecks, {})
  const open = (batchId: string) =>
    void navigate({ to: '/certificate-batches/$batchId', params: { batchId } })
  return (
    <>
      <PageHeader
        title={say('batchTitle')}
        lead={say('batchLead')}
        back={{ to: '/certificates', label: say('back') }}
      />
      <section className="block" aria-labelledby="purpose-label">
        <label className="field-label" htmlFor="purpose" id="purpose-label">
          <span>{say('batchPurpose')}</span>
          <span className="field-help">{say('batchPurposeHelp')}</span>
        </label>
        <Input
          id="purpose"
          value={purpose}
          maxLength={200}
          onChange={(event) => setPurpose(event.target.value)}
        />
        {purpose.trim().length < shortest ? (
          <p className="hint">{say('batchPurposeFirst')}</p>
        ) : (
          <Upload
            endpoint={beginBatchCheck}
            ask={{ query: { purpose: purpose.trim() } }}
            accept=".xlsx,.csv"
            title={say('batchDrop')}
            help={say('batchHelp')}
            done={(reply) => open(reply.batchId)}
          />
        )}
        <p className="copy-line">
          <Button
            onClick={() =>
              saveFile(
                `${say('batchTemplateFile')}.csv`,
                templateOf([say('number'), say('holder')], [['SH6532026000123K', '欧阳慕容思远']]),
              )
            }
          >
            {say('batchTemplate')}
          </Button>
        </p>
      </section>
      <DataTable
        caption={say('batchTitle')}
        columns={useColumns()}
        page={page}
        rowKey={(row) => row.id}
        open={(row) => open(row.id)}
        empty={<EmptyState title={say('batchEmpty')} text={say('batchEmptyText')} />}
      />
    </>
  )
}

const useColumns = (): readonly Column<Batch>[] => {
  const say = useWords('certificates')
  return [
    {
      key: 'file',
      title: say('batchFile'),
      always: true,
      phone: 'heading',
      value: (row) => row.fileName,
      show: (row) => (
        <Link to="/certificate-batches/$batchId" params={{ batchId: row.id }}>
          {row.fileName}
        </Link>
      ),
    },
    { key: 'purpose', title: say('batchPurpose'), value: (row) => row.purpose, show: (row) => row.purpose },
    {
      key: 'rows',
      title: say('batchRows'),
      value: (row) => row.total,
      show: (row) => `${row.done}/${row.total}`,
    },
    {
      key: 'state',
      title: say('state'),
      value: (row) => say(`batch.${row.state}`),
      show: (row) => say(`batch.${row.state}`),
    },
    {
      key: 'when',
      title: say('batchWhen'),
      value: (row) => row.createdAt,
      show: (row) => shortInstant(row.createdAt),
    },
  ]
}
