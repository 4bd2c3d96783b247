import type { DomainEvent } from '../../platform/events.ts'

export const reviewStarted = (
  id: string,
  data: { purpose: string; programme: string; years: string; candidates: number },
): DomainEvent => ({ name: 'titleReviews.started', subject: { kind: 'title-review', id }, data })

/** At the person: their record was read, by whom and what for. */
export const personReviewed = (
  personId: string,
  data: { review: string; purpose: string; years: string },
  onBehalfOf: string | null,
): DomainEvent => ({
  name: 'titleReviews.personReviewed',
  subject: { kind: 'person', id: personId },
  data,
  ...(onBehalfOf === null ? {} : { onBehalfOf }),
})
