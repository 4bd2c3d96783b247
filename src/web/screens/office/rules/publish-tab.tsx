import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { listProgrammes } from '../../../../areas/programme/contract.ts'
import { startDryRun } from '../../../../areas/rule-studio/contract/dry-runs.ts'
import type { DraftRead } from '../../../../areas/rule-studio/contract.ts'
import { sentence } from '../../../../wire/problems/index.ts'
import { useOwnOrganisation } from '../../../api/session.ts'
import { useAsk } from '../../../api/use-ask.ts'
import { useCommand } from '../../../api/use-command.ts'
import { Choice } from '../../../forms/choice.tsx'
import { shortInstant } from '../../../i18n/dates.ts'
import { useEitherName, useLanguage, useWords } from '../../../i18n/words.ts'
import { announce } from '../../../ui/notices.tsx'
import { ProblemNotice } from '../../../ui/problem-notice.tsx'
import { StateTag } from '../../../ui/states.tsx'
import type { Editor } from './use-editor.ts'

/** What publishing would reach, the dry runs that show it, and what still stands in the way. */
export const PublishTab = ({ draft, editor }: { draft: DraftRead; editor: Editor }) => (
  <>
    <Effect draft={draft} />
    <Runs draft={draft} editor={editor} />
    <Blocked draft={draft} />
  </>
)

const Effect = ({ draft }: { draft: DraftRead }) => {
  const say = useWords('rules')
  const either = useEitherName()
  const { changedFrom, retroactive, programmes, closedPeriods } = draft.effect
  const isNew = draft.baseHash === null
  const ran = (runId: string | null) =>
    runId === null ? (
      <span className="hint">{say('notRan')}</span>
    ) : (
      <Link to="/rule-dry-runs/$runId" params={{ runId }}>
        {say('ran')}
      </Link>
    )
  return (
    <section className="block" aria-labelledby="rule-effect">
      <h2 id="rule-effect">{say('effect')}</h2>
      <p>
        {draft.state === 'published'
          ? say('effectDone')
          : isNew && programmes.length === 0
            ? say('effectNew')
            : changedFrom === null
              ? say('effectNone')
              : say('effectFrom', { day: changedFrom })}
      </p>
      {retroactive && !isNew && draft.state !== 'published' && (
        <p className="note note-amber">{say('effectPast')}</p>
      )}
      {programmes.length > 0 && (
        <>
          <h3>{say('effectProgrammes')}</h3>
          <ul className="lines">
            {programmes.map((one) => (
              <li key={one.id}>
                <div>{either(one.name, one.nameEn)}</div>
                <div>{one.own ? ran(one.runId) : <span className="hint">{say('elsewhere')}</span>}</div>
              </li>
            ))}
          </ul>
        </>
      )}
      {closedPeriods.length > 0 && (
        <>
          <p className="note note-amber">{say('effectClosed')}</p>
          <ul className="lines">
            {closedPeriods.map((one) => (
              <li key={`${one.programmeId} ${one.period}`}>
                <div>
                  {either(one.name, one.nameEn)} {one.period}
                </div>
                <div>{ran(one.runId)}</div>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

const Runs = ({ draft, editor }: { draft: DraftRead; editor: Editor }) => {
  const say = useWords('rules')
  const either = useEitherName()
  const isOver = draft.state === 'published' || draft.state === 'withdrawn'
  return (
    <section className="block" aria-labelledby="rule-runs">
      <h2 id="rule-runs">{say('runs')}</h2>
      <p className="block-lead">{say('runsText')}</p>
      {!isOver && draft.may['ruleDraft.write'] && <StartRun draft={draft} editor={editor} />}
      {draft.runs.length === 0 ? (
        <p className="hint">{say('noRuns')}</p>
      ) : (
        <ul className="lines">
          {draft.runs.map((run) => (
            <li key={run.id}>
              <div>
                <Link to="/rule-dry-runs/$runId" params={{ runId: run.id }}>
                  {either(run.programmeName, run.programmeNameEn)} {run.period}
                </Link>{' '}
                <StateTag state={`dryRun.${run.state}`} />
              </div>
              <div className="hint">
                {shortInstant(run.startedAt)} · {run.current ? say('runCurrent') : say('runOld')}
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const StartRun = ({ draft, editor }: { draft: DraftRead; editor: Editor }) => {
  const say = useWords('rules')
  const either = useEitherName()
  const navigate = useNavigate()
  const office = useOwnOrganisation()
  const programmes = useAsk(listProgrammes, {})
  const own = programmes.data?.items.filter(({ officeId }) => officeId === office) ?? []
  const [chosen, choose] = useState<string>()
  const [period, setPeriod] = useState(String(new Date().getFullYear()))
  const programmeId = chosen ?? draft.effect.programmes.find((one) => one.own)?.id ?? own[0]?.id
  const start = useCommand(startDryRun, {
    done: ({ runId }) => {
      announce(say('runStarted'))
      void navigate({ to: '/rule-dry-runs/$runId', params: { runId } })
    },
  })
  const begin = async () => {
    await editor.save()
    if (programmeId)
      start.send({ params: { draftId: draft.id }, body: { programmeId, period: period.trim() } })
  }
  return (
    <>
      <div className="rule-choose">
        <Choice
          aria-label={say('programme')}
          value={programmeId ?? null}
          onChange={(value: string) => choose(value)}
          popupMatchSelectWidth={false}
          options={own.map((one) => ({ value: one.id, label: either(one.name, one.nameEn) }))}
        />
        <Input
          className="rule-year"
          aria-label={say('year')}
          value={period}
          onChange={(event) => setPeriod(event.target.value)}
        />
        <Button loading={start.busy} disabled={editor.faults.length > 0} onClick={() => void begin()}>
          {say('startRun')}
        </Button>
      </div>
      <ProblemNotice error={start.error} />
    </>
  )
}

const Blocked = ({ draft }: { draft: DraftRead }) => {
  const say = useWords('rules')
  const language = useLanguage()
  if (draft.state === 'published' || draft.state === 'withdrawn') return null
  return (
    <section className="block" aria-labelledby="rule-blocked">
      <h2 id="rule-blocked">{say('blocked')}</h2>
      {draft.blocked.length === 0 ? (
        <p>{say('nothingBlocks')}</p>
      ) : (
        <ul className="rule-faults">
          {draft.blocked.map(({ code, params }) => (
            <li key={`${code} ${Object.values(params).join(' ')}`}>{sentence(code, language, params)}</li>
          ))}
        </ul>
      )}
    </section>
  )
}
