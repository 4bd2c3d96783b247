import { Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { DayShape, Empty, IdShape, InstantShape, OneOf } from '../../../wire/shapes.ts'
import { RoleShape } from '../contract.ts'

const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(shape: T) =>
  Type.Union([shape, Type.Null()])

/** Header by which a request says that it is made for somebody else: the delegation's id. */
export const actingForHeader = 'x-acting-for'

/** Fields of work; within one everything the role may do. Reading is part of all. */
export const delegableFields = [
  'organisations',
  'people',
  'programme',
  'catalogue',
  'training',
  'exams',
  'ledger',
  'declarations',
  'certificates',
  'publicity',
] as const
const Fields = Type.Array(OneOf(delegableFields), {
  minItems: 1,
  maxItems: delegableFields.length,
  uniqueItems: true,
})

const RoleOfOrganisation = {
  role: RoleShape,
  organisationId: IdShape,
  organisationName: Type.String(),
  organisationNameEn: Type.String(),
}

const DelegationShape = Type.Object({
  id: IdShape,
  ...RoleOfOrganisation,
  giver: Type.String(),
  delegate: Type.String(),
  fields: Nullable(Fields),
  from: DayShape,
  to: DayShape,
  /** `over`: revoked, past, or the role, an account or the colleague's place in the organisation has ended. */
  state: OneOf(['coming', 'in-force', 'over'] as const),
  revokedAt: Nullable(InstantShape),
})

export const listDelegations = endpoint({
  id: 'accounts.listDelegations',
  method: 'GET',
  path: '/api/v1/delegations',
  title: { zh: '我委托的与委托给我的', en: 'Delegations given and received' },
  audience: 'session',
  reply: Type.Object({
    given: Type.Array(DelegationShape),
    received: Type.Array(DelegationShape),
    /** Roles of one's own that may be delegated. */
    roles: Type.Array(Type.Object({ assignmentId: IdShape, ...RoleOfOrganisation, to: Nullable(DayShape) })),
  }),
})

export const listColleagues = endpoint({
  id: 'accounts.listColleagues',
  method: 'GET',
  path: '/api/v1/role-assignments/:assignmentId/colleagues',
  title: { zh: '可以受托的同事', en: 'Colleagues who may be asked to act for one' },
  audience: 'session',
  params: Type.Object({ assignmentId: IdShape }),
  reply: Type.Object({ items: Type.Array(Type.Object({ accountId: IdShape, name: Type.String() })) }),
})

export const delegate = endpoint({
  id: 'accounts.delegate',
  method: 'POST',
  path: '/api/v1/role-assignments/:assignmentId/delegations',
  title: { zh: '委托同事代办', en: 'Have a colleague act for one' },
  audience: 'session',
  params: Type.Object({ assignmentId: IdShape }),
  body: Type.Object({
    accountId: IdShape,
    from: DayShape,
    to: DayShape,
    fields: Type.Optional(Fields),
  }),
  reply: Type.Object({ delegationId: IdShape }),
  status: 201,
})

export const revokeDelegation = endpoint({
  id: 'accounts.revokeDelegation',
  method: 'POST',
  path: '/api/v1/delegations/:delegationId/revoke',
  title: { zh: '收回或辞去委托', en: 'Take a delegation back, or give it up' },
  audience: 'session',
  params: Type.Object({ delegationId: IdShape }),
  reply: Empty,
  status: 204,
})
