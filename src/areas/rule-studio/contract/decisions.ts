import { Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { IdShape } from '../../../wire/shapes.ts'

const draftParams = Type.Object({ draftId: IdShape })

export const proposeDraft = endpoint({
  id: 'ruleStudio.propose',
  method: 'POST',
  path: '/api/v1/rule-drafts/:draftId/propose',
  title: { zh: '提请发布', en: 'Propose a draft for publication' },
  audience: 'signed-in',
  params: draftParams,
  body: Type.Object({ revision: Type.Integer({ minimum: 1 }), note: Type.String({ maxLength: 2000 }) }),
  reply: Type.Object({}),
})

export const publishDraft = endpoint({
  id: 'ruleStudio.publish',
  method: 'POST',
  path: '/api/v1/rule-drafts/:draftId/publish',
  title: { zh: '批准并发布', en: 'Approve and publish a draft' },
  audience: 'signed-in',
  params: draftParams,
  body: Type.Object({
    confirm: Type.String({ maxLength: 200, description: 'id of the pack once more' }),
    hash: Type.String({ maxLength: 80, description: 'of the text that was seen' }),
  }),
  reply: Type.Object({ packId: Type.String(), hash: Type.String() }),
})

const Reason = Type.Object({ reason: Type.String({ minLength: 2, maxLength: 2000 }) })

export const returnDraft = endpoint({
  id: 'ruleStudio.return',
  method: 'POST',
  path: '/api/v1/rule-drafts/:draftId/return',
  title: { zh: '退回规则草案', en: 'Return a proposed draft' },
  audience: 'signed-in',
  params: draftParams,
  body: Reason,
  reply: Type.Object({}),
})

export const withdrawDraft = endpoint({
  id: 'ruleStudio.withdraw',
  method: 'POST',
  path: '/api/v1/rule-drafts/:draftId/withdraw',
  title: { zh: '撤回规则草案', en: 'Withdraw a draft' },
  audience: 'signed-in',
  params: draftParams,
  body: Reason,
  reply: Type.Object({}),
})
