import { markInForce } from '../../../areas/certificates/contract.ts'

interface Mark<Kind extends string> {
  readonly kind: Kind
  readonly from: string
  readonly image: string | null
}

/**
 * Which kinds still print an image on a day or will later, each with the first such day: what may be ended, and from when on
 * there is something to end.
 */
export const marksToEnd = <Kind extends string>(
  marks: readonly Mark<Kind>[],
  today: string,
): ReadonlyMap<Kind, string> => {
  const ends = new Map<Kind, string>()
  for (const kind of new Set(marks.map((mark) => mark.kind))) {
    const later = marks.filter((mark) => mark.kind === kind && mark.from > today).map((mark) => mark.from)
    const first = [today, ...later.sort()].find((day) => markInForce(marks, kind, day)?.image)
    if (first !== undefined) ends.set(kind, first)
  }
  return ends
}
