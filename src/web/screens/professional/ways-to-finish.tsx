import { Link } from '@tanstack/react-router'
import type { Hint } from '../../../areas/ledger/contract.ts'
import { classesThatHelp } from '../../../areas/ledger/contract/classes-that-help.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { useAsk } from '../../api/use-ask.ts'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { longDay } from '../../i18n/dates.ts'
import { periodOf } from '../../i18n/period.ts'
import { Loading } from '../../ui/loading.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { saidAmount, unitName } from './unit-name.ts'
import type { PersonRecord } from './my-record.tsx'

type Found = Pick<PersonRecord, 'standing' | 'year' | 'programmeId' | 'hints' | 'categories' | 'lines'>

/** The nearest ways to meet the requirement before the closing date, as the rule engine found them, and the classes for it. */
export const WaysToFinish = ({ found, personId }: { found: Found; personId: string }) => {
  const say = useWords('ledger')
  const read = useAsk(classesThatHelp, {
    params: { personId },
    query: { year: found.year, programme: found.programmeId },
  })
  const met = found.standing === 'met'
  return (
    <section className="ways">
      {met && <p>{say('wayMet')}</p>}
      {read.data && <Classes title={say('helpOwn')} classes={read.data.own} />}
      {!met && found.hints.length > 0 && (
        <>
          <h2>{say('ways')}</h2>
          {found.hints.filter(({ kind }) => kind === 'earn').length > 1 && <p>{say('wayAny')}</p>}
          <ul>
            {found.hints.map((hint) => (
              <li key={JSON.stringify(hint)}>
                <Way hint={hint} found={found} />
              </li>
            ))}
          </ul>
          {read.error ? (
            <ProblemNotice error={read.error} again={() => void read.refetch()} />
          ) : !read.data ? (
            <Loading lines={2} />
          ) : read.data.items.length === 0 ? (
            <p className="quiet">{say('helpNone')}</p>
          ) : (
            <Classes title={say('helpTitle')} classes={read.data.items} withPlaces />
          )}
        </>
      )}
    </section>
  )
}

type HelpingClass = ReplyOf<typeof classesThatHelp>['items'][number]

/** Classes with what each brings once it is completed; tried by the rules, not guessed from its length. */
const Classes = ({
  title,
  classes,
  withPlaces = false,
}: {
  title: string
  classes: readonly HelpingClass[]
  withPlaces?: boolean
}) => {
  const say = useWords('ledger')
  const ui = useWords('ui')
  const language = useLanguage()
  if (classes.length === 0) return null
  return (
    <>
      <h3>{title}</h3>
      <ul className="evidence-list">
        {classes.map((one) => (
          <li key={one.classId}>
            <Link to="/find/$classId" params={{ classId: one.classId }}>
              {eitherName(language, one.name, one.nameEn)}
            </Link>
            <div className="quiet">
              {eitherName(language, one.institution, one.institutionEn)} · {periodOf(ui, one.from, one.to)}
              {withPlaces && ` · ${say('helpPlaces', { count: one.placesLeft })}`}
            </div>
            <div>
              {say('helpGives', {
                gives: one.gives
                  .map(({ amount, unit }) =>
                    say('amount', {
                      amount: saidAmount(language, amount),
                      unit: unitName(language, unit, amount),
                    }),
                  )
                  .join(language === 'zh' ? '、' : ', '),
              })}{' '}
              {one.standingThen === 'met' && <StatusTag tone="good" word={say('helpMeets')} />}
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}

const Way = ({ hint, found }: { hint: Hint; found: Found }) => {
  const say = useWords('ledger')
  const language = useLanguage()
  const unitOf = (measure: string, amount: string): string => {
    const line = found.lines.find((one) => one.measure === measure)
    return line ? unitName(language, line.unit, amount) : measure
  }
  const nameOf = (category: string): string => {
    const name = found.categories[category]
    return name ? eitherName(language, name.zh, name.en) : category
  }
  if (hint.kind === 'earn') {
    const needs = hint.need.map((need) => {
      const much = {
        amount: saidAmount(language, need.amount),
        unit: unitOf(need.measure, need.amount),
      }
      const among = need.category === null ? (need.anyOf ?? []) : [need.category]
      const category = among.map(nameOf).join(language === 'zh' ? '或' : ' or ')
      const said = category === '' ? say('wayNeedAny', much) : say('wayNeed', { ...much, category })
      return need.from !== undefined && need.before !== undefined
        ? say('wayNeedWithin', { need: said, from: need.from, to: need.before })
        : said
    })
    return (
      <>
        {say('wayEarn', {
          before: longDay(language, hint.before),
          needs: needs.join(language === 'zh' ? '、' : ', '),
        })}
      </>
    )
  }
  if (hint.kind === 'recognise')
    return (
      <>
        {say('wayRecognise', {
          count: hint.activities.length,
          gives: hint.gives,
          unit: unitOf('hours', hint.gives),
        })}
      </>
    )
  if (hint.kind === 'supply')
    return <>{say('waySupply', { facts: hint.facts.join(language === 'zh' ? '、' : ', ') })}</>
  if (hint.kind === 'unattainable') {
    const names = hint.lines.flatMap((id) => found.lines.find((line) => line.id === id)?.name ?? [])
    return (
      <>
        {names.length === 0
          ? say('wayNone')
          : say('wayNoneFor', {
              lines: names.map((name) => name[language]).join(language === 'zh' ? '、' : ', '),
            })}
      </>
    )
  }
  return <>{say('wayChoose', { period: hint.period })}</>
}
