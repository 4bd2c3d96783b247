import { listed } from '../../i18n/listed.ts'
import { useLanguage, useWords, eitherName } from '../../i18n/words.ts'
import { ActivityTitle, Counted, ActivityStatus } from './record-activities.tsx'
import type { ExplainedStanding } from './standing-screen.tsx'

/** What there is to count: each activity with what of it counted, or why nothing did. */
export const ActivitiesOfStanding = ({ found }: { found: ExplainedStanding }) => {
  const say = useWords('ledger')
  const language = useLanguage()
  const counted = found.activities.filter((activity) => activity.counted.length > 0)
  const others = found.activities.filter((activity) => activity.counted.length === 0)
  return (
    <>
      {found.period && (
        <dl className="facts">
          <dt>{say('periodOf')}</dt>
          <dd>
            {found.period.from} – {found.period.to}
            {found.closed && <div>{say('closedOn', { day: found.closed.on })}</div>}
            {found.period.exempt && <div>{say(`exempt.${found.period.exempt}`)}</div>}
          </dd>
        </dl>
      )}
      {found.activities.length === 0 && <p>{say('noActivities')}</p>}
      {[
        { title: say('countedActivities'), shown: counted },
        { title: say('otherActivities'), shown: others },
      ].map(
        ({ title, shown }) =>
          shown.length > 0 && (
            <section key={title}>
              <h3>{title}</h3>
              <ul className="evidence-list">
                {shown.map((activity) => (
                  <li key={activity.id}>
                    <ActivityTitle activity={activity} />
                    <div className="quiet">
                      {eitherName(language, activity.categoryName.zh, activity.categoryName.en)} ·{' '}
                      {activity.from === activity.to ? activity.from : `${activity.from} – ${activity.to}`}
                      {activity.evidenceMinutes > 0 &&
                        ` · ${say('minutes', { n: activity.evidenceMinutes.toLocaleString('en-US') })}`}
                    </div>
                    {activity.counted.map((one) => (
                      <Counted key={one.measure} counted={one} activity={activity} found={found} />
                    ))}
                    {activity.status !== 'counted' && <ActivityStatus activity={activity} />}
                  </li>
                ))}
              </ul>
            </section>
          ),
      )}
      {found.missingText.length > 0 && (
        <p>
          {say('missing', {
            facts: listed(
              language,
              found.missingText.map((one) => one[language]),
            ),
          })}
        </p>
      )}
    </>
  )
}
