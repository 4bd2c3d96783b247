import {
  type DryRunRead,
  type DryRunReport,
  stands,
} from '../../../../areas/rule-studio/contract/dry-runs.ts'
import { count } from '../../../i18n/dates.ts'
import { useEitherName, useLanguage, useWords, type Say } from '../../../i18n/words.ts'
import { useView } from '../../../ui/table/view.ts'
import { DryRunChanges } from './dry-run-changes.tsx'

type Stand = (typeof stands)[number]
type Counts = DryRunReport['counts']

const told = ['newlyShort', 'newlyMet', 'newlyUndetermined', 'newlyReached', 'newlyOutside'] as const

/** The report in figures; each opens to the people behind it. */
export const DryRunFigures = ({ run, report }: { run: DryRunRead; report: DryRunReport }) => {
  const say = useWords('rules')
  const language = useLanguage()
  return (
    <>
      <ul className="closing-figures">
        {told.map((name) => (
          <li key={name}>
            <strong>{count(language, report.counts[name])}</strong>
            {say(name)}
          </li>
        ))}
        <li>
          <strong>{count(language, report.people)}</strong>
          {say('people')}
        </li>
      </ul>
      {report.whole !== undefined && (
        <p className="hint">
          {report.whole >= report.people
            ? say('byEvidenceAll')
            : say('byEvidence', { whole: count(language, report.whole) })}
        </p>
      )}
      <Matrix report={report} />
      {report.changes && <DryRunChanges changes={report.changes} listed={run.listsByRule} />}
      <Reasons run={run} report={report} />
      <Spread run={run} report={report} />
      <Groups report={report} />
    </>
  )
}

const Matrix = ({ report }: { report: DryRunReport }) => {
  const say = useWords('rules')
  const language = useLanguage()
  const [, setView] = useView()
  const people = (before: Stand, after: Stand): number =>
    report.matrix.find((cell) => cell.before === before && cell.after === after)?.people ?? 0
  const sum = (filter: (cell: DryRunReport['matrix'][number]) => boolean): number =>
    report.matrix.filter(filter).reduce((total, cell) => total + cell.people, 0)
  const open = (before: Stand, after: Stand) => {
    setView({ before, after, moved: undefined, rule: undefined })
    document.getElementById('dry-run-people')?.scrollIntoView({ block: 'start' })
  }
  return (
    <section className="block" aria-labelledby="matrix">
      <h2 id="matrix">{say('matrix')}</h2>
      <div className="rule-scroll" role="region" aria-labelledby="matrix" tabIndex={0}>
        <table className="matrix">
          <thead>
            <tr>
              <th scope="col">
                {say('before')} ＼ {say('after')}
              </th>
              {stands.map((after) => (
                <th key={after} scope="col">
                  {say(`stand.${after}`)}
                </th>
              ))}
              <th scope="col">{say('total')}</th>
            </tr>
          </thead>
          <tbody>
            {stands.map((before) => (
              <tr key={before}>
                <th scope="row">{say(`stand.${before}`)}</th>
                {stands.map((after) => {
                  const number = people(before, after)
                  return (
                    <td key={after} className={before === after ? 'matrix-same' : 'matrix-moved'}>
                      {number === 0 ? (
                        '0'
                      ) : (
                        <button
                          type="button"
                          className="link"
                          aria-label={`${say(`stand.${before}`)} → ${say(`stand.${after}`)}: ${say('seePeople', { count: number })}`}
                          onClick={() => open(before, after)}
                        >
                          {count(language, number)}
                        </button>
                      )}
                    </td>
                  )
                })}
                <td>
                  {count(
                    language,
                    sum((cell) => cell.before === before),
                  )}
                </td>
              </tr>
            ))}
            <tr>
              <th scope="row">{say('total')}</th>
              {stands.map((after) => (
                <td key={after}>
                  {count(
                    language,
                    sum((cell) => cell.after === after),
                  )}
                </td>
              ))}
              <td>{count(language, report.people)}</td>
            </tr>
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** What a requirement is called, by its id. */
export const useLineName = ({ lines }: DryRunRead): ((id: string) => string) => {
  const either = useEitherName()
  const names = new Map(lines.map(({ id, name }) => [id, either(name.zh, name.en)]))
  return (id) => names.get(id) ?? id
}

const Reasons = ({ run, report }: { run: DryRunRead; report: DryRunReport }) => {
  const say = useWords('rules')
  const nameOf = useLineName(run)
  const language = useLanguage()
  if (report.reasons.length === 0 && report.missing.length === 0) return null
  return (
    <section className="block" aria-labelledby="reasons">
      <h2 id="reasons">{say('reasons')}</h2>
      <ul className="lines">
        {report.reasons.map(({ line, people }) => (
          <li key={line}>
            <div>{nameOf(line)}</div>
            <div>{count(language, people)}</div>
          </li>
        ))}
      </ul>
      {report.missing.length > 0 && (
        <>
          <h3>{say('missing')}</h3>
          <ul className="lines">
            {report.missing.map(({ fact, people }) => (
              <li key={fact}>
                <div>
                  <code>{fact}</code>
                </div>
                <div>{count(language, people)}</div>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

/** Minutes as the pack's unit says them: whole units where they are whole. */
const inUnits = (minutes: number, unitMinutes: number): string => {
  const units = minutes / unitMinutes
  return Number.isInteger(units) ? String(units) : units.toFixed(1)
}

const Spread = ({ run, report }: { run: DryRunRead; report: DryRunReport }) => {
  const say = useWords('rules')
  const language = useLanguage()
  const either = useEitherName()
  const unit = run.unit ?? { zh: '分钟', en: 'minutes', minutes: 1 }
  const { spread, moved, median, p90, most } = report.minutes
  const highest = Math.max(1, ...spread.map(({ people }) => people))
  if (spread.every(({ people }) => people === 0)) return null
  const amount = (minutes: number | null) => (minutes === null ? '—' : inUnits(minutes, unit.minutes))
  return (
    <section className="block" aria-labelledby="spread">
      <h2 id="spread">{say('spread')}</h2>
      <p className="block-lead">{say('spreadText', { unit: either(unit.zh, unit.en) })}</p>
      <p>
        {say('spreadSummary', {
          moved: count(language, moved),
          median: amount(median),
          p90: amount(p90),
          most: amount(most),
        })}
      </p>
      <table className="spread">
        <caption className="for-readers">{say('spread')}</caption>
        <tbody>
          {spread.map((one) => (
            <tr key={`${one.from} ${one.to}`}>
              <th scope="row">{spreadWord(say, one, unit.minutes)}</th>
              <td>{count(language, one.people)}</td>
              <td aria-hidden>
                <span
                  className={one.to === 0 ? 'spread-bar spread-same' : 'spread-bar'}
                  style={{ width: `${(one.people / highest) * 100}%` }}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const spreadWord = (
  say: Say<'rules'>,
  { from, to }: DryRunReport['minutes']['spread'][number],
  unitMinutes: number,
): string => {
  if (to === 0) return say('spread.same')
  if (from === null) return say('spread.under', { to: inUnits(-(to ?? 0), unitMinutes) })
  if (to === null) return say('spread.over', { from: inUnits(from, unitMinutes) })
  // One minute less stands for "less than nothing changed".
  const upTo = to === -1 ? '0' : inUnits(to, unitMinutes)
  return say('spread.between', { from: inUnits(from, unitMinutes), to: upTo })
}

const Groups = ({ report }: { report: DryRunReport }) => {
  const say = useWords('rules')
  const either = useEitherName()
  const { district, employer, titleLevel, class: classes } = report.groups
  const named = (group: (typeof titleLevel)[number]): string =>
    group.name ? either(group.name.zh, group.name.en) : (group.id ?? say('noGroup'))
  return (
    <section className="block" aria-labelledby="groups">
      <h2 id="groups">{say('groups')}</h2>
      <GroupTable
        title={say('group.district')}
        rows={district.map((one) => ({ ...one, word: named(one) }))}
      />
      <GroupTable
        title={say('group.employer')}
        rows={employer.map((one) => ({ ...one, word: named(one) }))}
      />
      <GroupTable
        title={say('group.titleLevel')}
        rows={titleLevel.map((one) => ({ ...one, word: named(one) }))}
      />
      <GroupTable
        title={say('group.class')}
        rows={classes.map((one) => ({ ...one, word: one.id ?? say('noGroup') }))}
      />
    </section>
  )
}

const GroupTable = ({
  title,
  rows,
}: {
  title: string
  rows: readonly (Counts & { readonly id: string | null; readonly word: string })[]
}) => {
  const say = useWords('rules')
  const language = useLanguage()
  return (
    <details className="group" open={rows.length <= 12}>
      <summary>
        {title} ({rows.length})
      </summary>
      <div className="rule-scroll" role="region" aria-label={title} tabIndex={0}>
        <table className="matrix">
          <thead>
            <tr>
              <th scope="col">{title}</th>
              <th scope="col">{say('people')}</th>
              {told.map((name) => (
                <th key={name} scope="col">
                  {say(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id ?? ''}>
                <th scope="row">{row.word}</th>
                <td>{count(language, row.people)}</td>
                {told.map((name) => (
                  <td key={name}>{count(language, row[name])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
