import type { DomainEvent } from '../../platform/events.ts'

const of =
  (name: string) =>
  (draftId: string, data: DomainEvent['data']): DomainEvent => ({
    name: `ruleStudio.${name}`,
    subject: { kind: 'rule-draft', id: draftId },
    data,
  })

/** Data: { pack, origin, base }. */
export const draftStarted = of('draftStarted')
/** Data: { pack, revision, hash }. */
export const draftSaved = of('draftSaved')
/** Data: { pack, run, programme, period, hash }. */
export const dryRunStarted = of('dryRunStarted')
/** Data: { pack, run, hash, report }. */
export const dryRunDone = of('dryRunDone')
/** The list of people was taken out as a file. Data: { pack, run, people }. */
export const dryRunExported = of('dryRunExported')
/** Data: { pack, hash, note }. */
export const draftProposed = of('draftProposed')
/** Data: { pack, hash, reason }. */
export const draftReturned = of('draftReturned')
export const draftWithdrawn = of('draftWithdrawn')
/** Data: { pack, hash, base, changedFrom, reports }. */
export const rulesPublished = of('published')
