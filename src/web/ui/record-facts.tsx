import i18next from 'i18next'
import { isId } from '../../kernel/id.ts'
import { useActingRole } from '../api/session.ts'
import { useLanguage, useWords } from '../i18n/words.ts'

type FactRecord = Readonly<Record<string, unknown>>

/** What an event carries, in words; of a change its former and its new value side by side. The rest is there to unfold. */
export const RecordFacts = ({
  event,
  facts,
  names,
}: {
  /** Name of the event that carries them: its area may have words of its own. */
  event: string
  facts: FactRecord
  names: Readonly<Record<string, string>>
}) => {
  const say = useWords('ui')
  const words = useFactWords(event, names)
  const office = useActingRole()?.role === 'office'
  const { before, after, ...rest } = facts
  const changed = isFacts(before) && isFacts(after) ? changes(before, after) : []
  const plain = Object.entries(rest).filter(
    ([name, value]) => words.name(name) !== null && isPlain(value, names),
  )
  // Ids and hashes are for those who have to trace them.
  const untold = office && Object.keys(facts).length > plain.length + (changed.length > 0 ? 2 : 0)
  return (
    <>
      {plain.length + changed.length > 0 && (
        <dl className="timeline-facts">
          {plain.map(([name, value]) => (
            <div key={name}>
              <dt>{words.name(name)}</dt>
              <dd>{words.value(value)}</dd>
            </div>
          ))}
          {changed.map(({ name, was, is }) => (
            <div key={name}>
              <dt>{words.name(name) ?? name}</dt>
              <dd>
                <del>
                  <span className="for-readers">{say('valueBefore')} </span>
                  {words.value(was)}
                </del>{' '}
                <ins>
                  <span className="for-readers">{say('valueAfter')} </span>
                  {words.value(is)}
                </ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {untold && (
        <details className="timeline-all">
          <summary>{say('allFacts')}</summary>
          <pre>{JSON.stringify(facts, null, 1)}</pre>
        </details>
      )}
    </>
  )
}

/** Names and values of facts in the reader's language; a name without a word is null, a value stands for itself. */
const useFactWords = (event: string, names: Readonly<Record<string, string>>) => {
  const language = useLanguage()
  const told = (key: string): string | null =>
    i18next.exists(key, { lng: language, ns: 'facts' }) ? i18next.getFixedT(language, 'facts')(key) : null
  return {
    name: (name: string) => told(`${event.split('.')[0]}.${name}`) ?? told(name),
    value: (value: unknown): string =>
      names[String(value)] ?? told(`value.${String(value)}`) ?? textOf(value),
  }
}

const isFacts = (value: unknown): value is FactRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Worth a line: words and figures, and ids of what has a name; other ids mean nothing to a reader. */
const isPlain = (value: unknown, names: Readonly<Record<string, string>>): boolean =>
  (typeof value === 'string' && value !== '' && (!isId(value) || value in names)) ||
  typeof value === 'number' ||
  typeof value === 'boolean'

const textOf = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return '—'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

const changes = (before: FactRecord, after: FactRecord): { name: string; was: unknown; is: unknown }[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((name) => ({ name, was: before[name], is: after[name] }))
    .filter(({ was, is }) => JSON.stringify(was) !== JSON.stringify(is))
