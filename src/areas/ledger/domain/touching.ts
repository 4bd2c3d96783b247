import { type Activity, interplayOf, type Ruleset } from '../../../rules/index.ts'

/** The activities whose credit another may move by coming or going: of the same hours, work or topic, or any that the rules let it. */
export const touchedBy = (
  { versions }: Ruleset,
  activity: Activity,
  others: readonly Activity[],
): readonly Activity[] => {
  const taken = new Set(others.flatMap(({ reverses }) => reverses ?? []))
  const standing = others.filter(
    ({ id, reverses }) => id !== activity.id && reverses === undefined && !taken.has(id),
  )
  if (standing.length === 0) return []
  const interplay = interplayOf(versions)
  if (!interplay) return standing
  const { days, work, topic } = interplay
  const dates = new Set(datesOf(activity))
  return standing.filter(
    (other) =>
      (days && datesOf(other).some((date) => dates.has(date))) ||
      (work && other.work !== undefined && other.work === activity.work) ||
      (topic && other.topic !== undefined && other.topic === activity.topic),
  )
}

const datesOf = ({ sessions = [] }: Activity): readonly string[] => sessions.map(({ date }) => date)
