import { useLanguage, useWords } from '../../../i18n/words.ts'
import type { Fault } from './use-editor.ts'

/** Everything that is wrong with a text, each with its place and its sentence. */
export const FaultList = ({ faults }: { faults: readonly Fault[] }) => {
  const language = useLanguage()
  return (
    <ul className="rule-faults">
      {faults.map(({ pointer, code, text }) => (
        <li key={`${pointer} ${code} ${text.en}`}>
          <code>{pointer === '' ? '/' : pointer}</code> {text[language]}
        </li>
      ))}
    </ul>
  )
}

/** The same of one part of the text, beside the fields that hold it. */
export const FaultsAt = ({ faults, pointer }: { faults: readonly Fault[]; pointer: string }) => {
  const say = useWords('rules')
  const here = faults.filter((one) => one.pointer === pointer || one.pointer.startsWith(`${pointer}/`))
  if (here.length === 0) return null
  return (
    <div className="rule-faults-here" role="status">
      <strong>{say('faults', { count: here.length })}</strong>
      <FaultList faults={here} />
    </div>
  )
}
