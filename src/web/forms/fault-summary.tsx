import { ProblemError } from '../api/problem-error.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import type { FieldPath, Faults } from './faults.ts'

/** Everything wrong with a form on top of it; each line leads to its field. */
export const FaultSummary = ({ faults: { fields, error } }: { faults: Faults }) => {
  const say = useWords('ui')
  const language = useLanguage()
  const labelled = (name: string, text: string): string =>
    name === '' ? text : say('labelled', { name, text })
  if (fields.length === 0) return <ProblemNotice error={error} />
  return (
    <div className="problem" role="alert">
      <div className="problem-text">
        <p className="problem-what">
          {error instanceof ProblemError
            ? error.sentence(language)
            : say('formFaults', { count: fields.length })}
        </p>
        <ul>
          {fields.map(({ path, text }) => (
            <li key={`${path.join('/')} ${text}`}>
              {placeOf(path) ? (
                <button type="button" className="link" onClick={() => goTo(path)}>
                  {labelled(nameOf(path), text)}
                </button>
              ) : (
                labelled(path.join(' › '), text)
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

/** The field, or the group it belongs to; null where this form does not show it. */
export const placeOf = (path: FieldPath): HTMLElement | null => document.getElementById(path.join('_'))

/** The label as the reader sees it beside the field, so that summary and form use one name. */
const nameOf = (path: FieldPath): string => {
  const label =
    document.querySelector<HTMLElement>(
      `label[for="${CSS.escape(path.join('_'))}"] .field-label > span:first-child`,
    ) ?? placeOf(path)?.querySelector<HTMLElement>('legend')
  return label?.innerText.trim() ?? placeOf(path)?.getAttribute('aria-label') ?? ''
}

const goTo = (path: FieldPath): void => {
  const place = placeOf(path)
  place?.scrollIntoView({ block: 'center' })
  const typed = place?.matches('input, textarea, select')
    ? place
    : place?.querySelector<HTMLElement>('input, textarea, select, button')
  typed?.focus({ preventScroll: true })
}
