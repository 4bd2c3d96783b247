export const verdicts = ['met', 'short', 'disputed', 'not-found'] as const
export type Verdict = (typeof verdicts)[number]

/** As much of a year as the verdict asks for. */
export interface JudgedYear {
  readonly applies: boolean
  readonly standing: 'met' | 'unmet' | 'undetermined'
  readonly recognitionWouldDo: boolean
}

/**
 * What the years of a window come to. One year that is short and could not be otherwise makes the candidate short; a year
 * is disputed while a fact is missing, or while what waits for recognition would do. Years whose rules do not reach the
 * person ask nothing of them; somebody whom the rules reach in no year is for people to decide.
 */
export const verdictOf = (years: readonly JudgedYear[]): Exclude<Verdict, 'not-found'> => {
  const asked = years.filter(({ applies }) => applies)
  if (asked.some((one) => one.standing === 'unmet' && !one.recognitionWouldDo)) return 'short'
  return asked.length > 0 && asked.every(({ standing }) => standing === 'met') ? 'met' : 'disputed'
}
