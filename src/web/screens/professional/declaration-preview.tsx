import type { Preview } from '../../../areas/declarations/contract/preview.ts'
import { useEitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { capacityOf } from './capacity.ts'
import { saidAmount, unitName } from './unit-name.ts'
import { Steps } from './steps.tsx'

/** What the rules make of a declaration: figures, the lines they rest on, and who has to recognise it. */
export const DeclarationPreview = ({ preview }: { preview: Preview }) => {
  const say = useWords('declarations')
  const either = useEitherName()
  const language = useLanguage()
  const line = (one: Preview['gives'][number]): string => {
    const fill = {
      period: one.period,
      amount: saidAmount(language, one.amount),
      unit: unitName(language, one.unit, one.amount),
      category: either(one.categoryName.zh, one.categoryName.en),
    }
    if (one.amountHigh === null) return say('gives', fill)
    return one.amountHigh === 'unbounded'
      ? say('givesOpen', fill)
      : say('givesRange', { ...fill, high: one.amountHigh })
  }
  return (
    <>
      {preview.gives.length === 0 ? (
        <p className="note note-amber">
          {say('givesNothing', { because: either(preview.becauseText.zh, preview.becauseText.en) })}
        </p>
      ) : (
        preview.gives.map((one) => (
          <p key={`${one.period} ${one.category} ${one.measure}`} className="declaration-gives">
            {line(one)}
          </p>
        ))
      )}
      {preview.gives.length > 0 && (
        <Steps steps={preview.steps} unit={preview.gives.length === 1 ? preview.gives[0]?.unit : undefined} />
      )}
      {preview.clauses.map((clause) => (
        <blockquote key={clause.id} className="clause">
          <p>{either(clause.text.zh, clause.text.en)}</p>
          <footer className="quiet">
            {clause.document.number} · {either(clause.document.authority.zh, clause.document.authority.en)}
          </footer>
        </blockquote>
      ))}
      <WhoRecognises preview={preview} />
    </>
  )
}

/** Who recognises it once checked, and in what capacity; where nobody is known yet, whom the rules name. */
const WhoRecognises = ({ preview: { path, recognise } }: { preview: Preview }) => {
  const say = useWords('declarations')
  const either = useEitherName()
  const capacity = recognise && capacityOf(recognise.role)
  if (!path) return null
  return (
    <p className="quiet">
      {recognise && capacity
        ? say('pathNamed', {
            name: either(recognise.name, recognise.nameEn),
            capacity: say(`as.${capacity}`),
          })
        : say(`path.${path}`)}
    </p>
  )
}
