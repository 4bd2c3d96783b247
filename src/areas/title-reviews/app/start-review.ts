import { dayInZone } from '../../../kernel/calendar.ts'
import { newId } from '../../../kernel/id.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'
import { command, type Asking, type Reading } from '../../../platform/perform.ts'
import type { Services } from '../../../platform/services.ts'
import { SheetError } from '../../../platform/sheet/sheet.ts'
import { peopleOnRecord } from '../../people/index.ts'
import { judgedRoster, type RosterPerson } from '../../training/index.ts'
import { mostCandidates, mostYears } from '../contract.ts'
import { reviewStarted } from '../events.ts'
import { programmeReviewed, staffAmong } from '../store/candidates.ts'
import { insertReview } from '../store/title-reviews.ts'
import { askerOf, ownersOf } from './asker.ts'
import { judgeJob } from './judge-review.ts'

export interface ReviewAsked {
  readonly programmeId: string
  readonly organisationId?: string | undefined
  readonly fromYear: number
  readonly toYear: number
  readonly purpose: string
}

export interface RefusedCandidate {
  readonly row: number
  readonly column: string
  readonly code: string
  readonly params: Record<string, string | number>
}

/** Reads a list by the rules of rosters, row by row, and orders the judging of everybody in it. */
export const startReview = async (
  services: Services,
  asked: ReviewAsked,
  bring: () => Promise<Result<Uint8Array, string>>,
  by: Asking,
): Promise<
  Result<{ id: string; candidates: number; notFound: number; refused: RefusedCandidate[] }, string>
> => {
  const allowed = await services.perform(mayStart, asked, { ...by, idempotencyKey: undefined })
  if (!allowed.ok) return allowed
  const brought = await bring()
  if (!brought.ok) return brought
  const bytes = brought.value
  const people: RosterPerson[] = []
  const refused: RefusedCandidate[] = []
  try {
    for await (const message of judgedRoster({ bytes, today: allowed.value.today, employer: null })) {
      if (message.kind === 'rows') {
        people.push(...message.people)
        refused.push(
          ...message.refused.map(({ row, column, code, params }) => ({
            row,
            column,
            code,
            params: { ...params },
          })),
        )
        if (people.length > mostCandidates) return refuse('title-review.too-many', { limit: mostCandidates })
      } else if (!message.read.ok) return message.read
    }
  } catch (error) {
    if (error instanceof SheetError) return refuse(error.code, error.params)
    throw error
  }
  if (people.length === 0) return refuse('title-review.nobody', {}, [])
  const saved = await services.perform(saveReview, { ...asked, people }, by)
  return saved.ok ? ok({ ...saved.value, candidates: people.length, refused }) : saved
}

interface ListAsked extends ReviewAsked {
  readonly people: readonly RosterPerson[]
}

const load = async (reading: Reading, { programmeId, organisationId }: ReviewAsked) => {
  const programme = await programmeReviewed(reading.tx, programmeId)
  if (!programme) return undefined
  const asker = askerOf(reading.actor, programme.officeId, organisationId)
  const today = dayInZone(reading.now, programme.zone)
  return { owners: asker ? ownersOf(asker) : { office: [programme.officeId] }, asker, today }
}

const windowFault = ({ fromYear, toYear }: ReviewAsked, today: string) => {
  const thisYear = Number(today.slice(0, 4))
  if (fromYear > toYear)
    return refuse('title-review.years', {}, [{ pointer: '/toYear', code: 'title-review.years' }])
  if (toYear > thisYear) {
    const params = { year: thisYear }
    return refuse('title-review.future', params, [
      { pointer: '/toYear', code: 'title-review.future', params },
    ])
  }
  if (toYear - fromYear >= mostYears) {
    const params = { limit: mostYears }
    return refuse('title-review.too-long', params, [
      { pointer: '/fromYear', code: 'title-review.too-long', params },
    ])
  }
  return undefined
}

/** Whether this may be asked at all, before a file is taken in for it. */
const mayStart = command({
  name: 'titleReviews.mayStart',
  action: 'titleReview.make',
  load,
  async run(_unit, input: ReviewAsked, { today }) {
    return windowFault(input, today) ?? ok({ today })
  },
})

/** Keeps the list, and orders its judging. */
export const saveReview = command({
  name: 'titleReviews.start',
  action: 'titleReview.make',
  // Identity numbers are no part of what is kept of a request.
  identity: ({ people, ...asked }: ListAsked) => ({
    ...asked,
    rows: people.map(({ row, name }) => [row, name]),
  }),
  load: (unit, input: ListAsked) => load(unit, input),
  async run(unit, { people, ...asked }, { asker, today }) {
    if (!asker) return refuse('access.denied')
    const onRecord = await peopleOnRecord(unit, people)
    const known = onRecord.flatMap((one) => (one ? [one.personId] : []))
    const readable =
      asker.role === 'office' ? new Set(known) : await staffAmong(unit.tx, asker.organisationId, known, today)
    const candidates = people.map(({ row, name }, index) => {
      const found = onRecord[index]
      const shown = found && readable.has(found.personId) ? found : null
      return { row, name, personId: shown?.personId ?? null, otherName: (shown?.otherName ?? null) !== null }
    })
    const { programmeId, fromYear, toYear, purpose } = asked
    const id = newId()
    const askedBy = unit.actor.accountId
    await insertReview(
      unit.tx,
      { id, programmeId, ...asker, purpose: purpose.trim(), fromYear, toYear, onDay: today, askedBy },
      candidates,
      unit.now,
    )
    await unit.emit(
      reviewStarted(id, {
        purpose: purpose.trim(),
        programme: programmeId,
        years: `${fromYear}–${toYear}`,
        candidates: candidates.length,
      }),
    )
    await unit.enqueue({ job: judgeJob, lane: 'slow', data: { reviewId: id }, key: id })
    return ok({ id, notFound: candidates.filter(({ personId }) => personId === null).length })
  },
})
