export type MarkStatus = 'present' | 'absent' | 'late' | 'early'

export interface Exception {
  readonly enrolmentId: string
  readonly status: 'absent' | 'late' | 'early'
  readonly minutes?: number | undefined
}

export interface Mark {
  readonly status: MarkStatus
  readonly minutes: number
}

/**
 * Minutes a status proves: all of the session, none, or what is stated for late and early, which lies in between.
 * `undefined`: the minutes stated cannot belong to the status.
 */
export const provenMinutes = (
  status: MarkStatus,
  stated: number | undefined,
  sessionMinutes: number,
): number | undefined => {
  if (status === 'present')
    return stated === undefined || stated === sessionMinutes ? sessionMinutes : undefined
  if (status === 'absent') return stated === undefined || stated === 0 ? 0 : undefined
  return stated !== undefined && stated > 0 && stated < sessionMinutes ? stated : undefined
}

export interface Sheet {
  readonly marks: ReadonlyMap<string, Mark>
  /** Exceptions for people who are not in the class now. */
  readonly strangers: readonly number[]
  /** Exceptions whose minutes do not fit. */
  readonly misfits: readonly number[]
}

/** The whole sheet from its exceptions: everybody else was there from beginning to end. */
export const sheetFrom = (
  present: readonly string[],
  exceptions: readonly Exception[],
  sessionMinutes: number,
): Sheet => {
  const marks = new Map<string, Mark>(
    present.map((id) => [id, { status: 'present', minutes: sessionMinutes }]),
  )
  const [strangers, misfits]: [number[], number[]] = [[], []]
  for (const [index, exception] of exceptions.entries()) {
    const minutes = provenMinutes(exception.status, exception.minutes, sessionMinutes)
    if (!marks.has(exception.enrolmentId)) strangers.push(index)
    else if (minutes === undefined) misfits.push(index)
    else marks.set(exception.enrolmentId, { status: exception.status, minutes })
  }
  return { marks, strangers, misfits }
}

/** Marks that differ from what is recorded: only those are appended. */
export const changedMarks = (
  sheet: ReadonlyMap<string, Mark>,
  recorded: ReadonlyMap<string, Mark>,
): { enrolmentId: string; status: MarkStatus; minutes: number }[] =>
  [...sheet].flatMap(([enrolmentId, mark]) => {
    const before = recorded.get(enrolmentId)
    return before && before.status === mark.status && before.minutes === mark.minutes
      ? []
      : [{ enrolmentId, ...mark }]
  })

/** Marks of one save as a text that two of them share only if they are the same; a line each, by enrolment. */
export const marksText = (
  marks: readonly { readonly enrolmentId: string; readonly status: MarkStatus; readonly minutes: number }[],
): string =>
  marks
    .map(({ enrolmentId, status, minutes }) => `${enrolmentId} ${status} ${minutes}`)
    .sort()
    .join('\n')
