import { type Static, Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { Page, pageQuery } from '../../../wire/page.ts'
import { DayShape, Empty, IdShape, InstantShape, MayShape, OneOf } from '../../../wire/shapes.ts'
import { ModeShape } from './shapes.ts'

/** Draft and submitted by the institution; decided by the office; suspended may be resumed, withdrawn may not. */
export const approvalStatuses = [
  'draft',
  'submitted',
  'approved',
  'refused',
  'suspended',
  'withdrawn',
] as const

export const ApprovalShape = Type.Object({
  id: IdShape,
  programmeId: IdShape,
  programmeName: Type.String(),
  programmeNameEn: Type.String(),
  institutionId: IdShape,
  institutionName: Type.String(),
  institutionNameEn: Type.String(),
  status: OneOf(approvalStatuses),
  /** True when approved and the day asked is within the dates. */
  inForce: Type.Boolean(),
  modes: Type.Array(ModeShape),
  from: Type.Union([DayShape, Type.Null()]),
  to: Type.Union([DayShape, Type.Null()]),
  statement: Type.String(),
  reason: Type.String(),
  submittedAt: Type.Union([InstantShape, Type.Null()]),
  decidedAt: Type.Union([InstantShape, Type.Null()]),
  createdAt: InstantShape,
  may: MayShape,
})
export type Approval = Static<typeof ApprovalShape>

export const listApprovals = endpoint({
  id: 'programme.listApprovals',
  method: 'GET',
  path: '/api/v1/institution-approvals',
  title: { zh: '施教机构认定', en: 'Institution approvals' },
  audience: 'signed-in',
  query: Type.Object({
    programmeId: Type.Optional(IdShape),
    institutionId: Type.Optional(IdShape),
    status: Type.Optional(OneOf(approvalStatuses)),
    q: Type.Optional(Type.String({ maxLength: 100, description: 'part of the institution’s name' })),
    ...pageQuery,
  }),
  reply: Page(ApprovalShape),
})

export const readApproval = endpoint({
  id: 'programme.readApproval',
  method: 'GET',
  path: '/api/v1/institution-approvals/:approvalId',
  title: { zh: '认定详情', en: 'An institution approval' },
  audience: 'signed-in',
  params: Type.Object({ approvalId: IdShape }),
  reply: ApprovalShape,
})

const application = {
  modes: Type.Array(ModeShape, { uniqueItems: true, maxItems: 3 }),
  statement: Type.String({ maxLength: 5000, description: 'self-assessment' }),
}

export const startApproval = endpoint({
  id: 'programme.startApproval',
  method: 'POST',
  path: '/api/v1/institution-approvals',
  title: { zh: '起草认定申请', en: 'Begin an application for approval' },
  audience: 'signed-in',
  body: Type.Object({ programmeId: IdShape, institutionId: IdShape, ...application }),
  reply: Type.Object({ approvalId: IdShape }),
  status: 201,
})

const approvalParams = Type.Object({ approvalId: IdShape })

export const saveApproval = endpoint({
  id: 'programme.saveApproval',
  method: 'PUT',
  path: '/api/v1/institution-approvals/:approvalId',
  title: { zh: '保存认定申请', en: 'Save an application for approval' },
  audience: 'signed-in',
  params: approvalParams,
  body: Type.Object(application),
  reply: Empty,
  status: 204,
})

export const submitApproval = endpoint({
  id: 'programme.submitApproval',
  method: 'POST',
  path: '/api/v1/institution-approvals/:approvalId/submit',
  title: { zh: '提交认定申请', en: 'Submit an application for approval' },
  audience: 'signed-in',
  params: approvalParams,
  body: Empty,
  reply: Empty,
  status: 204,
})

export const decideApproval = endpoint({
  id: 'programme.decideApproval',
  method: 'POST',
  path: '/api/v1/institution-approvals/:approvalId/decision',
  title: { zh: '认定决定', en: 'Decide an application for approval' },
  audience: 'signed-in',
  params: approvalParams,
  body: Type.Object({
    decision: OneOf(['approve', 'refuse', 'return', 'suspend', 'resume', 'withdraw'] as const),
    reason: Type.Optional(
      Type.String({ maxLength: 1000, description: 'required unless approving or resuming' }),
    ),
    modes: Type.Optional(
      Type.Array(ModeShape, {
        uniqueItems: true,
        maxItems: 3,
        description: 'scope approved; as applied for when left out',
      }),
    ),
    from: Type.Optional(DayShape),
    to: Type.Optional(DayShape),
  }),
  reply: Empty,
  status: 204,
})

export const recordApproval = endpoint({
  id: 'programme.recordApproval',
  method: 'POST',
  path: '/api/v1/institution-approvals/recorded',
  title: { zh: '登记已有认定', en: 'Record an approval decided outside the system' },
  audience: 'signed-in',
  body: Type.Object({
    programmeId: IdShape,
    institutionId: IdShape,
    modes: Type.Array(ModeShape, { uniqueItems: true, minItems: 1, maxItems: 3 }),
    from: DayShape,
    to: DayShape,
    reason: Type.String({ minLength: 1, maxLength: 1000, description: 'document it was decided by' }),
  }),
  reply: Type.Object({ approvalId: IdShape }),
  status: 201,
})
