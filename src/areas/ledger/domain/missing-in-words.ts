import type { Bilingual } from '../../../kernel/bilingual.ts'
import { both, type MissingFact, subjectWords } from '../../../rules/index.ts'

/** What is not on record and could change an answer, as people call it; facts of an activity beside its title. */
export const missingInWords = (
  missing: readonly MissingFact[],
  titles: ReadonlyMap<string, Bilingual>,
): readonly Bilingual[] => {
  const words = missing.map((one) => inWords(one, titles))
  return [...new Map(words.map((one) => [one.zh, one])).values()]
}

const inWords = ({ fact, stated }: MissingFact, titles: ReadonlyMap<string, Bilingual>): Bilingual => {
  const [owner = '', id = '', ...field] = fact.split('.')
  if (owner === 'person') return subjectWords(`fact.${field.join('.')}`, field.join('.'))
  if (owner === 'holdings') return subjectWords(`holding.${field.slice(1).join('.')}`, field.at(-1))
  const subject = subjectWords(field.join('.'), field.at(-1))
  const title = titles.get(id) ?? both(id, id)
  const written =
    stated === undefined
      ? both('', '')
      : both(`（所填“${stated}”不在规则中）`, ` (“${stated}” is none of the rules’)`)
  return both(`“${title.zh}”的${subject.zh}${written.zh}`, `${subject.en} of “${title.en}”${written.en}`)
}
