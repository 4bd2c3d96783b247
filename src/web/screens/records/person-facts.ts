import { evidenceChoices, evidenceTexts, type ChoiceFact } from '../../../areas/people/contract.ts'
import { useWords, type Say, type Word } from '../../i18n/words.ts'

export const choiceFacts = Object.keys(evidenceChoices) as ChoiceFact[]
export const factNames: readonly string[] = [...evidenceTexts, ...choiceFacts]

/** Word of a choice; 正高级 is the highest level of a title, 高级 of a qualification. */
export const choiceWord = (say: Say<'people'>, fact: string, value: string): string => {
  if (value === '') return say('value.none')
  if (fact === 'title-level' && value === 'senior') return say('value.senior-title')
  return (choiceFacts as readonly string[]).includes(fact) ? say(`value.${value}` as Word<'people'>) : value
}

export const factName = (say: Say<'people'>, fact: string): string =>
  factNames.includes(fact) ? say(`fact.${fact}` as Word<'people'>) : fact

/** Facts as a reader sees them: name and value in words, in a fixed order; unknown names as they are. */
export const useFactWords = (): ((
  facts: Readonly<Record<string, string | null>>,
) => { readonly name: string; readonly value: string }[]) => {
  const say = useWords('people')
  return (facts) =>
    [
      ...factNames.filter((name) => name in facts),
      ...Object.keys(facts).filter((name) => !factNames.includes(name)),
    ].map((name) => ({
      name: factName(say, name),
      value: facts[name] === null ? say('valueNoneKnown') : choiceWord(say, name, facts[name] ?? ''),
    }))
}
