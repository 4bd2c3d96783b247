import { ok } from '../../../kernel/result.ts'
import { command, type Unit } from '../../../platform/perform.ts'
import type { Services } from '../../../platform/services.ts'
import { plainlyDue, type AttemptRow } from '../store/attempts.ts'
import { deadlineOfAttempt } from './freeze-attempt.ts'
import { dueAfter, submitDueJob } from './submit-attempt.ts'

/** Name of the job that hands in whose time ran out in one span of a sitting. */
export const sweepDueJob = 'exams.sweepDue'

/** Ends of seats that lie in the same span are looked after together: a silent seat is handed in later by no more than this. */
const spanMs = 10_000

/** The seats of a sitting whose time is over in the span that ends at `until`; milliseconds of Unix time. */
export interface DueSpan {
  readonly sittingId: string
  readonly until: number
}

/** Spans for which a job stands in the queue, as this process knows, with those the transaction under way adds. */
export interface Sweeps {
  readonly standing: ReadonlySet<string>
  readonly added: DueSpan[]
}

const nameOf = ({ sittingId, until }: DueSpan): string => `${sittingId} ${until}`

/**
 * Has the end of a seat looked after in the transaction of its start. A seat shares one job with all of its sitting whose
 * time ends in the same span, as the sitting gives it to everybody, whichever process let them in: the job goes by the
 * database, and looks again where a seat has more. Whose own time is shorter has a job of their own.
 */
export const lookAfterEnd = async (
  unit: Unit,
  sweeps: Sweeps | undefined,
  attempt: AttemptRow & { readonly startedAt: Date },
  deadline: number,
): Promise<void> => {
  const plain = deadlineOfAttempt({ ...attempt, adjustments: [], holds: [] }, unit.now) as number
  if (deadline < plain)
    return unit.enqueue({
      job: submitDueJob,
      lane: 'quick',
      data: { attemptId: attempt.id },
      after: dueAfter(deadline),
    })
  const span = { sittingId: attempt.sittingId, until: Math.ceil(plain / spanMs) * spanMs }
  if (sweeps?.standing.has(nameOf(span))) return
  sweeps?.added.push(span)
  await unit.enqueue({ job: sweepDueJob, lane: 'quick', data: { ...span }, after: dueAfter(span.until) })
}

const ofProcess = new WeakMap<Services, Map<string, number>>()

/**
 * Does something with the spans this process knows of, and remembers what it added once that is committed. A process that
 * was just started, or another one, adds a job more, which finds nothing left to do.
 */
export const knowingSweeps = async <T extends { readonly ok: boolean }>(
  services: Services,
  work: (sweeps: Sweeps) => Promise<T>,
): Promise<T> => {
  const known = ofProcess.get(services) ?? new Map<string, number>()
  ofProcess.set(services, known)
  const now = services.now().getTime()
  // No seat begins whose span is over.
  for (const [name, until] of known) if (until < now) known.delete(name)
  const added: DueSpan[] = []
  const done = await work({ standing: new Set(known.keys()), added })
  if (done.ok) for (const span of added) known.set(nameOf(span), span.until)
  return done
}

/** The attempts of a span to hand in; where the queue's clock runs ahead, the span is looked at again at its end. */
export const sweepDue = command({
  name: 'exams.sweepDue',
  action: 'exam.sweep',
  load: async (_unit, _input: DueSpan) => ({ owners: {} }),
  async run(unit, span) {
    const after = dueAfter(span.until)
    if (unit.now < after) {
      await unit.enqueue({ job: sweepDueJob, lane: 'quick', data: { ...span }, after })
      return ok({ attemptIds: [] })
    }
    const from = new Date(span.until - spanMs)
    return ok({ attemptIds: await plainlyDue(unit.tx, span.sittingId, from, new Date(span.until)) })
  },
})
