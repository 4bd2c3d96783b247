import { Button, Select } from 'antd'
import { useWords } from '../../../i18n/words.ts'
import { useView } from '../../../ui/table/view.ts'
import { declare, directives, versionHead, versionParts } from './forms/frame-forms.ts'
import { Fields } from './forms/form-fields.tsx'
import { placeIn, ScopeOf } from './forms/scope.ts'
import { freeName, type Node, nodeOf, nodesOf, type Path, textOf } from './json-path.ts'
import { ObligationFields } from './obligation-fields.tsx'
import { BoxPart, ListPart } from './parts.tsx'
import type { Editor } from './use-editor.ts'

/** The versions of a regulation, and of the chosen one its obligations. */
export const VersionFields = ({ editor }: { editor: Editor }) => {
  const say = useWords('rules')
  const words = useWords('ruleForms')
  const versions = nodesOf(editor.pack['versions'])
  const [view, setView] = useView()
  const asked = view['version'] === undefined ? versions.length - 1 : Number(view['version'])
  const place = Math.max(0, Math.min(Number.isInteger(asked) ? asked : 0, versions.length - 1))
  const choose = (index: number) => setView({ version: String(index) })
  const version = versions[place]
  const add = () => {
    const last = versions.at(-1)
    editor.set(
      ['versions'],
      [...versions, { ...nodeOf(last), id: `${textOf(last?.['id'])}-2`, inForce: { from: '', to: null } }],
    )
    choose(versions.length)
  }
  const path: Path = ['versions', place]
  return (
    <section className="block" aria-labelledby="rule-versions">
      <h2 id="rule-versions">{say('versions')}</h2>
      <p className="block-lead">{say('versionHelp')}</p>
      <div className="rule-choose">
        {versions.length > 0 && (
          <Select
            aria-label={say('version')}
            value={place}
            disabled={false}
            onChange={(value: number) => choose(value)}
            popupMatchSelectWidth={false}
            options={versions.map((one, index) => ({
              value: index,
              label: `${textOf(one['id'])} · ${textOf(nodeOf(one['inForce'])['from'])}`,
            }))}
          />
        )}
        <Button onClick={add}>{say('addVersion')}</Button>
        {versions.length > 1 && (
          <Button danger onClick={() => editor.set(['versions'], versions.toSpliced(place, 1))}>
            {words('removeVersion')}
          </Button>
        )}
      </div>
      {version && <OneVersion key={place} editor={editor} path={path} version={version} />}
    </section>
  )
}

const OneVersion = ({ editor, path, version }: { editor: Editor; path: Path; version: Node }) => {
  const words = useWords('ruleForms')
  const pointer = path.reduce<string>(placeIn, '')
  const obligations = nodesOf(version['obligations'])
  const own = Object.fromEntries(Object.entries(version).filter(([member]) => !versionParts.includes(member)))
  const parts = Object.fromEntries(
    Object.entries(version).filter(([member]) => versionParts.includes(member)),
  )
  const write = (next: readonly Node[]) => editor.set([...path, 'obligations'], next)
  return (
    <ScopeOf value={{ pack: editor.pack, lines: [], faults: editor.faults }}>
      <div data-pointer={pointer}>
        <Fields
          form={versionHead}
          value={own}
          pointer={pointer}
          onValue={(next) => editor.set(path, { ...nodeOf(next), ...parts })}
        />
      </div>
      {(isLayered(editor) || version['merge'] !== undefined) && (
        <ListPart editor={editor} path={path} part="merge" union={directives} />
      )}
      <BoxPart
        editor={editor}
        path={path}
        part="declare"
        form={declare}
        begun={{ kinds: [{ id: 'paper', zh: '论文', en: 'paper', categories: [] }] }}
      />
      {obligations.map((one, index) => (
        <ObligationFields
          key={index}
          editor={editor}
          path={[...path, 'obligations', index]}
          {...(obligations.length > 1 ? { onRemove: () => write(obligations.toSpliced(index, 1)) } : {})}
        />
      ))}
      <Button
        onClick={() =>
          write([
            ...obligations,
            {
              id: freeName(
                obligations.map((one) => textOf(one['id'])),
                'obligation-',
              ),
              require: { allOf: [] },
            },
          ])
        }
      >
        {words('addObligation')}
      </Button>
    </ScopeOf>
  )
}

const isLayered = ({ pack: { on } }: Editor): boolean => Array.isArray(on) && on.length > 0
