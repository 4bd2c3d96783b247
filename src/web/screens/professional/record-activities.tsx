import { Link } from '@tanstack/react-router'
import { useLanguage, useWords, eitherName, type Word } from '../../i18n/words.ts'
import { StatusTag, type Tone } from '../../ui/status-tag.tsx'
import { saidAmount, unitName } from './unit-name.ts'
import type { PersonRecord } from './my-record.tsx'

type Activity = PersonRecord['activities'][number]

const tones: Readonly<Record<string, Tone>> = {
  counted: 'good',
  partly: 'attention',
  none: 'over',
  pending: 'waiting',
  refused: 'bad',
  undetermined: 'waiting',
  outside: 'over',
}

/** Every activity of the year: what it proves, what counted and why; each counted amount opens to its explanation. */
export const RecordActivities = ({ found }: { found: PersonRecord }) => {
  const say = useWords('ledger')
  return (
    <div className="record-table" role="region" aria-label={say('activities')} tabIndex={0}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{say('columnActivity')}</th>
            <th scope="col">{say('columnWhen')}</th>
            <th scope="col" className="number">
              {say('columnEvidence')}
            </th>
            <th scope="col" className="number">
              {say('columnCounted')}
            </th>
            <th scope="col">{say('columnWhy')}</th>
          </tr>
        </thead>
        <tbody>
          {found.activities.map((activity) => (
            <ActivityRow key={activity.id} activity={activity} found={found} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

const ActivityRow = ({ activity, found }: { activity: Activity; found: PersonRecord }) => {
  const say = useWords('ledger')
  const language = useLanguage()
  const kind = `kind.${activity.kind}` as Word<'ledger'>
  return (
    <tr>
      <td>
        <ActivityTitle activity={activity} />
        <div className="quiet">
          {activity.kindName ? eitherName(language, activity.kindName.zh, activity.kindName.en) : say(kind)} ·{' '}
          {eitherName(language, activity.categoryName.zh, activity.categoryName.en)}
        </div>
        {activity.serves.length > 0 && (
          <div className="quiet">
            {say('serves', {
              titles: activity.serves
                .map(({ zh, en }) => eitherName(language, zh, en))
                .join(say('servesComma')),
            })}
          </div>
        )}
      </td>
      <td data-label={say('columnWhen')}>
        {activity.from === activity.to ? activity.from : `${activity.from} – ${activity.to}`}
      </td>
      <td className="number" data-label={say('columnEvidence')}>
        {activity.evidenceMinutes > 0 ? activity.evidenceMinutes.toLocaleString('en-US') : '—'}
      </td>
      <td className="number" data-label={say('columnCounted')}>
        {activity.counted.length === 0
          ? '—'
          : activity.counted.map((counted) => (
              <Counted key={counted.measure} counted={counted} activity={activity} found={found} />
            ))}
      </td>
      <td data-label={say('columnWhy')}>
        <ActivityStatus activity={activity} />
      </td>
    </tr>
  )
}

/** A declaration opens where it was declared; a class has no page that its people may read. */
export const ActivityTitle = ({ activity }: { activity: Activity }) => {
  const language = useLanguage()
  return (
    <strong>
      {activity.source === 'declaration' ? (
        <Link to="/declarations/$declarationId" params={{ declarationId: activity.id }}>
          {activity.title}
        </Link>
      ) : (
        eitherName(language, activity.title, activity.titleEn)
      )}
    </strong>
  )
}

export const ActivityStatus = ({ activity }: { activity: Activity }) => {
  const language = useLanguage()
  return (
    <StatusTag
      tone={tones[activity.status] ?? 'over'}
      word={eitherName(language, activity.becauseText.zh, activity.becauseText.en)}
    />
  )
}

/** A counted amount; it opens to the explanation of its entry. */
export const Counted = ({
  counted,
  activity,
  found,
}: {
  counted: Activity['counted'][number]
  activity: Activity
  found: Pick<PersonRecord, 'lines'>
}) => {
  const say = useWords('ledger')
  const language = useLanguage()
  const line = found.lines.find((one) => one.measure === counted.measure)
  const unit = line ? unitName(language, line.unit, counted.amount) : ''
  const text = say('amount', { amount: saidAmount(language, counted.amount), unit })
  if (!counted.entryId) return <div>{text}</div>
  return (
    <div>
      <Link
        to="/ledger/$entryId"
        params={{ entryId: counted.entryId }}
        aria-label={say('explain', {
          title: eitherName(language, activity.title, activity.titleEn),
          amount: saidAmount(language, counted.amount),
          unit,
        })}
      >
        {text}
      </Link>
    </div>
  )
}
