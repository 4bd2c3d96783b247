import { Button } from 'antd'
import { useState } from 'react'
import {
  groupKinds,
  registerGroups,
  type RegisterGroupRow,
  type RegisterRunRead,
} from '../../../../areas/ledger/contract/register.ts'
import { useAsk } from '../../../api/use-ask.ts'
import { count } from '../../../i18n/dates.ts'
import { useEitherName, useLanguage, useWords } from '../../../i18n/words.ts'
import { Loading } from '../../../ui/loading.tsx'
import { ProblemNotice } from '../../../ui/problem-notice.tsx'
import { useView } from '../../../ui/table/view.ts'

/** Of a group in the address: `none` stands for people of whom none is on record. */
export const filterOf = {
  district: 'district',
  employer: 'employer',
  'title-level': 'titleLevel',
} as const
export const noGroup = 'none'
type Kind = (typeof groupKinds)[number]

const order = ['district', 'title-level', 'employer'] as const satisfies readonly Kind[]

/** How a register stands by group: each row a bar and its figures; a figure narrows the list to its people. */
export const RegisterGroups = ({ run }: { run: RegisterRunRead }) => {
  const say = useWords('register')
  const [view, setView] = useView()
  const by = order.find((one) => one === view['by']) ?? 'district'
  return (
    <section className="block" aria-labelledby="groups">
      <h2 id="groups">{say('groups')}</h2>
      <nav className="tabs" aria-label={say('groups')}>
        {order.map((one) => (
          <a
            key={one}
            href={`?by=${one}`}
            aria-current={one === by ? 'page' : undefined}
            onClick={(event) => {
              event.preventDefault()
              setView({ by: one }, { keepPage: true })
            }}
          >
            {say(`by.${one}`)}
          </a>
        ))}
      </nav>
      <Groups key={by} run={run} by={by} />
    </section>
  )
}

const limit = 20

const Groups = ({ run, by }: { run: RegisterRunRead; by: Kind }) => {
  const say = useWords('register')
  const [trail, setTrail] = useState<readonly string[]>([])
  const cursor = trail.at(-1)
  const read = useAsk(registerGroups, {
    params: { runId: run.id },
    query: { by, limit, ...(cursor === undefined ? {} : { cursor }) },
  })
  if (read.error) return <ProblemNotice error={read.error} again={() => void read.refetch()} />
  if (!read.data) return <Loading lines={4} />
  const { items, next } = read.data
  if (items.length === 0) return <p>{say('noGroups')}</p>
  return (
    <>
      <GroupTable by={by} rows={items} />
      {(next || trail.length > 0) && (
        <nav className="pager" aria-label={say(`by.${by}`)}>
          <Button disabled={trail.length === 0} onClick={() => setTrail(trail.slice(0, -1))}>
            {say('previous')}
          </Button>
          <Button disabled={next === null} onClick={() => next !== null && setTrail([...trail, next])}>
            {say('next')}
          </Button>
        </nav>
      )}
    </>
  )
}

const standings = ['met', 'unmet', 'undetermined', 'outside'] as const

const GroupTable = ({ by, rows }: { by: Kind; rows: readonly RegisterGroupRow[] }) => {
  const say = useWords('register')
  const language = useLanguage()
  const either = useEitherName()
  const [, setView] = useView()
  const show = (row: RegisterGroupRow, standing?: string) => {
    setView({
      district: undefined,
      employer: undefined,
      titleLevel: undefined,
      [filterOf[by]]: row.key === '' ? noGroup : row.key,
      standing,
    })
    document.getElementById('register-people')?.scrollIntoView({ block: 'start' })
  }
  const nameOf = (row: RegisterGroupRow): string =>
    row.key === '' ? say('none') : row.name ? either(row.name.zh, row.name.en) : row.key
  return (
    <div className="register-scroll" role="region" aria-label={say(`by.${by}`)} tabIndex={0}>
      <ul className="register-legend" aria-hidden>
        {standings.map((standing) => (
          <li key={standing}>
            <span className={`register-part register-${standing}`} /> {say(standing)}
          </li>
        ))}
      </ul>
      <table className="register-groups">
        <caption className="for-readers">{say(`by.${by}`)}</caption>
        <thead>
          <tr>
            <th scope="col">{say(`by.${by}`)}</th>
            <th scope="col" className="register-bar-cell">
              {say('share')}
            </th>
            <th scope="col">{say('people')}</th>
            {standings.map((standing) => (
              <th key={standing} scope="col">
                {say(standing)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">
                <button type="button" className="link" onClick={() => show(row)}>
                  {nameOf(row)}
                </button>
              </th>
              <td className="register-bar-cell">
                <span
                  className="register-bar"
                  role="img"
                  aria-label={say('barText', {
                    met: row.met,
                    unmet: row.unmet,
                    undetermined: row.undetermined,
                    outside: row.outside,
                  })}
                >
                  {standings.map((standing) =>
                    row[standing] === 0 ? null : (
                      <span
                        key={standing}
                        className={`register-part register-${standing}`}
                        style={{ flexGrow: row[standing] }}
                      />
                    ),
                  )}
                </span>
              </td>
              <td className="figure" data-label={say('people')}>
                {count(language, row.people)}
              </td>
              {standings.map((standing) => (
                <td key={standing} className="figure" data-label={say(standing)}>
                  {row[standing] === 0 ? (
                    '0'
                  ) : (
                    <button
                      type="button"
                      className="link"
                      aria-label={`${nameOf(row)} ${say(standing)} ${row[standing]}`}
                      onClick={() => show(row, standing)}
                    >
                      {count(language, row[standing])}
                    </button>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
