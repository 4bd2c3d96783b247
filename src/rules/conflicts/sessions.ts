import type { Session } from '../facts.ts'
import type { Deed } from '../world.ts'

/** Minutes of the day that a session fills; null where it does not say when it began. */
export const hoursOf = ({
  start,
  end,
  minutes,
}: Session): { readonly start: number; readonly end: number } | null => {
  if (start === undefined) return null
  const from = minuteOfDay(start)
  return { start: from, end: end === undefined ? from + minutes : minuteOfDay(end) }
}

const minuteOfDay = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

const meet = (a: Session, b: Session): boolean => {
  if (a.date !== b.date) return false
  const [one, other] = [hoursOf(a), hoursOf(b)]
  return one !== null && other !== null && one.start < other.end && other.start < one.end
}

/** Whether some session of one lies, in part or whole, at the time of some session of the other. */
export const overlaps = (a: Deed, b: Deed): boolean =>
  (a.source.sessions ?? []).some((one) => (b.source.sessions ?? []).some((other) => meet(one, other)))

export const datesOf = (deed: Deed): readonly string[] => [
  ...new Set((deed.source.sessions ?? []).map(({ date }) => date)),
]
