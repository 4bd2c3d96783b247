import { Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { GrowingText } from '../../../forms/growing-text.tsx'
import { useWords } from '../../../i18n/words.ts'
import { type EditColumn, EditRows, NameCell, textColumn } from './edit-rows.tsx'
import { FaultsAt } from './fault-list.tsx'
import { Fold } from './forms/fold.tsx'
import { Fields, NamedCards } from './forms/form-fields.tsx'
import type { Form } from './forms/form.ts'
import { documents, packMore, unitForm } from './forms/frame-forms.ts'
import { ScopeOf } from './forms/scope.ts'
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
    <Input
      data-pointer={`/${path.join('/')}`}
      value={textOf(editor.at(path))}
      onChange={(event) => editor.set(path, event.target.value)}
    />
  </Labelled>
)

/** Title, unit, documents, clauses and categories: what every regulation begins with. */
export const HeadFields = ({ editor }: { editor: Editor }) => {
  const say = useWords('rules')
  const help = useWords('ruleForms')
  return (
    <section className="block" aria-labelledby="rule-head">
      <h2 id="rule-head">{say('head')}</h2>
      <div className="rule-grid">
        <TextAt editor={editor} path={['title', 'zh']} label={say('titleZh')} />
        <TextAt editor={editor} path={['title', 'en']} label={say('titleEn')} />
        <TextAt
          editor={editor}
          path={['participants']}
          label={say('participants')}
          help={say('participantsHelp')}
        />
      </div>
      {['/title', '/id'].map((pointer) => (
        <FaultsAt key={pointer} faults={editor.faults} pointer={pointer} />
      ))}
      <ScopeOf value={{ pack: editor.pack, lines: [], faults: editor.faults }}>
        <PackFields editor={editor} form={unitForm} />
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
        <Fold className="rule-part" isOpen={false} isDrawn heading={<h3>{help('packMore')}</h3>}>
          {() => <PackFields editor={editor} form={packMore} />}
        </Fold>
      </ScopeOf>
    </section>
  )
}

const Documents = ({ editor }: { editor: Editor }) => {
  const say = useWords('rules')
  const help = useWords('ruleForms')
  return (
    <div className="rule-part" data-pointer="/basis">
      <h3>{say('basis')}</h3>
      <p className="hint">{help('f.basis.help')}</p>
      <NamedCards
        union={documents}
        value={editor.pack['basis']}
        label={say('document')}
        pointer="/basis"
        onValue={(next) => editor.set(['basis'], next)}
      />
      <FaultsAt faults={editor.faults} pointer="/basis" />
    </div>
  )
}

/** Members of the whole text that have fields of a form. */
const PackFields = ({ editor, form }: { editor: Editor; form: Form }) => {
  const node = Object.fromEntries(form.map(({ member }) => [member, editor.pack[member]]))
  return (
    <Fields
      form={form}
      value={node}
      pointer=""
      onValue={(next) => {
        for (const { member } of form) {
          const value = nodeOf(next)[member]
          if (value !== node[member]) editor.set([member], value)
        }
      }}
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
  at: 'clauses' | 'categories'
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
    <div className="rule-part" data-pointer={`/${at}`}>
      <h3>{caption}</h3>
      {help && <p className="hint">{help}</p>}
      <EditRows
        caption={caption}
        pointer={`/${at}`}
        rows={rows}
        columns={[key, ...columns]}
        onRows={write}
        make={() => ({ '#': freeName(taken, stem), ...make })}
      />
      <FaultsAt faults={editor.faults} pointer={`/${at}`} />
    </div>
  )
}
