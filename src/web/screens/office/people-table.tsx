import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { EmptyState } from '../../ui/empty-state.tsx'
import { standingState, StateTag } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable, type DataTableProps } from '../../ui/table/data-table.tsx'
import { FilterSelect } from '../../ui/table/filter-select.tsx'
import type { View } from '../../ui/table/view.ts'

interface PeopleTableProps<Row>
  extends Pick<DataTableProps<Row>, 'columns' | 'page' | 'search' | 'filters' | 'exportFile'> {
  readonly id: string
  readonly title: string
  readonly hint?: string
  readonly period: string
  readonly empty: { readonly title: string; readonly text?: string }
}

/** People of a register, a dry run or a closing by name, narrowed by filters. */
export const PeopleTable = <Row extends { readonly personId: string }>({
  id,
  title,
  hint,
  period,
  empty,
  ...table
}: PeopleTableProps<Row>) => (
  <section className="block" id={id} aria-labelledby="people">
    <h2 id="people">{title}</h2>
    {hint !== undefined && <p className="hint">{hint}</p>}
    <DataTable
      {...table}
      caption={`${title} ${period}`}
      rowKey={(row) => row.personId}
      empty={<EmptyState {...empty} />}
    />
  </section>
)

interface StandingFilterProps<S extends string> {
  /** In the address. */
  readonly name: string
  readonly label: string
  readonly standings: readonly S[]
  readonly word: (standing: S) => string
}

export const StandingFilter = <S extends string>({
  name,
  label,
  standings,
  word,
}: StandingFilterProps<S>) => (
  <FilterSelect
    name={name}
    label={label}
    options={standings.map((value) => ({ value, label: word(value) }))}
  />
)

/** What the address narrows a list to, as a query takes it: standings by the name of their filter, and part of a name. */
export const askedIn = <N extends string, S extends string>(
  view: View,
  names: readonly N[],
  standings: readonly S[],
): { readonly [K in N]?: S } & { readonly q?: string } => {
  const chosen = names.flatMap((name) => {
    const found = standings.find((one) => one === view[name])
    return found ? [[name, found] as const] : []
  })
  return { ...Object.fromEntries(chosen), ...(view['q'] ? { q: view['q'] } : {}) } as {
    readonly [K in N]?: S
  } & { readonly q?: string }
}

/** How somebody stands; whom no requirement reaches is said in a word alone. */
export const StandingTag = ({
  standing,
  outside,
  isClosed = false,
}: {
  readonly standing: 'met' | 'unmet' | 'undetermined' | 'outside'
  readonly outside: ReactNode
  readonly isClosed?: boolean
}) => (standing === 'outside' ? <>{outside}</> : <StateTag state={standingState(standing, isClosed)} />)

/** Whose row it is, leading to the record; `search`: which year of it, under which programme. */
export const nameColumn = <Row extends { readonly personId: string; readonly name: string }>(
  title: string,
  search: { readonly year?: string; readonly programme?: string } = {},
): Column<Row> => ({
  key: 'name',
  title,
  always: true,
  phone: 'heading',
  value: (row) => row.name,
  show: (row) => (
    <Link to="/people/$personId/record" params={{ personId: row.personId }} search={search as never}>
      {row.name}
    </Link>
  ),
})
