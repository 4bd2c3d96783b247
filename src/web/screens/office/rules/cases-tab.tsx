import { mixedNumber } from '../../../../kernel/mixed-number.ts'
import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { type CasesRun, runCases } from '../../../../areas/rule-studio/contract.ts'
import { useAsk } from '../../../api/use-ask.ts'
import { useEitherName, useWords } from '../../../i18n/words.ts'
import { Reading } from '../../../ui/reading.tsx'
import { StatusTag } from '../../../ui/status-tag.tsx'
import { CaseFields, nameOfCase } from './case-fields.tsx'
import { freshCase } from './case-rows.ts'
import { placeInWords } from './case-places.ts'
import { FaultsAt } from './fault-list.tsx'
import type { Editor } from './use-editor.ts'

type Outcome = CasesRun['cases'][number]

/** Worked cases of a draft: what goes in, what should come out, and what the rules say as they stand. */
export const CasesTab = ({ editor, draftId }: { editor: Editor; draftId: string }) => {
  const say = useWords('rules')
  const [open, setOpen] = useState<number | null>(null)
  const run = useAsk(runCases, { params: { draftId } }, { when: editor.state === 'saved' })
  const either = useEitherName()
  const outcomes = new Map(run.data?.cases.map((one) => [one.index, one]))
  const names = new Map(run.data?.lines.map(({ id, name }) => [id, either(name.zh, name.en)]))
  const lineName = (id: string): string => names.get(id) ?? id
  const add = () => {
    editor.setCases([...editor.cases, freshCase(editor.pack)])
    setOpen(editor.cases.length)
  }
  const again = async () => {
    await editor.save()
    await run.refetch()
  }
  return (
    <section className="block" aria-labelledby="rule-cases">
      <div className="block-head">
        <h2 id="rule-cases">{say('cases')}</h2>
        <div className="page-acts">
          {!editor.readOnly && (
            <Button icon={<PlusOutlined aria-hidden />} onClick={add}>
              {say('addCase')}
            </Button>
          )}
          <Button type="primary" loading={run.isFetching} onClick={() => void again()}>
            {say('run')}
          </Button>
        </div>
      </div>
      <p className="block-lead">{say('casesHelp')}</p>
      <Reading of={run} lines={2}>
        {({ passed, failed, faults }) => (
          <>
            <p role="status">
              <strong>{say('ranAll', { passed, failed })}</strong>
            </p>
            <FaultsAt faults={faults} pointer="" />
          </>
        )}
      </Reading>
      <ul className="case-list">
        {editor.cases.map((one, place) => (
          <li key={place}>
            <div className="case-head">
              <button
                type="button"
                className="link"
                aria-expanded={open === place}
                onClick={() => setOpen(open === place ? null : place)}
              >
                {place + 1}. {nameOfCase(one) || say('caseName')}
              </button>
              <Found outcome={outcomes.get(place)} lineName={lineName} />
            </div>
            {outcomes.get(place)?.passed === false && (
              <Differences outcome={outcomes.get(place) as Outcome} lineName={lineName} />
            )}
            {open === place && (
              <CaseFields
                value={one}
                pack={editor.pack}
                place={place}
                lineName={lineName}
                onCase={(next) => editor.setCases(editor.cases.with(place, next))}
                onRemove={() => {
                  editor.setCases(editor.cases.toSpliced(place, 1))
                  setOpen(null)
                }}
              />
            )}
            <FaultsAt
              faults={editor.faults}
              pointer={`/cases/${place}`}
              placeWords={(pointer) => placeInWords(pointer, { say, lineName })}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

type LineName = (id: string) => string

const Found = ({ outcome, lineName }: { outcome: Outcome | undefined; lineName: LineName }) => {
  const say = useWords('rules')
  if (!outcome) return null
  return (
    <span className="case-found">
      <StatusTag
        tone={outcome.passed ? 'good' : 'bad'}
        word={outcome.passed ? say('passed') : say('failed')}
      />
      <span className="hint">
        {standWord(say, outcome.standing)}
        {outcome.lines
          .map(
            ({ id, counted, required }) =>
              ` · ${lineName(id)} ${mixedNumber(counted)} / ${mixedNumber(required)}`,
          )
          .join('')}
      </span>
    </span>
  )
}

const standWord = (say: ReturnType<typeof useWords<'rules'>>, standing: string): string => {
  const known = (['met', 'unmet', 'undetermined', 'outside'] as const).find((one) => one === standing)
  return known ? say(`stand.${known}`) : standing
}

const Differences = ({ outcome, lineName }: { outcome: Outcome; lineName: LineName }) => {
  const say = useWords('rules')
  return (
    <table className="case-differences">
      <caption className="for-readers">{outcome.name}</caption>
      <thead>
        <tr>
          <th scope="col">{say('at')}</th>
          <th scope="col">{say('expected')}</th>
          <th scope="col">{say('got')}</th>
        </tr>
      </thead>
      <tbody>
        {outcome.differences.map(({ pointer, expected, got }) => (
          <tr key={pointer}>
            <td title={pointer}>{placeInWords(pointer, { say, lineName })}</td>
            <td>
              <code>{expected}</code>
            </td>
            <td>
              <code>{got}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
