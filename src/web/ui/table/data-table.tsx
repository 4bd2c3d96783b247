import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useRef, type ReactNode } from 'react'
import { useWords } from '../../i18n/words.ts'
import { Loading } from '../loading.tsx'
import { ProblemNotice } from '../problem-notice.tsx'
import { useNarrow } from '../theme.ts'
import type { Column } from './column.ts'
import { useRowKeys } from './row-keys.ts'
import { Toolbar } from './toolbar.tsx'
import type { TablePage } from './use-page.ts'
import { useView } from './view.ts'

export interface DataTableProps<T> {
  /** Says what the rows are, to screen readers and in the name of an exported file. */
  readonly caption: string
  readonly columns: readonly Column<T>[]
  readonly page: TablePage<T>
  readonly rowKey: (row: T) => string
  /** Enter on a row, or a tap on its card. */
  readonly open?: (row: T) => void
  /** Filters shown beside the search box. */
  readonly filters?: ReactNode
  /** Placeholder of the search box; without it there is none. */
  readonly search?: string
  /** File of the server's own making; without it the rows are exported as CSV here. */
  readonly exportFile?: { readonly word: string; readonly save: () => Promise<void> }
  /** Shown when there is nothing at all. */
  readonly empty: ReactNode
}

const filterNames = (view: Readonly<Record<string, string>>): string[] =>
  Object.keys(view).filter((name) => !['cursor', 'page', 'columns', 'tab'].includes(name))

/** A list as an office works with it: search, filters, columns, keys, pages, export; on phones the same rows as cards. */
export const DataTable = <T,>(props: DataTableProps<T>) => {
  const say = useWords('ui')
  const narrow = useNarrow()
  const [view, setView] = useView()
  const body = useRef<HTMLDivElement>(null)
  const shown = shownColumns(props.columns, view['columns'])
  const rows = props.page.items
  useRowKeys(
    body,
    rows?.length ?? 0,
    (index) => rows?.[index] !== undefined && props.open?.(rows[index] as T),
  )
  const filtered = filterNames(view).length > 0
  return (
    <section className="table-block" aria-label={props.caption}>
      <Toolbar {...props} shown={shown} />
      <div
        ref={body}
        className={props.page.fetching && rows !== undefined ? 'table-body table-refreshing' : 'table-body'}
      >
        {props.page.error ? (
          <ProblemNotice error={props.page.error} again={props.page.again} />
        ) : rows === undefined ? (
          <Loading lines={8} />
        ) : rows.length === 0 && filtered ? (
          <div className="empty">
            <p className="empty-title">{say('nothingMatches')}</p>
            <Button
              onClick={() => setView(Object.fromEntries(filterNames(view).map((name) => [name, undefined])))}
            >
              {say('clearFilters')}
            </Button>
          </div>
        ) : rows.length === 0 ? (
          props.empty
        ) : narrow ? (
          <Cards {...props} columns={shown} rows={rows} />
        ) : (
          <Rows {...props} columns={shown} rows={rows} />
        )}
      </div>
      {(props.page.next || props.page.previous) && (
        <nav className="pager" aria-label={say('pages')}>
          <Button
            icon={<LeftOutlined aria-hidden />}
            disabled={!props.page.previous}
            onClick={() => props.page.previous?.()}
          >
            {say('previousPage')}
          </Button>
          <span>{say('pageNumber', { page: props.page.number })}</span>
          <Button
            icon={<RightOutlined aria-hidden />}
            iconPlacement="end"
            disabled={!props.page.next}
            onClick={() => props.page.next?.()}
          >
            {say('nextPage')}
          </Button>
        </nav>
      )}
    </section>
  )
}

/** Chosen columns of the address, or those that are not extra. */
export const shownColumns = <T,>(
  columns: readonly Column<T>[],
  chosen: string | undefined,
): readonly Column<T>[] => {
  if (chosen === undefined) return columns.filter((column) => !column.extra)
  const keys = new Set(chosen.split('.'))
  return columns.filter((column) => column.always || keys.has(column.key))
}

type Filled<T> = DataTableProps<T> & { readonly rows: readonly T[] }

const Rows = <T,>({ caption, columns, rows, rowKey, open }: Filled<T>) => {
  const say = useWords('ui')
  return (
    <table className="table">
      <caption className="for-readers">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.key} scope="col" className={classOf(column)}>
              {column.title === '' ? <span className="for-readers">{say('rowActs')}</span> : column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr
            key={rowKey(row)}
            data-row={index}
            tabIndex={-1}
            className={open ? 'openable' : undefined}
            onClick={(event) => open && onCell(event.target) && open(row)}
          >
            {columns.map((column) => (
              <td key={column.key} className={classOf(column)}>
                {column.show(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const classOf = ({ figure, steady }: { readonly figure?: boolean; readonly steady?: boolean }) =>
  figure ? 'figure' : steady ? 'steady' : undefined

/** A click on a link or button inside a row is that thing's, and selecting text is no click. */
const onCell = (target: EventTarget): boolean =>
  target instanceof Element &&
  target.closest('a, button, input, label, select') === null &&
  (getSelection()?.toString() ?? '') === ''

const Cards = <T,>({ caption, columns, rows, rowKey, open }: Filled<T>) => (
  <ul className="cards" aria-label={caption}>
    {rows.map((row, index) => (
      <li
        key={rowKey(row)}
        data-row={index}
        tabIndex={-1}
        className={open ? 'openable' : undefined}
        onClick={(event) => open && onCell(event.target) && open(row)}
      >
        <div className="card-head">
          {columns
            .filter((column) => column.phone === 'heading' || column.phone === 'state')
            .map((column) => (
              <div key={column.key} className={`card-${column.phone}`}>
                {column.show(row)}
              </div>
            ))}
        </div>
        <dl>
          {columns
            .filter((column) => column.phone === undefined || column.phone === 'line')
            .map((column) => (
              <div key={column.key}>
                {column.title !== '' && <dt>{column.title}</dt>}
                <dd>{column.show(row)}</dd>
              </div>
            ))}
        </dl>
      </li>
    ))}
  </ul>
)
