import { type Static, Type } from 'typebox'
import { endpoint } from '../../wire/endpoint.ts'
import { Page, pageQuery } from '../../wire/page.ts'
import { Empty, IdShape, InstantShape, OneOf } from '../../wire/shapes.ts'

/** `kept`: this installation sends none, and the office reads it here. */
export const deliveryStates = ['queued', 'sending', 'sent', 'kept', 'failed'] as const
export const channels = ['email', 'sms'] as const

export const DeliveryShape = Type.Object({
  id: IdShape,
  template: Type.String(),
  channel: OneOf(channels),
  language: OneOf(['zh', 'en'] as const),
  recipientKind: OneOf(['account', 'person', 'organisation', 'registrant'] as const),
  recipientId: IdShape,
  recipientName: Type.Union([Type.String(), Type.Null()]),
  aboutKind: Type.String(),
  aboutId: IdShape,
  hint: Type.String({ description: 'the address, masked; empty where it was none' }),
  state: OneOf(deliveryStates),
  reason: Type.String({ description: 'why the last try failed; empty when it did not' }),
  replyCode: Type.Union([Type.Integer(), Type.Null()], {
    description: 'what the server answered (SMTP, HTTP)',
  }),
  tries: Type.Integer(),
  queuedAt: InstantShape,
  nextTryAt: Type.Union([InstantShape, Type.Null()]),
  settledAt: Type.Union([InstantShape, Type.Null()]),
  readable: Type.Boolean({ description: 'it was kept here and can be read' }),
  again: Type.Boolean({ description: 'it can be tried again' }),
})
export type Delivery = Static<typeof DeliveryShape>

export const deliveryRecord = endpoint({
  id: 'notifications.deliveryRecord',
  method: 'GET',
  path: '/api/v1/office/deliveries',
  title: { zh: '消息发送记录', en: 'Messages and what became of them' },
  audience: 'signed-in',
  query: Type.Object({
    state: Type.Optional(OneOf(deliveryStates)),
    channel: Type.Optional(OneOf(channels)),
    ...pageQuery,
  }),
  reply: Page(DeliveryShape),
})

const params = Type.Object({ deliveryId: IdShape })

export const tryAgain = endpoint({
  id: 'notifications.tryAgain',
  method: 'POST',
  path: '/api/v1/office/deliveries/:deliveryId/try-again',
  title: { zh: '重新发送消息', en: 'Send a message again' },
  audience: 'signed-in',
  params,
  body: Empty,
  reply: Empty,
  status: 204,
})

export const openMessage = endpoint({
  id: 'notifications.openMessage',
  method: 'POST',
  path: '/api/v1/office/deliveries/:deliveryId/open',
  title: { zh: '查看发件箱中的消息', en: 'Read a message kept in the outbox' },
  audience: 'signed-in',
  params,
  body: Empty,
  reply: Type.Object({ to: Type.String(), subject: Type.String(), text: Type.String() }),
})
