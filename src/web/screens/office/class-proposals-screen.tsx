import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { listClassProposals } from '../../../areas/people/contract.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { shortInstant } from '../../i18n/dates.ts'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { usePage } from '../../ui/table/use-page.ts'
import { DecideClass } from '../records/person-classes.tsx'
import { useFactWords } from '../records/person-facts.ts'

type Proposal = ReplyOf<typeof listClassProposals>['items'][number]

/** Classes waiting for the office: what the rule gives, on what evidence. */
export const ClassProposalsScreen = () => {
  const say = useWords('people')
  const [deciding, setDeciding] = useState<Proposal | null>(null)
  const page = usePage(listClassProposals, { query: {} })
  return (
    <>
      <PageHeader
        title={say('proposals')}
        lead={say('proposalsLead')}
        back={{ to: '/people', label: say('title') }}
      />
      <DataTable
        caption={say('proposals')}
        columns={useColumns(setDeciding)}
        page={page}
        rowKey={(row) => `${row.personId} ${row.programmeId}`}
        open={setDeciding}
        empty={<EmptyState title={say('proposalsEmpty')} text={say('proposalsEmptyText')} />}
      />
      {deciding && (
        <DecideClass
          personId={deciding.personId}
          programmeId={deciding.programmeId}
          proposed={deciding.class}
          close={() => setDeciding(null)}
        />
      )}
    </>
  )
}

const useColumns = (decide: (row: Proposal) => void): readonly Column<Proposal>[] => {
  const say = useWords('people')
  const language = useLanguage()
  const words = useFactWords()
  const because = (row: Proposal) => eitherName(language, row.criterion.text.zh, row.criterion.text.en)
  const facts = (row: Proposal) => words(row.facts).map((fact) => say('factLine', fact))
  return [
    {
      key: 'name',
      title: say('name'),
      always: true,
      phone: 'heading',
      value: (row) => row.name,
      show: (row) => (
        <Link to="/people/$personId" params={{ personId: row.personId }}>
          {row.name}
        </Link>
      ),
    },
    {
      key: 'class',
      title: say('proposedClass'),
      phone: 'state',
      value: (row) => row.class,
      show: (row) => <strong>{say('classNamed', { class: row.class })}</strong>,
    },
    {
      key: 'current',
      title: say('currentClass'),
      value: (row) => row.current,
      show: (row) => (row.current ? say('classNamed', { class: row.current }) : '—'),
    },
    {
      key: 'because',
      title: say('because'),
      value: (row) => [because(row), ...facts(row)].join(say('comma')),
      show: (row) => (
        <>
          {because(row)}
          <div className="hint">{facts(row).join(' · ')}</div>
        </>
      ),
    },
    {
      key: 'programme',
      title: say('programme'),
      extra: true,
      value: (row) => row.programmeName,
      show: (row) => row.programmeName,
    },
    {
      key: 'proposedAt',
      title: say('proposedAt'),
      value: (row) => shortInstant(row.proposedAt),
      show: (row) => shortInstant(row.proposedAt),
    },
    {
      key: 'acts',
      title: '',
      always: true,
      show: (row) => (
        <Button
          type="link"
          size="small"
          aria-label={`${say('decide')} ${row.name}`}
          onClick={() => decide(row)}
        >
          {say('decide')}
        </Button>
      ),
    },
  ]
}
