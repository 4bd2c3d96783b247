import type { DomainEvent } from '../../platform/events.ts'

const about = (name: string, id: string, data: DomainEvent['data']): DomainEvent => ({
  name: `notifications.${name}`,
  subject: { kind: 'delivery', id },
  data,
})

/** Somebody had a message tried again. */
export const deliveryTriedAgain = (id: string): DomainEvent => about('deliveryTriedAgain', id, {})
/** A sensitive read: who saw what a message kept here says. */
export const messageOpened = (id: string): DomainEvent => about('messageOpened', id, {})
