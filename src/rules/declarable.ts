import type { Ruleset } from './compile.ts'
import type { Activity, Day, Value } from './facts.ts'
import type { DeclarableAsk, DeclarableKind, DeclareRules } from './pack/declare.ts'
import type { Bilingual } from '../kernel/bilingual.ts'

/** What may be declared of an activity completed on a day: that of the version then in force. */
export const declareRulesOn = (ruleset: Ruleset, day: Day): DeclareRules | null =>
  ruleset.versions.find(({ from, to }) => from <= day && day <= to)?.declare ?? null

/** The kind an activity was declared as, in the words of the version in force when it was completed. */
export const declaredKind = (ruleset: Ruleset, activity: Activity): DeclarableKind | null =>
  declareRulesOn(ruleset, activity.completedOn ?? activity.to)?.kinds.find(
    ({ id }) => id === activity.kind,
  ) ?? null

/** An answer as the pack words question and answer. */
export interface Answer {
  readonly label: Bilingual
  readonly value: Bilingual
}

/** What an activity answers to the questions of its kind; a question left open is left out. */
export const answersOf = (kind: Pick<DeclarableKind, 'asks'>, activity: Activity): readonly Answer[] =>
  kind.asks.flatMap((ask) => {
    const given = answerTo(ask.field, activity)
    if (given === undefined || given === null || given === '') return []
    return [{ label: { zh: ask.zh, en: ask.en }, value: worded(ask, given) }]
  })

const answerTo = (field: string, activity: Activity): Value | undefined => {
  // An identity is kept in a form for comparing, made of the title where no number was given; beside it stands what was written.
  if (field === 'work') return activity.evidence?.['work']
  const [part, name] = field.split('.')
  const within = name === undefined ? activity : part === 'quantity' ? activity.quantity : activity.evidence
  return (within as Readonly<Record<string, Value>> | undefined)?.[name ?? field]
}

const worded = (ask: DeclarableAsk, value: Value): Bilingual => {
  if (typeof value === 'boolean') return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' }
  const chosen = ask.choices.find((one) => one.value === value)
  const text = Array.isArray(value) ? value.join(', ') : String(value)
  return chosen ? { zh: chosen.zh, en: chosen.en } : { zh: text, en: text }
}

/** What a value stands for among the choices of a kind's questions; null for what is no choice. */
export const wordOfChoice = (kind: Pick<DeclarableKind, 'asks'>, value: string): Bilingual | null => {
  const found = kind.asks.flatMap(({ choices }) => choices).find((one) => one.value === value)
  return found ? { zh: found.zh, en: found.en } : null
}
