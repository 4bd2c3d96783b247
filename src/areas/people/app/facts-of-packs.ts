import { type AskedFact, factsAsked, withLayers } from '../../../rules/index.ts'
import type { Pack } from '../store/asked-facts.ts'
import { evidenceChoices, evidenceTexts } from '../contract.ts'

/** A fact as it is recorded: the house's own facts have hyphens for the capitals that rules write. */
const recordedAs = (name: string): string => {
  const hyphened = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  return isOwn(hyphened) ? hyphened : name
}

export const isOwn = (fact: string): boolean =>
  Object.hasOwn(evidenceChoices, fact) || evidenceTexts.some((text) => text === fact)

/** What these packs ask of a person, by the name it is recorded under; of each fact what every one of them takes it to be. */
export const askedBy = (
  packIds: readonly string[],
  packs: readonly Pack[],
): ReadonlyMap<string, AskedFact> => {
  const byId = new Map(packs.map((pack) => [pack.id, pack]))
  const asked = new Map<string, AskedFact>()
  for (const packId of new Set(packIds))
    for (const fact of factsAsked(withLayers(packId, byId).map(({ pack }) => pack))) {
      const key = recordedAs(fact.name)
      const known = asked.get(key)
      asked.set(key, known ? together(known, fact) : ownOr(key, fact))
    }
  return asked
}

/** The house's own facts have the values that classes are proposed by. */
const ownOr = (key: string, fact: AskedFact): AskedFact => {
  if (!isOwn(key)) return fact
  const values: readonly string[] | undefined = (evidenceChoices as Record<string, readonly string[]>)[key]
  const { name } = fact
  return values
    ? { name, kind: 'choice', values, isOrder: true, mayBeNone: false }
    : { name, kind: 'text', values: [], isOrder: false, mayBeNone: false }
}

const together = (one: AskedFact, other: AskedFact): AskedFact =>
  isOwn(recordedAs(one.name))
    ? one
    : {
        name: one.name,
        kind: one.kind === other.kind ? one.kind : 'text',
        values: [...new Set([...one.values, ...other.values])],
        isOrder: one.isOrder && other.isOrder,
        mayBeNone: one.mayBeNone || other.mayBeNone,
      }
