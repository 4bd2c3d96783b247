import { ok, refuse } from '../../../kernel/result.ts'
import { cursorParts, keyPart, pageOf } from '../../../platform/page.ts'
import { command, listing, query, type Reading } from '../../../platform/perform.ts'
import { mostTries } from '../domain/retries.ts'
import { deliveryTriedAgain, messageOpened } from '../events.ts'
import { listDeliveries, lockDelivery, updateDelivery } from '../store/deliveries.ts'
import type { DeliveryState } from '../store/tables.ts'
import { writtenOf } from './deliver.ts'
import { deliverOrder } from './notify.ts'

/** What was sent to whom and what became of it. Addresses are masked, contents are not shown. */
export const deliveryRecord = query({
  name: 'notifications.deliveryRecord',
  action: 'delivery.manage',
  load: listing,
  async reply(
    reading,
    input: {
      state?: DeliveryState | undefined
      channel?: 'email' | 'sms' | undefined
      cursor?: string | undefined
      limit?: number | undefined
    },
  ) {
    const limit = input.limit ?? 50
    const after = cursorParts(input.cursor, keyPart.id)?.[0]
    const rows = await listDeliveries(reading.tx, input, after, limit + 1)
    return pageOf(
      rows,
      limit,
      (row) => [row.id],
      ({ hasContent, queuedAt, nextTryAt, settledAt, ...row }) => ({
        ...row,
        queuedAt: queuedAt.toISOString(),
        nextTryAt: nextTryAt?.toISOString() ?? null,
        settledAt: settledAt?.toISOString() ?? null,
        readable: row.state === 'kept' && hasContent,
        again: hasContent && (row.state === 'failed' || row.state === 'queued' || row.state === 'kept'),
      }),
    )
  },
})

const load = async (unit: Reading, { deliveryId }: { deliveryId: string }) => {
  const delivery = await lockDelivery(unit.tx, deliveryId)
  return delivery ? { owners: {}, delivery } : undefined
}

/** Tries once more, at once, and from there on as if it had just been asked for. */
export const tryAgain = command({
  name: 'notifications.tryAgain',
  action: 'delivery.manage',
  load,
  async run(unit, _input: { deliveryId: string }, { delivery }) {
    if (delivery.state === 'sent') return refuse('delivery.sent')
    if (delivery.state === 'sending') return refuse('delivery.under-way')
    if (!delivery.content) return refuse('delivery.erased')
    await updateDelivery(unit.tx, delivery.id, {
      state: 'queued',
      triesLeft: mostTries,
      nextTryAt: unit.now,
      settledAt: null,
    })
    await unit.enqueue(deliverOrder(delivery.id, delivery.tries + 1))
    await unit.emit(deliveryTriedAgain(delivery.id))
    return ok({})
  },
})

/** What a message in the outbox says. A command, not a query: the look is put on record before anything is shown. */
export const openMessage = command({
  name: 'notifications.openMessage',
  action: 'delivery.manage',
  load,
  async run(unit, _input: { deliveryId: string }, { delivery }) {
    if (delivery.state !== 'kept' || !delivery.content) return refuse('delivery.not-kept')
    await unit.emit(messageOpened(delivery.id))
    const { subject, text } = writtenOf(unit, delivery)
    return ok({ to: unit.ports.vault.open(delivery.address), subject, text })
  },
})
