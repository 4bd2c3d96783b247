import { Link } from '@tanstack/react-router'
import type { DeclarationWarning } from '../../../areas/declarations/contract.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'

/** What should be looked at before the papers are called true: the same elsewhere, classes on the same days. */
export const DeclarationWarnings = ({ warnings }: { warnings: readonly DeclarationWarning[] }) => {
  const say = useWords('declarations')
  if (warnings.length === 0) return null
  return (
    <section className="note note-amber" aria-labelledby="warnings">
      <strong id="warnings">{say('warnings')}</strong>
      <ul className="declaration-open">
        {warnings.map((one) => (
          <li key={`${one.code} ${one.declarationId} ${one.fileName} ${one.title} ${one.from}`}>
            <Sentence one={one} />
          </li>
        ))}
      </ul>
    </section>
  )
}

const Sentence = ({ one }: { one: DeclarationWarning }) => {
  const say = useWords('declarations')
  const language = useLanguage()
  const days = one.days.join(language === 'zh' ? '、' : ', ')
  if (one.code === 'class-hours')
    return (
      <>
        {say('warning.class-hours', { title: one.title ?? '' })}
        {days !== '' && <> · {say('warning.class-days', { days })}</>}
      </>
    )
  return (
    <>
      {say(`warning.${one.code}.${one.own ? 'own' : 'other'}`, { file: one.fileName ?? '' })}
      {one.declarationId && (
        <>
          {' · '}
          <Link to="/declarations/$declarationId" params={{ declarationId: one.declarationId }}>
            {one.title || say('warning.see')}
          </Link>
          {!one.own && one.personName && ` · ${one.personName}`}
        </>
      )}
    </>
  )
}
