import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import {
  declarationStates,
  listDeclarations,
  type DeclarationRow,
} from '../../../areas/declarations/contract.ts'
import { useActingRole } from '../../api/session.ts'
import { useEitherName, useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { PlaceTabs } from '../../ui/place-tabs.tsx'
import { StateTag } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { FilterSelect } from '../../ui/table/filter-select.tsx'
import { usePage } from '../../ui/table/use-page.ts'
import { useView } from '../../ui/table/view.ts'

/** Own declarations of a professional, or those an organisation checks and recognises. */
export const DeclarationsScreen = () => {
  const say = useWords('declarations')
  const navigate = useNavigate()
  const mine = useActingRole()?.role === 'professional'
  const make = mine && (
    <Button type="primary" onClick={() => void navigate({ to: '/declarations/new' })}>
      {say('make')}
    </Button>
  )
  return (
    <>
      <PlaceTabs group="people" />
      <PageHeader title={say(mine ? 'mine' : 'title')} lead={say(mine ? 'mineLead' : 'lead')} acts={make} />
      <DeclarationTable mine={mine} />
    </>
  )
}

const DeclarationTable = ({ mine }: { mine: boolean }) => {
  const say = useWords('declarations')
  const states = useWords('states')
  const navigate = useNavigate()
  const [view] = useView()
  const state = declarationStates.find((one) => one === view['state'])
  const page = usePage(listDeclarations, {
    query: {
      ...(state ? { state } : {}),
      ...(view['q'] ? { q: view['q'] } : {}),
      ...(view['which'] === 'waiting' ? { waiting: true } : {}),
      ...(view['which'] === 'late' ? { late: true } : {}),
    },
  })
  return (
    <DataTable
      caption={say(mine ? 'mine' : 'title')}
      columns={useColumns(mine)}
      page={page}
      rowKey={(row) => row.id}
      open={(row) => void navigate({ to: '/declarations/$declarationId', params: { declarationId: row.id } })}
      search={say('search')}
      filters={
        <>
          <FilterSelect
            name="which"
            label={say('which')}
            options={[
              { value: 'waiting', label: say('whichWaiting') },
              { value: 'late', label: say('whichLate') },
            ]}
          />
          <FilterSelect
            name="state"
            label={say('state')}
            options={declarationStates
              .filter((value) => mine || value !== 'draft')
              .map((value) => ({ value, label: states(`declaration.${value}`) }))}
          />
        </>
      }
      empty={<EmptyState title={say('empty')} text={say(mine ? 'mineEmptyText' : 'emptyText')} />}
    />
  )
}

/** A recognised one whose hours were taken back says so. */
export const stateOf = (row: Pick<DeclarationRow, 'state' | 'reversed'>) =>
  row.reversed ? ('declaration.reversed' as const) : (`declaration.${row.state}` as const)

const useColumns = (mine: boolean): readonly Column<DeclarationRow>[] => {
  const say = useWords('declarations')
  const states = useWords('states')
  const either = useEitherName()
  const daysOf = (row: DeclarationRow): string =>
    [...new Set([row.from, row.to].filter((day) => day !== null))].join(' – ') || '—'
  const person: readonly Column<DeclarationRow>[] = mine
    ? []
    : [
        {
          key: 'person',
          title: say('person'),
          value: (row) => row.personName,
          show: (row) => row.personName,
        },
        {
          key: 'employer',
          title: say('employer'),
          extra: true,
          value: (row) => row.employerName,
          show: (row) => row.employerName ?? '—',
        },
      ]
  return [
    {
      key: 'title',
      title: say('name'),
      always: true,
      phone: 'heading',
      value: (row) => row.title,
      show: (row) => (
        <Link to="/declarations/$declarationId" params={{ declarationId: row.id }}>
          {row.title || say('noTitle')}
        </Link>
      ),
    },
    ...person,
    {
      key: 'kind',
      title: say('kind'),
      value: (row) => either(row.kindName.zh, row.kindName.en),
      show: (row) => either(row.kindName.zh, row.kindName.en),
    },
    { key: 'days', title: say('days'), steady: true, value: daysOf, show: daysOf },
    {
      key: 'waiting',
      title: say('waiting'),
      value: (row) => row.waiting?.name ?? null,
      show: (row) =>
        row.waiting === null
          ? '—'
          : row.waiting.role === 'professional'
            ? say('role.professional')
            : either(row.waiting.name, row.waiting.nameEn),
    },
    {
      key: 'due',
      title: say('due'),
      steady: true,
      value: (row) => row.dueOn,
      show: (row) =>
        row.dueOn === null ? (
          '—'
        ) : (
          <>
            {row.dueOn} {row.late && <StateTag state="declaration.late" />}
          </>
        ),
    },
    {
      key: 'state',
      title: say('state'),
      phone: 'state',
      value: (row) => states(stateOf(row)),
      show: (row) => <StateTag state={stateOf(row)} />,
    },
  ]
}
