import type { Hint } from '../../../areas/ledger/contract.ts'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { longDay } from '../../i18n/dates.ts'
import { unitName } from './unit-name.ts'
import type { PersonRecord } from './my-record.tsx'

/** The nearest ways to meet the requirement before the closing date, as the rule engine found them. */
export const WaysToFinish = ({ found }: { found: PersonRecord }) => {
  const say = useWords('ledger')
  if (found.standing === 'met') return <p className="ways">{say('wayMet')}</p>
  if (found.hints.length === 0) return null
  return (
    <section className="ways">
      <h2>{say('ways')}</h2>
      <ul>
        {found.hints.map((hint) => (
          <li key={JSON.stringify(hint)}>
            <Way hint={hint} found={found} />
          </li>
        ))}
      </ul>
    </section>
  )
}

const Way = ({ hint, found }: { hint: Hint; found: PersonRecord }) => {
  const say = useWords('ledger')
  const language = useLanguage()
  const unitOf = (measure: string, amount: string): string => {
    const line = found.lines.find((one) => one.measure === measure)
    return line ? unitName(language, line.unit, amount) : measure
  }
  const nameOf = (category: string): string => {
    const activity = found.activities.find((one) => one.category === category)
    return activity ? eitherName(language, activity.categoryName.zh, activity.categoryName.en) : category
  }
  if (hint.kind === 'earn') {
    const needs = hint.need.map((need) =>
      need.category === null
        ? say('wayNeedAny', { amount: need.amount, unit: unitOf(need.measure, need.amount) })
        : say('wayNeed', {
            amount: need.amount,
            unit: unitOf(need.measure, need.amount),
            category: nameOf(need.category),
          }),
    )
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
  return <>{say('wayChoose', { period: hint.period })}</>
}
