import { useEffect, useMemo, useState } from 'react'
import { checkSchedule, type Clash } from '../../../areas/training/contract.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { useAsk } from '../../api/use-ask.ts'
import { isComplete, toSend, type SessionDraft } from './plan-sessions.ts'

export type Busy = ReplyOf<typeof checkSchedule>['busy'][number]

export interface ScheduleCheck {
  /** `session` is the position in the form, whatever rows are still incomplete. */
  readonly clashes: readonly Clash[]
  readonly busy: readonly Busy[]
  readonly checking: boolean
  readonly error: unknown
}

const pause = 400

/** Asks, a moment after the last change, what stands in the way of the schedule as typed so far. */
export const useScheduleCheck = (plan: {
  readonly institutionId: string
  readonly capacity: number
  readonly sessions: readonly SessionDraft[]
  readonly exceptClassId?: string
}): ScheduleCheck => {
  const complete = plan.sessions.flatMap((session, at) =>
    isComplete(session) ? [{ at, session: toSend(session) }] : [],
  )
  const now = JSON.stringify({ complete, capacity: plan.capacity })
  const [settled, setSettled] = useState(now)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(now), pause)
    return () => clearTimeout(timer)
  }, [now])
  const asked = useMemo(
    () =>
      JSON.parse(settled) as {
        complete: { at: number; session: ReturnType<typeof toSend> }[]
        capacity: number
      },
    [settled],
  )
  const read = useAsk(
    checkSchedule,
    {
      body: {
        institutionId: plan.institutionId,
        capacity: asked.capacity,
        sessions: asked.complete.map(({ session: { id: _id, ...rest } }) => rest),
        ...(plan.exceptClassId ? { exceptClassId: plan.exceptClassId } : {}),
      },
    },
    { when: asked.complete.length > 0, keep: true },
  )
  const place = (session: number): number => asked.complete[session]?.at ?? session
  const reply = asked.complete.length > 0 ? read.data : undefined
  return {
    clashes: (reply?.clashes ?? []).map((clash) => ({
      ...clash,
      session: place(clash.session),
      otherSession: clash.otherSession === null ? null : place(clash.otherSession),
    })),
    busy: reply?.busy ?? [],
    checking: settled !== now || read.isFetching,
    error: read.error,
  }
}
