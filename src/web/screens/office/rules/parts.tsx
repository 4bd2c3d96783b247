import { Checkbox, Select } from 'antd'
import type { ReactNode } from 'react'
import { type Word, useWords } from '../../../i18n/words.ts'
import { FaultsOf } from './forms/faults-of.tsx'
import { Fold } from './forms/fold.tsx'
import { asKind, fieldsOf, type Form, type Union } from './forms/form.ts'
import { Cards, Fields } from './forms/form-fields.tsx'
import { placeIn, useFaults } from './forms/scope.ts'
import { isNode, type Node, nodeOf, nodesOf, type Path } from './json-path.ts'
import type { Editor } from './use-editor.ts'

export type Part<W = Word<'ruleForms'>> = W extends `p.${infer P}.help` ? P : never

interface PartProps {
  readonly editor: Editor
  readonly path: Path
  readonly part: Part
}

const pointerOf = (path: Path): string => path.reduce<string>(placeIn, '')

/** A part of a regulation under its heading; open where something is said in it. */
export const PartFold = ({
  part,
  pointer,
  count,
  children,
}: {
  readonly part: Part
  readonly pointer: string
  readonly count: number
  readonly children: () => ReactNode
}) => {
  const say = useWords('ruleForms')
  const within = useFaults(pointer, true)
  return (
    <Fold
      className="rule-part"
      pointer={pointer}
      isOpen={count > 0}
      heading={
        <>
          <h4>{say(`p.${part}`)}</h4>{' '}
          <span className="rule-gist">{count === 0 ? say('nothingSaid') : say('count', { count })}</span>{' '}
          {within.length > 0 && (
            <span className="rule-save-faults">{say('faulty', { count: within.length })}</span>
          )}
        </>
      }
    >
      {() => (
        <>
          <p className="hint">{say(`p.${part}.help`)}</p>
          {children()}
          <FaultsOf at={pointer} faults={within.filter((one) => one.pointer === pointer)} />
        </>
      )}
    </Fold>
  )
}

/** A part that is a list of rules. */
export const ListPart = ({ editor, path, part, union }: PartProps & { readonly union: Union }) => {
  const say = useWords('ruleForms')
  const at: Path = [...path, part]
  const rows = nodesOf(editor.at(at))
  return (
    <PartFold part={part} pointer={pointerOf(at)} count={rows.length}>
      {() => (
        <Cards
          union={union}
          label={say(`p.${part}`)}
          pointer={pointerOf(at)}
          rows={rows}
          onRows={(next) => editor.set(at, next)}
        />
      )}
    </PartFold>
  )
}

/** A part that a regulation has or has not: a box to tick, and its fields once it is ticked. */
export const BoxPart = ({
  editor,
  path,
  part,
  form,
  begun,
}: PartProps & { readonly form: Form; readonly begun: Node }) => {
  const say = useWords('ruleForms')
  const at: Path = [...path, part]
  const value = editor.at(at)
  return (
    <PartFold part={part} pointer={pointerOf(at)} count={isNode(value) ? 1 : 0}>
      {() => (
        <>
          <Checkbox
            checked={isNode(value)}
            onChange={({ target }) => editor.set(at, target.checked ? begun : null)}
          >
            {say('partOn', { part: say(`p.${part}`) })}
          </Checkbox>
          {isNode(value) && (
            <Fields
              form={form}
              value={value}
              pointer={pointerOf(at)}
              onValue={(next) => editor.set(at, next)}
            />
          )}
        </>
      )}
    </PartFold>
  )
}

/** A part of which there is one, of one of several kinds; left out, the layers above say it. */
export const KindPart = ({ editor, path, part, union }: PartProps & { readonly union: Union }) => {
  const say = useWords('ruleForms')
  const at: Path = [...path, part]
  const value = editor.at(at)
  const node = nodeOf(value)
  const kind = isNode(value) ? union.kindOf(node) : undefined
  const known = kind === undefined ? undefined : union.kinds[kind]
  return (
    <PartFold part={part} pointer={pointerOf(at)} count={isNode(value) ? 1 : 0}>
      {() => (
        <>
          <div className="rule-kind">
            <Select<string>
              aria-label={say(`p.${part}`)}
              value={kind ?? ''}
              popupMatchSelectWidth={false}
              onChange={(to) => editor.set(at, to === '' ? undefined : asKind(union, to, node))}
              options={[
                { value: '', label: say('unstated') },
                ...Object.entries(union.kinds).map(([one, { word }]) => ({
                  value: one,
                  label: say(`k.${word}`),
                })),
              ]}
            />
            {known && <p className="field-help">{say(`k.${known.word}.help`)}</p>}
          </div>
          {kind !== undefined && known && (
            <Fields
              form={fieldsOf(union, kind)}
              said={union.said}
              value={node}
              pointer={pointerOf(at)}
              onValue={(next) => editor.set(at, next)}
            />
          )}
        </>
      )}
    </PartFold>
  )
}

/** What is required: a list of which all must be met, or one requirement that stands alone. */
export const RequirePart = ({
  editor,
  path,
  union,
}: Pick<PartProps, 'editor' | 'path'> & { readonly union: Union }) => {
  const say = useWords('ruleForms')
  const at: Path = [...path, 'require']
  const value = editor.at(at)
  const alone = isNode(value) && (value['id'] !== undefined || !Array.isArray(value['allOf']))
  const rows = alone ? [value] : nodesOf(nodeOf(value)['allOf'])
  const pointer = pointerOf(at)
  return (
    <PartFold part="require" pointer={pointer} count={rows.length}>
      {() => (
        <Cards
          union={union}
          label={say('requirement')}
          pointer={placeIn(pointer, 'allOf')}
          {...(alone ? { placeOf: () => pointer } : {})}
          rows={rows}
          onRows={(next) => editor.set(at, alone && next.length === 1 ? next[0] : { allOf: next })}
        />
      )}
    </PartFold>
  )
}

/** How evidence turns into amounts, measure by measure. */
export const ConvertPart = ({
  editor,
  path,
  union,
}: Pick<PartProps, 'editor' | 'path'> & { readonly union: Union }) => {
  const say = useWords('ruleForms')
  const at: Path = [...path, 'convert']
  const convert = nodeOf(editor.at(at))
  const measures = [...new Set([...Object.keys(convert), ...Object.keys(nodeOf(editor.pack['measures']))])]
  const count = Object.values(convert).reduce<number>((sum, rules) => sum + nodesOf(rules).length, 0)
  return (
    <PartFold part="convert" pointer={pointerOf(at)} count={count}>
      {() =>
        measures.map((measure) => (
          <div key={measure} data-pointer={pointerOf([...at, measure])}>
            {measures.length > 1 && (
              <p className="rule-measure">
                {say('f.measure')} <code>{measure}</code>
              </p>
            )}
            <Cards
              union={union}
              label={measures.length > 1 ? `${say('p.convert')} ${measure}` : say('p.convert')}
              pointer={pointerOf([...at, measure])}
              rows={nodesOf(convert[measure])}
              onRows={(next) => editor.set([...at, measure], next)}
            />
          </div>
        ))
      }
    </PartFold>
  )
}
