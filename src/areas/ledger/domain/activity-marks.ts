import { type Activity, sha256 } from '../../../rules/index.ts'

/** What is kept beside an activity's evidence so that whole registers can be judged without opening it. */
export interface ActivityMarks {
  readonly fromDay: string
  /** Days between which it has sessions; null without any. */
  readonly firstSession: string | null
  readonly lastSession: string | null
  readonly completedOn: string
  /** Last day on which anything it says became known. */
  readonly knownOn: string
  readonly workKey: number | null
  readonly topicKey: number | null
}

export const marksOf = (activity: Activity): ActivityMarks => {
  const dates = (activity.sessions ?? []).map(({ date }) => date).toSorted()
  const completedOn = activity.completedOn ?? activity.to
  const known = [
    activity.registeredOn,
    ...(activity.recognitions ?? []).map(({ on }) => on),
    ...(activity.approvals ?? []).flatMap(({ appliedOn, on, from }) => [appliedOn, on, from]),
  ].filter((day) => day !== undefined)
  return {
    fromDay: activity.from,
    firstSession: dates[0] ?? null,
    lastSession: dates.at(-1) ?? null,
    completedOn,
    knownOn: [completedOn, ...known].toSorted().at(-1) as string,
    workKey: keyOf(activity.work),
    topicKey: keyOf(activity.topic),
  }
}

/** Equal identities have equal keys; that two others share one is possible and costs time alone. */
const keyOf = (identity: string | undefined): number | null =>
  identity === undefined ? null : Number.parseInt(sha256(identity).slice(0, 8), 16) | 0
