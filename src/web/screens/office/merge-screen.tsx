import { useNavigate, useParams } from '@tanstack/react-router'
import { Button, Checkbox, Input } from 'antd'
import { useId, useState } from 'react'
import {
  mergeDoubts,
  mergePeople,
  previewMerge,
  type MergeSideView,
} from '../../../areas/people/contract/merges.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { sentence } from '../../../wire/problems/index.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { dayOfInstant } from '../../i18n/dates.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Reading } from '../../ui/reading.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import './merge.css'

type Preview = ReplyOf<typeof previewMerge>
type Doubt = (typeof mergeDoubts)[number]
const isDoubt = (code: string): code is Doubt => mergeDoubts.some((one) => one === code)

/** Two records beside one another, what a merge brings together, what speaks against it, and the act itself. */
export const MergeScreen = () => {
  const { personId, absorbedId } = useParams({ from: '/signed-in/people/$personId/merge/$absorbedId' })
  const say = useWords('merges')
  const navigate = useNavigate()
  const read = useAsk(previewMerge, { params: { personId }, query: { absorbedId } })
  return (
    <>
      <PageHeader
        title={say('title')}
        lead={say('lead')}
        status={read.data && <Judgement preview={read.data} />}
        back={{ to: `/people/${personId}/merge`, label: say('chooseWho') }}
        acts={
          <Button
            onClick={() =>
              void navigate({
                to: '/people/$personId/merge/$absorbedId',
                params: { personId: absorbedId, absorbedId: personId },
                replace: true,
              })
            }
          >
            {say('swap')}
          </Button>
        }
      />
      <Reading of={read}>
        {(preview) => (
          <>
            <Comparison preview={preview} />
            <Together preview={preview} />
            <Act key={`${personId} ${absorbedId}`} preview={preview} />
          </>
        )}
      </Reading>
    </>
  )
}

/** What awaits further down, in one word beside the title. */
const Judgement = ({ preview: { conflicts } }: { preview: Preview }) => {
  const say = useWords('merges')
  if (conflicts.some(({ stops }) => stops)) return <StatusTag tone="bad" word={say('stops')} />
  if (conflicts.length > 0) return <StatusTag tone="attention" word={say('doubts')} />
  return <StatusTag tone="good" word={say('noConflicts')} />
}

const Comparison = ({ preview: { survivor, absorbed } }: { preview: Preview }) => {
  const say = useWords('merges')
  const people = useWords('people')
  const rows: readonly (readonly [string, (side: MergeSideView) => string])[] = [
    [people('name'), (side) => side.name],
    [people('identity'), (side) => side.identityMasked],
    [say('phoneProved'), (side) => say(side.phoneProved ? 'phoneProvedYes' : 'phoneProvedNo')],
    [people('birth'), (side) => side.birth ?? ''],
    [people('phone'), (side) => side.phone],
    [people('email'), (side) => side.email],
    [people('employer'), (side) => side.employers.map(({ name }) => name).join(people('comma'))],
    [people('createdAt'), (side) => dayOfInstant(side.createdAt)],
  ]
  return (
    <table className="merge-table">
      <caption className="for-readers">{say('title')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('what')}</th>
          <th scope="col">{say('stays')}</th>
          <th scope="col">{say('absorbed')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([label, of]) => {
          const differs = of(survivor) !== of(absorbed)
          return (
            <tr key={label} className={differs ? 'merge-differs' : undefined}>
              <th scope="row">{label}</th>
              <td>{of(survivor) || '—'}</td>
              <td>{of(absorbed) || '—'}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

const kinds = [
  'employments',
  'requests',
  'evidence',
  'holdings',
  'classes',
  'documents',
  'accounts',
  'enrolments',
  'results',
  'entries',
  'certificates',
] as const

const Together = ({ preview: { survivor, absorbed } }: { preview: Preview }) => {
  const say = useWords('merges')
  const shown = kinds.filter((kind) => survivor.counts[kind] + absorbed.counts[kind] > 0)
  return (
    <section className="block" aria-labelledby="moves">
      <h2 id="moves">{say('moves')}</h2>
      <p className="block-lead">{say('movesLead')}</p>
      <table className="merge-table merge-counts">
        <caption className="for-readers">{say('moves')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('what')}</th>
            <th scope="col">{say('stays')}</th>
            <th scope="col">{say('absorbed')}</th>
            <th scope="col">{say('total')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((kind) => (
            <tr key={kind}>
              <th scope="row">{say(`count.${kind}`)}</th>
              <td>{survivor.counts[kind]}</td>
              <td>{absorbed.counts[kind]}</td>
              <td>{survivor.counts[kind] + absorbed.counts[kind]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const Act = ({ preview }: { preview: Preview }) => {
  const say = useWords('merges')
  const language = useLanguage()
  const navigate = useNavigate()
  const id = useId()
  const [accepted, setAccepted] = useState<readonly Doubt[]>([])
  const [reason, setReason] = useState('')
  const { survivor, absorbed, conflicts } = preview
  const stops = conflicts.filter((one) => one.stops)
  const doubts = conflicts.flatMap(({ code }) => (isDoubt(code) ? [code] : []))
  const open = doubts.some((code) => !accepted.includes(code))
  const merge = useCommand(mergePeople, {
    done: () => {
      announce(say('merged'))
      void navigate({ to: '/people/$personId', params: { personId: survivor.id } })
    },
  })
  return (
    <section className="block" aria-labelledby="conflicts">
      <h2 id="conflicts">{say('conflicts')}</h2>
      {conflicts.length === 0 && <StatusTag tone="good" word={say('noConflicts')} />}
      {stops.length > 0 && (
        <>
          <StatusTag tone="bad" word={say('stops')} />
          <ul className="merge-conflicts">
            {stops.map(({ code, params }) => (
              <li key={`${code} ${JSON.stringify(params)}`}>{sentence(code, language, params)}</li>
            ))}
          </ul>
        </>
      )}
      {doubts.length > 0 && (
        <>
          <StatusTag tone="attention" word={say('doubts')} />
          <ul className="merge-conflicts">
            {doubts.map((code) => (
              <li key={code}>
                {sentence(code, language)}
                <div>
                  <Checkbox
                    checked={accepted.includes(code)}
                    onChange={({ target }) =>
                      setAccepted((now) =>
                        target.checked ? [...now, code] : now.filter((one) => one !== code),
                      )
                    }
                  >
                    {say('accept')}
                    <span className="for-readers"> {sentence(code, language)}</span>
                  </Checkbox>
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
      {stops.length === 0 && (
        <form
          className="merge-act"
          onSubmit={(event) => {
            event.preventDefault()
            merge.send({
              params: { personId: survivor.id },
              body: { absorbedId: absorbed.id, reason: reason.trim(), accepted: [...accepted] },
            })
          }}
        >
          <div className="field">
            <label htmlFor={id}>{say('reason')}</label>
            <p className="field-help" id={`${id}-help`}>
              {say('reasonHelp')}
            </p>
            <Input.TextArea
              id={id}
              aria-describedby={`${id}-help`}
              value={reason}
              rows={2}
              maxLength={300}
              onChange={(event) => setReason(event.target.value)}
            />
          </div>
          <ProblemNotice error={merge.error} />
          <Button
            type="primary"
            htmlType="submit"
            loading={merge.busy}
            disabled={open || reason.trim().length < 2}
          >
            {say('merge')}
          </Button>
          {open && <span className="hint merge-must">{say('mustAccept')}</span>}
        </form>
      )}
    </section>
  )
}
