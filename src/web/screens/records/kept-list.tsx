import type { UseQueryResult } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Reading } from '../../ui/reading.tsx'
import { RecordHistory } from '../../ui/record-drawer.tsx'
import { StateTag } from '../../ui/states.tsx'

interface Kept {
  readonly id: string
  readonly name: string
  readonly active: boolean
}

interface KeptListProps<T extends Kept> {
  /** Id of the heading, and the start of its states' names: `room.active`, `teacher.inactive`. */
  readonly of: 'room' | 'teacher'
  readonly title: string
  readonly lead: string
  readonly addWord: string
  readonly empty: { readonly title: string; readonly text: string }
  readonly read: UseQueryResult<{
    readonly items: readonly T[]
    readonly may: Readonly<Record<string, boolean>>
  }>
  readonly note: (item: T) => string
  /** The dialog that adds one (`null`) or edits it. */
  readonly form: (item: T | null, close: () => void) => ReactNode
}

/** What an organisation keeps for its classes and exams, on its own page: rooms, teachers. Out of use is marked, not deleted. */
export const KeptList = <T extends Kept>({
  of,
  title,
  lead,
  addWord,
  empty,
  read,
  note,
  form,
}: KeptListProps<T>) => {
  const ui = useWords('ui')
  const [edited, setEdited] = useState<T | 'new' | null>(null)
  const may = read.data?.may[`${of}.manage`] ?? false
  const add = may && <Button onClick={() => setEdited('new')}>{addWord}</Button>
  return (
    <section className="block" aria-labelledby={`${of}s`}>
      <div className="block-head">
        <h2 id={`${of}s`}>{title}</h2>
        {read.data && read.data.items.length > 0 && add}
      </div>
      <p className="block-lead">{lead}</p>
      <Reading of={read} lines={3}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState small title={empty.title} text={empty.text} act={add} />
          ) : (
            <ul className="lines">
              {items.map((item) => (
                <li key={item.id}>
                  <div>
                    <strong>{item.name}</strong> <span className="hint">{note(item)}</span>
                  </div>
                  <div className="lines-acts">
                    <StateTag state={item.active ? `${of}.active` : `${of}.inactive`} />
                    {may && <RecordHistory subjectId={item.id} of={item.name} />}
                    {may && (
                      <Button
                        type="link"
                        aria-label={`${ui('edit')} ${item.name}`}
                        onClick={() => setEdited(item)}
                      >
                        {ui('edit')}
                      </Button>
                    )}
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Reading>
      {edited !== null && form(edited === 'new' ? null : edited, () => setEdited(null))}
    </section>
  )
}
