import type { DomainEvent } from '../../platform/events.ts'

const notice = (name: string, id: string, data: DomainEvent['data']): DomainEvent => ({
  name: `publicity.${name}`,
  subject: { kind: 'notice', id },
  data,
})

/** What happens to notices, as the audit trail names it. */
export const noticeWritten = (id: string, data: { title: string; publishedOn: string }): DomainEvent =>
  notice('noticeWritten', id, data)
export const noticeEdited = (
  id: string,
  data: { before: Record<string, string | null>; after: Record<string, string | null> },
): DomainEvent => notice('noticeEdited', id, data)
export const noticeWithdrawn = (id: string, data: { reason: string }): DomainEvent =>
  notice('noticeWithdrawn', id, data)
export const noticeRestored = (id: string): DomainEvent => notice('noticeRestored', id, {})
