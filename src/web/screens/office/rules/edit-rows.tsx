import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { useWords } from '../../../i18n/words.ts'
import type { Node } from './json-path.ts'

export interface EditColumn {
  readonly label: string
  /** Members of the row it edits, with blanks between: a fault there leads to this cell. */
  readonly member?: string
  /** Share of the width; 1 unless told. On a phone what is wider than that has a line of its own. */
  readonly wide?: number
  readonly field: (row: Node, change: (next: Node) => void, label: string) => ReactNode
}

/** Rows of a text as a table whose cells are fields; on phones each row stands by itself. */
export const EditRows = ({
  caption,
  pointer,
  rows,
  columns,
  byCard = false,
  onRows,
  make,
}: {
  caption: string
  /** Where the rows stand in the text, as a JSON pointer. */
  pointer?: string
  rows: readonly Node[]
  columns: readonly EditColumn[]
  /** More fields than a line holds: each row stands by itself, its fields under their names. */
  byCard?: boolean
  onRows: (rows: readonly Node[]) => void
  make: () => Node
}) => {
  const say = useWords('rules')
  const total = columns.reduce((sum, { wide = 1 }) => sum + wide, 0)
  return (
    <>
      {rows.length === 0 ? (
        <p className="hint">{say('none')}</p>
      ) : (
        <table className={byCard ? 'edit-rows by-card' : 'edit-rows'}>
          <caption className="for-readers">{caption}</caption>
          <thead>
            <tr>
              {columns.map(({ label, wide = 1 }) => (
                <th key={label} scope="col" style={{ width: `${(wide / total) * 94}%` }}>
                  {label}
                </th>
              ))}
              <th scope="col">
                <span className="for-readers">{say('remove')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, place) => (
              // A row is its place: what names it is what is being typed.
              <tr
                key={place}
                {...(pointer === undefined ? {} : { 'data-pointer': `${pointer}/${pointerOf(row, place)}` })}
              >
                {columns.map(({ label, member, wide = 1, field }) => (
                  <td key={label} data-member={member} className={wide > 1 ? 'edit-wide' : undefined}>
                    <span className="edit-label" aria-hidden>
                      {label}
                    </span>
                    {field(row, (next) => onRows(rows.with(place, next)), `${caption} ${place + 1} ${label}`)}
                  </td>
                ))}
                <td className="edit-remove">
                  <Button
                    type="text"
                    icon={<DeleteOutlined aria-hidden />}
                    aria-label={`${caption}: ${say('removeOne', { place: place + 1 })}`}
                    onClick={() => onRows(rows.toSpliced(place, 1))}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => onRows([...rows, make()])}>
        {say('add')} · {caption}
      </Button>
    </>
  )
}

/** A row of a list is its place in it; one of a map, its key. */
const pointerOf = (row: Node, place: number): string =>
  typeof row['#'] === 'string' ? row['#'] : String(place)

/** A text that is taken over when the field is left: a name that others refer to. */
export const NameCell = ({
  value,
  label,
  onName,
}: {
  value: string
  label: string
  onName: (name: string) => void
}) => {
  const [typed, setTyped] = useState<string | null>(null)
  const take = () => {
    if (typed !== null && typed.trim() !== '' && typed.trim() !== value) onName(typed.trim())
    setTyped(null)
  }
  return (
    <Input
      aria-label={label}
      value={typed ?? value}
      spellCheck={false}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={take}
      onPressEnter={take}
    />
  )
}

/** One member of a row as a text. */
export const textColumn = (label: string, key: string, wide = 1): EditColumn => ({
  label,
  wide,
  member: key,
  field: (row, change, name) => (
    <Input
      aria-label={name}
      value={typeof row[key] === 'string' || typeof row[key] === 'number' ? String(row[key]) : ''}
      onChange={(event) => change({ ...row, [key]: event.target.value })}
    />
  ),
})
