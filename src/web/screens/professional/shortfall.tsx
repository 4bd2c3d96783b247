import type { Language } from '../../i18n/language.ts'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'
import type { PersonRecord } from './my-record.tsx'
import { nothingToDo } from './nothing-to-do.ts'
import { saidAmount, unitName } from './unit-name.ts'

/** Of several titles it is said whose line it is. */
const lineName = (language: Language, { holding, name }: PersonRecord['lines'][number]): string =>
  [holding, name].flatMap((one) => (one ? [eitherName(language, one.zh, one.en)] : [])).join(' · ')

type Found = Pick<PersonRecord, 'lines' | 'exempt' | 'standing' | 'linesJoined'>

/** The answer before its reasons: of each line what counts, what is wanted, and what is lacking or why nothing is. */
export const Shortfall = ({ found }: { readonly found: Found }) => {
  const say = useWords('ledger')
  const language = useLanguage()
  return (
    <ul className="shortfall">
      {found.lines.map((line, place) => {
        const amount = (exact: string) => ({
          amount: saidAmount(language, exact),
          unit: unitName(language, line.unit, exact),
        })
        const fill = {
          name: lineName(language, line),
          counted: say('amount', amount(line.counted)),
          required: say('amount', amount(line.required)),
          rest: say(nothingToDo(found, line) ?? 'remaining', amount(line.remaining)),
        }
        return <li key={`${place} ${line.id}`}>{say('lineAnswer', fill)}</li>
      })}
    </ul>
  )
}
