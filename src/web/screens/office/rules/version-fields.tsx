import { Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { DayField } from '../../../forms/day-field.tsx'
import { NumberField } from '../../../forms/number-field.tsx'
import { useWords } from '../../../i18n/words.ts'
import { PopulationField } from './population-field.tsx'
import { ConvertRows } from './convert-rows.tsx'
import { FaultsAt } from './fault-list.tsx'
import { Labelled } from './head-fields.tsx'
import { isNode, nodeOf, nodesOf, type Path, textOf } from './json-path.ts'
import { CapRows, LineRows } from './line-rows.tsx'
import type { Editor } from './use-editor.ts'

/** The versions of a regulation, and of the chosen one its obligations. */
export const VersionFields = ({ editor }: { editor: Editor }) => {
  const say = useWords('rules')
  const versions = nodesOf(editor.pack['versions'])
  const [chosen, choose] = useState(versions.length - 1)
  const place = Math.min(chosen, versions.length - 1)
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
      </div>
      {version && (
        <>
          <div className="rule-grid">
            <Labelled label={say('version')}>
              <Input
                value={textOf(version['id'])}
                onChange={(event) => editor.set([...path, 'id'], event.target.value)}
              />
            </Labelled>
            <Labelled label={say('from')}>
              <DayField
                value={textOf(nodeOf(version['inForce'])['from']) || null}
                aria-label={say('from')}
                onChange={(day) => editor.set([...path, 'inForce', 'from'], day ?? '')}
              />
            </Labelled>
            <Labelled label={say('to')} help={say('openEnd')}>
              <DayField
                value={textOf(nodeOf(version['inForce'])['to']) || null}
                aria-label={say('to')}
                onChange={(day) => editor.set([...path, 'inForce', 'to'], day)}
              />
            </Labelled>
          </div>
          <FaultsAt faults={editor.faults} pointer={`/versions/${place}/inForce`} />
          {nodesOf(version['obligations']).map((_one, index) => (
            <ObligationFields key={index} editor={editor} path={[...path, 'obligations', index]} />
          ))}
          <FaultsAt faults={editor.faults} pointer={`/versions/${place}/merge`} />
        </>
      )}
    </section>
  )
}

const ObligationFields = ({ editor, path }: { editor: Editor; path: Path }) => {
  const say = useWords('rules')
  const obligation = nodeOf(editor.at(path))
  const pointer = `/${path.join('/')}`
  const kind = textOf(nodeOf(obligation['period'])['kind'])
  const { on } = editor.pack
  const isOnLayers = Array.isArray(on) && on.length > 0
  return (
    <div className="rule-obligation">
      <h3>
        {say('obligation')} <code>{textOf(obligation['id'])}</code>
      </h3>
      <div className="rule-grid">
        <Labelled label={say('period')}>
          <Select
            aria-label={say('period')}
            value={kind === '' ? 'inherited' : kind === 'calendar-year' ? 'calendar-year' : 'other'}
            onChange={(value: string) => {
              if (value === 'calendar-year') editor.set([...path, 'period'], { kind: 'calendar-year' })
              if (value === 'inherited') editor.set([...path, 'period'], undefined)
            }}
            options={[
              { value: 'calendar-year', label: say('period.calendar-year') },
              ...(isOnLayers || kind === '' ? [{ value: 'inherited', label: say('inherited') }] : []),
              ...(kind === 'calendar-year' || kind === ''
                ? []
                : [{ value: 'other', label: say('period.other') }]),
            ]}
          />
        </Labelled>
        <Labelled label={say('population')}>
          <PopulationField
            value={obligation['population']}
            participants={textOf(editor.pack['participants'])}
            isOnLayers={isOnLayers}
            onPopulation={(value) => editor.set([...path, 'population'], value)}
          />
        </Labelled>
      </div>
      <FaultsAt faults={editor.faults} pointer={`${pointer}/population`} />
      <LineRows editor={editor} path={path} />
      <ConvertRows editor={editor} path={path} />
      <CapRows editor={editor} path={path} />
      <CarryOver editor={editor} path={path} />
    </div>
  )
}

const CarryOver = ({ editor, path }: { editor: Editor; path: Path }) => {
  const say = useWords('rules')
  const at: Path = [...path, 'carryOver']
  const value = editor.at(at)
  const part = nodeOf(value)
  const first = nodesOf(nodeOf(editor.at([...path, 'require']))['allOf'])[0]
  const line = textOf(part['line']) || textOf(first?.['id'])
  return (
    <div className="rule-part">
      <h3>{say('carryOver')}</h3>
      <Checkbox
        checked={isNode(value)}
        onChange={(event) =>
          editor.set(
            at,
            event.target.checked ? { ...(line ? { line } : {}), as: 'same-category', cap: '20' } : null,
          )
        }
      >
        {say('carryOn')}
      </Checkbox>
      {isNode(value) && (
        <div className="rule-grid">
          <Labelled label={say('carryCap')}>
            <Input
              value={textOf(part['cap'])}
              onChange={(event) => editor.set([...at, 'cap'], event.target.value || undefined)}
            />
          </Labelled>
          <Labelled label={say('carryExpires')}>
            <NumberField
              value={typeof part['expires'] === 'number' ? part['expires'] : null}
              min={1}
              max={50}
              onChange={(expires) => editor.set([...at, 'expires'], expires ?? undefined)}
            />
          </Labelled>
          <Labelled label={say('carryAs')}>
            <Select
              aria-label={say('carryAs')}
              value={textOf(part['as'])}
              onChange={(as: string) => editor.set([...at, 'as'], as)}
              options={(['same-category', 'total-only'] as const).map((as) => ({
                value: as,
                label: say(`carryAs.${as}`),
              }))}
            />
          </Labelled>
        </div>
      )}
      <FaultsAt faults={editor.faults} pointer={`/${at.join('/')}`} />
    </div>
  )
}
