import { systemActor } from '../../../access/index.ts'
import { newId } from '../../../kernel/id.ts'
import { ok } from '../../../kernel/result.ts'
import { command, type Reading } from '../../../platform/perform.ts'
import type { Posted } from '../../../platform/ports/ports.ts'
import type { Services } from '../../../platform/services.ts'
import { nextTry } from '../domain/retries.ts'
import {
  type Channel,
  isSecret,
  type Language,
  type TemplateName,
  write,
  type Written,
} from '../domain/templates.ts'
import { type Delivery, lockDelivery, updateDelivery } from '../store/deliveries.ts'
import { deliverOrder } from './notify.ts'

/** Longer than a try can take: whoever began one this long ago is gone. */
const abandonedMs = 90_000

interface Try {
  readonly deliveryId: string
  readonly attempt: number
}

const load = async (unit: Reading, { deliveryId }: Try) => {
  const delivery = await lockDelivery(unit.tx, deliveryId)
  return delivery ? { owners: {}, delivery } : undefined
}

type Claim =
  | {
      readonly claim: 'mine'
      readonly channel: Channel
      readonly language: Language
      readonly to: string
      readonly written: Written
    }
  | { readonly claim: 'over' }
  | { readonly claim: 'elsewhere' }

/** Takes a try for this process, so that two never send at once; what to send is put together here. */
const claimTry = command({
  name: 'notifications.claimTry',
  action: 'delivery.manage',
  load,
  async run(unit, { attempt }: Try, { delivery }) {
    const begun = delivery.state === 'sending' && delivery.tries === attempt
    if (begun && delivery.claimedAt && unit.now.getTime() - delivery.claimedAt.getTime() < abandonedMs)
      return ok<Claim>({ claim: 'elsewhere' })
    if (!begun && (delivery.state !== 'queued' || delivery.tries !== attempt - 1))
      return ok<Claim>({ claim: 'over' })
    if (delivery.until && delivery.until < unit.now) {
      await updateDelivery(unit.tx, delivery.id, givenUp(delivery, 'expired', unit.now))
      return ok<Claim>({ claim: 'over' })
    }
    await updateDelivery(unit.tx, delivery.id, {
      state: 'sending',
      tries: attempt,
      triesLeft: begun ? delivery.triesLeft : delivery.triesLeft - 1,
      claimedAt: unit.now,
      nextTryAt: null,
    })
    const { channel, language } = delivery
    const to = unit.ports.vault.open(delivery.address)
    return ok<Claim>({ claim: 'mine', channel, language, to, written: writtenOf(unit, delivery) })
  },
})

/** The message of a delivery whose content is still there. */
export const writtenOf = ({ ports }: Pick<Reading, 'ports'>, delivery: Delivery): Written => {
  if (!delivery.content) throw new Error(`delivery ${delivery.id} has no content any more`)
  const fill = JSON.parse(ports.vault.open(delivery.content)) as Record<string, string>
  return write(delivery.template as TemplateName, fill, { ...delivery, publicUrl: ports.publicUrl })
}

const givenUp = (delivery: Delivery, reason: string, now: Date) => ({
  state: 'failed' as const,
  reason,
  nextTryAt: null,
  settledAt: now,
  // A code or a link is of no use to anybody by the time somebody looks here.
  ...(isSecret(delivery.template as TemplateName) ? { content: null } : {}),
})

/** Puts on record what became of a try, and has the next one made if there is to be one. */
const settleTry = command({
  name: 'notifications.settleTry',
  action: 'delivery.manage',
  load: (unit: Reading, input: Try & { posted: Posted }) => load(unit, input),
  async run(unit, { attempt, posted }, { delivery }) {
    if (delivery.state !== 'sending' || delivery.tries !== attempt) return ok({})
    const said = {
      reason: posted.posted === 'failed' ? posted.reason : '',
      replyCode: posted.posted === 'failed' ? (posted.replyCode ?? null) : null,
    }
    if (posted.posted !== 'failed') {
      const content = posted.posted === 'kept' ? {} : { content: null }
      await updateDelivery(unit.tx, delivery.id, {
        ...said,
        ...content,
        state: posted.posted,
        settledAt: unit.now,
      })
      return ok({})
    }
    const next = posted.again ? nextTry(delivery.triesLeft, unit.now, delivery.until) : undefined
    if (!next) {
      await updateDelivery(unit.tx, delivery.id, { ...said, ...givenUp(delivery, posted.reason, unit.now) })
      return ok({})
    }
    await updateDelivery(unit.tx, delivery.id, { ...said, state: 'queued', nextTryAt: next })
    await unit.enqueue(deliverOrder(delivery.id, attempt + 1, next))
    return ok({})
  },
})

/** One try of one delivery. Delivered twice by the queue it sends once; after a crash the message goes out again under the same id. */
export const deliver = async (services: Services, { deliveryId, attempt }: Try): Promise<void> => {
  const by = { actor: systemActor, requestId: newId() }
  const claimed = await services.perform(claimTry, { deliveryId, attempt }, by)
  if (!claimed.ok || claimed.value.claim === 'over') return
  // Thrown so that the queue asks again: whoever has it may have died.
  if (claimed.value.claim === 'elsewhere') throw new Error(`delivery ${deliveryId} is being sent elsewhere`)
  const { channel, language, to, written } = claimed.value
  const { mailer, sms } = services.ports
  const posted =
    channel === 'email'
      ? await mailer.send({ id: deliveryId, to, language, ...written })
      : await sms.send({ id: deliveryId, to, language, text: written.text })
  await services.perform(settleTry, { deliveryId, attempt, posted }, by)
}
