import { useLanguage } from '../../../../i18n/words.ts'
import type { Fault } from '../use-editor.ts'

/** Faults beside the field they are in; the place is told only where it lies deeper than the field. */
export const FaultsOf = ({ faults, at }: { readonly faults: readonly Fault[]; readonly at: string }) => {
  const language = useLanguage()
  if (faults.length === 0) return null
  return (
    <div className="rule-faults-here" role="status">
      <ul className="rule-faults">
        {faults.map(({ pointer, code, text }) => (
          <li key={`${pointer} ${code} ${text.en}`}>
            {pointer !== at && <code>{pointer.slice(at.length + 1)}</code>} {text[language]}
          </li>
        ))}
      </ul>
    </div>
  )
}
