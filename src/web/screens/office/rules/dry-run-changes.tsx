import type { DryRunChange } from '../../../../areas/rule-studio/contract/dry-runs.ts'
import { Button } from 'antd'
import { mixedNumber } from '../../../../kernel/mixed-number.ts'
import { count } from '../../../i18n/dates.ts'
import { useEitherName, useLanguage, useWords, type Word } from '../../../i18n/words.ts'
import { useView } from '../../../ui/table/view.ts'

/** Every rule that says something else, in the words of both texts, with what it does. */
export const DryRunChanges = ({
  changes,
  listed,
}: {
  changes: readonly DryRunChange[]
  /** Whether the people whom each touches can be listed. */
  listed: boolean
}) => {
  const say = useWords('rules')
  const [touching, idle] = [
    changes.filter(({ people }) => people > 0),
    changes.filter(({ people }) => people === 0),
  ]
  return (
    <section className="block" aria-labelledby="changes">
      <h2 id="changes">{say('changes')}</h2>
      {changes.length === 0 ? (
        <p>{say('noChanges')}</p>
      ) : (
        <>
          <p className="block-lead">{say('changesText')}</p>
          <Changes changes={touching} listed={listed} />
          {idle.length > 0 && (
            <details className="group" open={touching.length === 0}>
              <summary>{say('untouched', { count: idle.length })}</summary>
              <Changes changes={idle} listed={false} />
            </details>
          )}
        </>
      )}
    </section>
  )
}

const Changes = ({ changes, listed }: { changes: readonly DryRunChange[]; listed: boolean }) => (
  <ol className="rule-changes">
    {changes.map((one) => (
      <Change key={one.key} one={one} listed={listed} />
    ))}
  </ol>
)

const Change = ({ one, listed }: { one: DryRunChange; listed: boolean }) => {
  const say = useWords('rules')
  const language = useLanguage()
  const either = useEitherName()
  const [, setView] = useView()
  const open = () => {
    setView({ rule: one.key, before: undefined, after: undefined, moved: undefined })
    document.getElementById('dry-run-people')?.scrollIntoView({ block: 'start' })
  }
  const { part, change, before, after, people, activities, amounts } = one
  const [gained, lost]: readonly [Word<'rules'>, Word<'rules'>] =
    part === 'require' ? ['lackingLess', 'lackingMore'] : ['countedMore', 'countedLess']
  return (
    <li>
      <p className="rule-change-head">
        <strong>{say(`part.${part}` as Word<'rules'>)}</strong> <span>{say(`change.${change}`)}</span>
      </p>
      {change === 'follows' || (!before && !after) ? (
        <p>
          {after ? either(after.zh, after.en) : say(change === 'follows' ? 'changeMoved' : 'changeJoint')}
        </p>
      ) : (
        <dl className="rule-change-texts">
          {before && <Said word={say('before')} text={before} />}
          {after && <Said word={say('after')} text={after} />}
        </dl>
      )}
      <ul className="rule-change-figures">
        <li>
          <strong>{count(language, people)}</strong> {say('touched')}{' '}
          {listed && (
            <Button type="link" size="small" onClick={open}>
              {say('seeTouched')}
            </Button>
          )}
        </li>
        {activities > 0 && <Figure figure={count(language, activities)} word={say('touchedActivities')} />}
        {amounts.flatMap((amount) => {
          const unit = either(amount.unit.zh, amount.unit.en)
          return (
            [
              [gained, amount.gained],
              [lost, amount.lost],
            ] as const
          ).map(([word, exact]) => (
            <Figure
              key={`${amount.measure} ${word}`}
              figure={mixedNumber(exact)}
              word={say(word, { unit })}
            />
          ))
        })}
      </ul>
    </li>
  )
}

const Said = ({ word, text }: { word: string; text: NonNullable<DryRunChange['before']> }) => {
  const either = useEitherName()
  return (
    <>
      <dt>{word}</dt>
      <dd>{either(text.zh, text.en)}</dd>
    </>
  )
}

const Figure = ({ figure, word }: { figure: string; word: string }) => (
  <li>
    <strong>{figure}</strong> {word}
  </li>
)
