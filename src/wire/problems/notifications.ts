import { problems } from './problem.ts'

export const notificationProblems = problems({
  'delivery.sent': { status: 409, zh: '消息已经发出。', en: 'The message has been sent already.' },
  'delivery.under-way': {
    status: 409,
    zh: '消息正在发送，请稍候。',
    en: 'The message is being sent; wait a moment.',
  },
  'delivery.erased': {
    status: 409,
    zh: '消息内容已清除，无法重发；请让收件人重新申请。',
    en: 'What the message said has been erased; its reader has to ask for a new one.',
  },
  'delivery.not-kept': {
    status: 409,
    zh: '只有留在发件箱的消息可以查看内容。',
    en: 'Only messages kept in the outbox can be read.',
  },
})
