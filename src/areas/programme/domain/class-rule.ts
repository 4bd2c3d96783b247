import type { Bilingual } from '../../../kernel/bilingual.ts'

/** Who is of which class, as the programme states it. */
export interface ClassRule {
  readonly precedence: readonly string[]
  readonly criteria: readonly ClassCriterion[]
}

export interface ClassCriterion {
  readonly class: string
  readonly text: Bilingual
  readonly all: readonly { readonly fact: string; readonly oneOf: readonly string[] }[]
}

export interface ProposedClass {
  readonly class: string
  /** The criterion that holds, to be shown with the proposal. */
  readonly criterion: ClassCriterion
}

/**
 * The class that evidence gives: of all criteria that hold, one of the class named first in the precedence. `undefined`
 * when none holds; a fact not in evidence satisfies nothing.
 */
export const classProposed = (
  rule: ClassRule,
  evidence: Readonly<Record<string, string | undefined>>,
): ProposedClass | undefined => {
  const holding = rule.criteria.filter((criterion) =>
    criterion.all.every(({ fact, oneOf }) => oneOf.includes(evidence[fact] ?? '')),
  )
  for (const personClass of rule.precedence) {
    const criterion = holding.find((one) => one.class === personClass)
    if (criterion) return { class: personClass, criterion }
  }
  return undefined
}

export interface ClassAbove extends ProposedClass {
  /** The conditions that do not hold, and what evidence says instead; `null` where it says nothing. */
  readonly lacking: readonly {
    readonly fact: string
    readonly oneOf: readonly string[]
    readonly found: string | null
  }[]
}

/** Why not a class before the proposed one: every criterion of such a class, in the order of the precedence, with what it lacks. */
export const classesAbove = (
  rule: ClassRule,
  evidence: Readonly<Record<string, string | undefined>>,
): readonly ClassAbove[] => {
  const proposed = classProposed(rule, evidence)
  const above = proposed ? rule.precedence.slice(0, rule.precedence.indexOf(proposed.class)) : rule.precedence
  return above.flatMap((personClass) =>
    rule.criteria
      .filter((criterion) => criterion.class === personClass)
      .map((criterion) => ({
        class: personClass,
        criterion,
        lacking: criterion.all
          .filter(({ fact, oneOf }) => !oneOf.includes(evidence[fact] ?? ''))
          .map(({ fact, oneOf }) => ({ fact, oneOf, found: evidence[fact] || null })),
      })),
  )
}
