import { createHash } from 'node:crypto'
import { newId } from '../../../kernel/id.ts'
import type { Unit } from '../../../platform/perform.ts'
import { hintOf, isAddress } from '../domain/address.ts'
import { mostTries } from '../domain/retries.ts'
import type { RecipientKind } from '../store/tables.ts'
import { type Channel, type Fill, type Language, type TemplateName, write } from '../domain/templates.ts'
import { insertDelivery } from '../store/deliveries.ts'

/** Where a message goes, and whose address that is. */
export interface Addressee {
  readonly channel: Channel
  /** E-mail address, or phone number; empty where somebody should have been told and has none, which is put on record. */
  readonly address: string
  readonly language: Language
  readonly recipient: { readonly kind: RecipientKind; readonly id: string }
}

export interface Notice<N extends TemplateName> {
  readonly template: N
  readonly fill: Fill<N>
  readonly to: Addressee
  /** What it is about, as the audit trail names subjects. */
  readonly about: { readonly kind: string; readonly id: string }
  /** Why it is told: the id of an event or of a request. The same template for the same reason reaches an address once. */
  readonly because: string
  /** After this it is of no use to its reader and not sent any more. */
  readonly until?: Date
}

/** A notice of whichever template, its fill fitting. */
export type AnyNotice = { [N in TemplateName]: Notice<N> }[TemplateName]

export const deliverJob = 'notifications.deliver'

/**
 * Has somebody told something, inside the caller's unit of work: the message leaves, from a job, exactly if the change
 * commits. Never refuses: a message that could not be addressed or written is on record as failed, where the office sees it.
 */
export const notify = async (unit: Unit, notice: AnyNotice): Promise<void> => {
  const { template, fill, to, about, because } = notice
  const id = newId()
  const { subject } = write(template, fill, { ...to, publicUrl: unit.ports.publicUrl })
  const fits = isAddress(to.channel, to.address) && !/\p{Cc}|\u2028|\u2029/u.test(subject)
  const { vault } = unit.ports
  const inserted = await insertDelivery(unit.tx, {
    id,
    key: createHash('sha256')
      .update(`${template}\n${because}\n${vault.fingerprint('address', to.address)}`)
      .digest('hex'),
    template,
    channel: to.channel,
    language: to.language,
    recipientKind: to.recipient.kind,
    recipientId: to.recipient.id,
    aboutKind: about.kind,
    aboutId: about.id,
    address: vault.seal(to.address),
    hint: fits ? hintOf(to.channel, to.address) : '',
    content: fits ? vault.seal(JSON.stringify(fill)) : null,
    state: fits ? 'queued' : 'failed',
    reason: fits ? '' : to.address === '' ? 'no-address' : 'malformed',
    triesLeft: mostTries,
    queuedAt: unit.now,
    until: notice.until ?? null,
    nextTryAt: fits ? unit.now : null,
    claimedAt: null,
    settledAt: fits ? null : unit.now,
    replyCode: null,
    tries: 0,
  })
  if (inserted && fits) await unit.enqueue(deliverOrder(id, 1))
}

/** The job of one try. */
export const deliverOrder = (deliveryId: string, attempt: number, after?: Date) => ({
  job: deliverJob,
  lane: 'quick' as const,
  data: { deliveryId, attempt },
  key: `${deliveryId}:${attempt}`,
  ...(after ? { after } : {}),
})
