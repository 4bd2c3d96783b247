import { DownloadOutlined, TableOutlined } from '@ant-design/icons'
import { Button, Checkbox, Popover } from 'antd'
import { useEffect, useId, useState } from 'react'
import { SearchInput } from '../../forms/search-input.tsx'
import { today } from '../../i18n/dates.ts'
import { useWords } from '../../i18n/words.ts'
import { announce, announceFailure } from '../notices.tsx'
import { useNarrow } from '../theme.ts'
import type { Column } from './column.ts'
import { csvOf, saveFile } from './csv.ts'
import type { DataTableProps } from './data-table.tsx'
import { useView } from './view.ts'

/** Search, filters, columns and export of a table. */
export const Toolbar = <T,>(props: DataTableProps<T> & { readonly shown: readonly Column<T>[] }) => {
  const narrow = useNarrow()
  return (
    <div className="toolbar">
      {props.search !== undefined && <SearchBox hint={props.search} />}
      {props.filters}
      <span className="toolbar-space" />
      {!narrow && <ColumnChooser {...props} />}
      <ExportButton {...props} />
    </div>
  )
}

const SearchBox = ({ hint }: { hint: string }) => {
  const say = useWords('ui')
  const [view, setView] = useView()
  const asked = view['q'] ?? ''
  const [text, setText] = useState(asked)
  useEffect(() => setText(asked), [asked])
  useEffect(() => {
    if (text === asked) return
    const timer = setTimeout(() => setView({ q: text.trim() }), 350)
    return () => clearTimeout(timer)
  }, [text, asked, setView])
  return (
    <SearchInput
      className="search-box"
      placeholder={hint}
      aria-label={`${say('search')}: ${hint}`}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onPressEnter={() => setView({ q: text.trim() })}
    />
  )
}

const ColumnChooser = <T,>({
  columns,
  shown,
}: DataTableProps<T> & { readonly shown: readonly Column<T>[] }) => {
  const say = useWords('ui')
  const [, setView] = useView()
  const id = useId()
  const [open, setOpen] = useState(false)
  const choice = columns.filter((column) => !column.always && column.title !== '')
  if (choice.length < 2) return null
  const keys = shown.map((column) => column.key)
  const toggle = (key: string, wanted: boolean) => {
    const next = columns
      .map((column) => column.key)
      .filter((one) => (one === key ? wanted : keys.includes(one)))
    const usual = columns.filter((column) => !column.extra).map((column) => column.key)
    setView({ columns: next.join('.') === usual.join('.') ? undefined : next.join('.') }, { keepPage: true })
  }
  const list = (
    <div className="column-list" id={id}>
      {choice.map((column) => (
        <Checkbox
          key={column.key}
          checked={keys.includes(column.key)}
          onChange={(event) => toggle(column.key, event.target.checked)}
        >
          {column.title}
        </Checkbox>
      ))}
    </div>
  )
  return (
    <Popover content={list} trigger="click" placement="bottomRight" open={open} onOpenChange={setOpen}>
      <Button icon={<TableOutlined aria-hidden />} aria-expanded={open} aria-controls={id}>
        {say('columns')}
      </Button>
    </Popover>
  )
}

const ExportButton = <T,>({ caption, columns, page, exportFile }: DataTableProps<T>) => {
  const say = useWords('ui')
  const [busy, setBusy] = useState(false)
  if (page.items === undefined || page.items.length === 0) return null
  const save = async () => {
    setBusy(true)
    try {
      if (exportFile) await exportFile.save()
      else {
        const rows = await page.whole()
        saveFile(
          `${caption}-${today()}.csv`,
          new Blob([csvOf(columns, rows)], { type: 'text/csv;charset=utf-8' }),
        )
        announce(say('exported', { count: rows.length }))
      }
    } catch {
      announceFailure(say('exportFailed'))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button icon={<DownloadOutlined aria-hidden />} loading={busy} onClick={() => void save()}>
      {exportFile?.word ?? say('exportCsv')}
    </Button>
  )
}
