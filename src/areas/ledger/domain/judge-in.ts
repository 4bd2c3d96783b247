import { evaluate, type Activity, type Facts, type RuleResult, type Ruleset } from '../../../rules/index.ts'

/** Evaluates in the period that holds an activity's completion, as known on a day. */
export const judgeIn = (ruleset: Ruleset, facts: Facts, activity: Activity, on: string): RuleResult => {
  const completed = activity.completedOn ?? activity.to
  const located = evaluate(ruleset, { ...facts, ask: { on: completed } }, { on: completed })
  const period = located.obligations[0]?.periods.find((one) => one.asked)?.key
  return evaluate(ruleset, { ...facts, ask: { on, ...(period ? { period } : {}) } }, { on })
}
