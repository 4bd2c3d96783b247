import {
  type Activity,
  evaluate,
  type Facts,
  judgeActivities,
  periodOn,
  type RuleResult,
  type Ruleset,
} from '../../../rules/index.ts'

/** FACTS that ask about the period which holds an activity's completion. */
const asking = (ruleset: Ruleset, facts: Facts, activity: Activity, on: string): Facts => {
  const completed = activity.completedOn ?? activity.to
  const period = periodOn(ruleset, facts, completed)
  return { ...facts, ask: { on, ...(period !== undefined && { period }) } }
}

/** Evaluates in the period that holds an activity's completion, as known on a day. */
export const judgeIn = (ruleset: Ruleset, facts: Facts, activity: Activity, on: string): RuleResult =>
  evaluate(ruleset, asking(ruleset, facts, activity, on), { on })

/** Of the same what every activity comes to. */
export const creditsIn = (
  ruleset: Ruleset,
  facts: Facts,
  activity: Activity,
  on: string,
): Pick<RuleResult, 'pack' | 'activities'> =>
  judgeActivities(ruleset, asking(ruleset, facts, activity, on), on)
