import { Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { GrowingText } from '../../../forms/growing-text.tsx'
import { NumberField } from '../../../forms/number-field.tsx'
import { useWords } from '../../../i18n/words.ts'
import { type EditColumn, EditRows, NameCell, textColumn } from './edit-rows.tsx'
import { FaultsAt } from './fault-list.tsx'
import { freeName, type Node, nodeOf, type Path, textOf } from './json-path.ts'
import type { Editor } from './use-editor.ts'

/** A labelled field of the text. */
export const Labelled = ({
  label,
  help,
  children,
}: {
  label: string
  help?: string
  children: ReactNode
}) => (
  <label className="rule-field">
    <span className="field-label">
      <span>{label}</span>
      {help && <span className="field-help">{help}</span>}
    </span>
    {children}
  </label>
)

const TextAt = ({
  editor,
  path,
  label,
  help,
}: {
  editor: Editor
  path: Path
  label: string
  help?: string
}) => (
  <Labelled label={label} {...(help ? { help } : {})}>
    <Input value={textOf(editor.at(path))} onChange={(event) => editor.set(path, event.target.value)} />
  </Labelled>
)

/** Title, unit, documents, clauses and categories: what every regulation begins with. */
export const HeadFields = ({ editor }: { editor: Editor }) => {
  const say = useWords('rules')
  const minutes = editor.at(['unit', 'minutes'])
  return (
    <section className="block" aria-labelledby="rule-head">
      <h2 id="rule-head">{say('head')}</h2>
      <div className="rule-grid">
        <TextAt editor={editor} path={['title', 'zh']} label={say('titleZh')} />
        <TextAt editor={editor} path={['title', 'en']} label={say('titleEn')} />
        <TextAt editor={editor} path={['unit', 'zh']} label={say('unitZh')} />
        <TextAt editor={editor} path={['unit', 'en']} label={say('unitEn')} />
        <Labelled label={say('unitMinutes')}>
          <NumberField
            value={typeof minutes === 'number' ? minutes : null}
            min={1}
            max={1440}
            onChange={(value) => editor.set(['unit', 'minutes'], value ?? undefined)}
          />
        </Labelled>
        <TextAt
          editor={editor}
          path={['participants']}
          label={say('participants')}
          help={say('participantsHelp')}
        />
      </div>
      {['/title', '/unit', '/id', '/on', '/measures'].map((pointer) => (
        <FaultsAt key={pointer} faults={editor.faults} pointer={pointer} />
      ))}
      <Documents editor={editor} />
      <Clauses editor={editor} />
      <MapRows
        editor={editor}
        at="categories"
        caption={say('categories')}
        columns={[textColumn(say('nameZh'), 'zh', 2), textColumn(say('nameEn'), 'en', 2)]}
        make={{ zh: '', en: '' }}
        stem="category-"
      />
    </section>
  )
}

const Documents = ({ editor }: { editor: Editor }) => {
  const say = useWords('rules')
  const authority = (label: string, language: 'zh' | 'en'): EditColumn => ({
    label,
    wide: 2,
    field: (row, change, name) => (
      <Input
        aria-label={name}
        value={textOf(nodeOf(row['authority'])[language])}
        onChange={(event) =>
          change({ ...row, authority: { ...nodeOf(row['authority']), [language]: event.target.value } })
        }
      />
    ),
  })
  const published: EditColumn = {
    label: say('publishedOn'),
    field: (row, change, name) => (
      <Input
        aria-label={name}
        value={textOf(row['published'])}
        placeholder="2026-01-01"
        onChange={(event) => change({ ...row, published: event.target.value || undefined })}
      />
    ),
  }
  return (
    <MapRows
      editor={editor}
      at="basis"
      caption={say('basis')}
      columns={[
        textColumn(say('number'), 'number', 2),
        authority(say('authorityZh'), 'zh'),
        authority(say('authorityEn'), 'en'),
        published,
      ]}
      make={{ number: '', authority: { zh: '', en: '' } }}
      stem="doc"
    />
  )
}

const Clauses = ({ editor }: { editor: Editor }) => {
  const say = useWords('rules')
  const documents = Object.keys(nodeOf(editor.pack['basis']))
  const text = (label: string, language: 'zh' | 'en'): EditColumn => ({
    label,
    wide: 3,
    field: (row, change, name) => (
      <GrowingText
        aria-label={name}
        rows={1}
        value={textOf(row[language])}
        onChange={(event) => change({ ...row, [language]: event.target.value })}
      />
    ),
  })
  const basis: EditColumn = {
    label: say('document'),
    field: (row, change, name) => (
      <Select
        aria-label={name}
        value={textOf(row['basis'])}
        onChange={(value: string) => change({ ...row, basis: value })}
        popupMatchSelectWidth={false}
        options={documents.map((id) => ({ value: id, label: id }))}
      />
    ),
  }
  return (
    <MapRows
      editor={editor}
      at="clauses"
      caption={say('clauses')}
      help={say('clausesHelp')}
      columns={[basis, text(say('nameZh'), 'zh'), text(say('nameEn'), 'en')]}
      make={{ basis: documents[0] ?? '', zh: '', en: '' }}
      stem={`${documents[0] ?? 'doc'}.`}
    />
  )
}

/** An object whose members are rows; the key is the first column. */
const MapRows = ({
  editor,
  at,
  caption,
  help,
  columns,
  make,
  stem,
}: {
  editor: Editor
  at: 'basis' | 'clauses' | 'categories'
  caption: string
  help?: string
  columns: readonly EditColumn[]
  make: Node
  stem: string
}) => {
  const say = useWords('rules')
  const map = nodeOf(editor.pack[at])
  const rows = Object.entries(map).map(([key, value]) => ({ ...nodeOf(value), '#': key }))
  const taken = Object.keys(map)
  const write = (next: readonly Node[]) => {
    const names = new Set<string>()
    const entries = next.map(({ '#': key, ...value }): [string, Node] => {
      const wanted = textOf(key)
      const name = names.has(wanted) ? freeName([...names], `${wanted}-`) : wanted
      names.add(name)
      return [name, value]
    })
    editor.set([at], Object.fromEntries(entries))
  }
  const key: EditColumn = {
    label: say('key'),
    field: (row, change, name) => (
      <NameCell value={textOf(row['#'])} label={name} onName={(value) => change({ ...row, '#': value })} />
    ),
  }
  return (
    <div className="rule-part">
      <h3>{caption}</h3>
      {help && <p className="hint">{help}</p>}
      <EditRows
        caption={caption}
        rows={rows}
        columns={[key, ...columns]}
        onRows={write}
        make={() => ({ '#': freeName(taken, stem), ...make })}
      />
      <FaultsAt faults={editor.faults} pointer={`/${at}`} />
    </div>
  )
}
