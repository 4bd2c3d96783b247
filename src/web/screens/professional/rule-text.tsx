import type { explanation } from '../../../areas/ledger/contract.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { longDay } from '../../i18n/dates.ts'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'

type Quoted = Pick<ReplyOf<typeof explanation>, 'clauses' | 'rulePack'>

/** The clauses a figure rests on, each with its document, and which text of the rules that was. */
export const RuleText = ({ clauses, rulePack }: Quoted) => {
  const say = useWords('ledger')
  const language = useLanguage()
  return (
    <>
      {clauses.map((clause) => {
        const { number, authority, published, uncertain } = clause.document
        const fill = { number, authority: eitherName(language, authority.zh, authority.en) }
        return (
          <blockquote key={clause.id} className="clause">
            <p>{eitherName(language, clause.text.zh, clause.text.en)}</p>
            <footer className="quiet">
              {published
                ? say('documentDated', { ...fill, published: longDay(language, published) })
                : say('document', fill)}
              {uncertain.length > 0 && ` · ${say('uncertain')}`}
            </footer>
          </blockquote>
        )
      })}
      <p className="quiet">
        {say('rulePack', {
          title: eitherName(language, rulePack.title.zh, rulePack.title.en),
          version: rulePack.version ?? '—',
        })}
        <br />
        {say('ruleHash')} <code className="hash">{rulePack.hash}</code>
      </p>
    </>
  )
}
