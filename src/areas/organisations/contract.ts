import { Type, type Static } from 'typebox'
import { endpoint } from '../../wire/endpoint.ts'
import { Page, pageQuery } from '../../wire/page.ts'
import {
  DayShape,
  Empty,
  IdShape,
  InstantShape,
  MayShape,
  NameOf,
  NameShape,
  NewPasswordShape,
  OneOf,
} from '../../wire/shapes.ts'

export const organisationKinds = [
  'office',
  'district',
  'association',
  'institution',
  'employer',
  'site',
] as const
export const OrganisationKindShape = OneOf(organisationKinds)

/** Unverified: met first on a roster. Closed: keeps its history, may name a successor. */
export const organisationStatuses = ['unverified', 'verified', 'closed'] as const
export const OrganisationStatusShape = OneOf(organisationStatuses)

const nullableId = Type.Union([IdShape, Type.Null()])
const nullableText = Type.Union([Type.String(), Type.Null()])

const summary = {
  id: IdShape,
  kind: OrganisationKindShape,
  name: Type.String(),
  nameEn: Type.String(),
  shortName: Type.String(),
  creditCode: nullableText,
  districtId: nullableId,
  districtName: nullableText,
  districtNameEn: nullableText,
  status: OrganisationStatusShape,
  demo: Type.Boolean(),
}

export const OrganisationSummaryShape = Type.Object(summary)
export const OrganisationShape = Type.Object({
  ...summary,
  address: Type.String(),
  contact: Type.String(),
  successorId: nullableId,
  successorName: nullableText,
  closedReason: Type.String(),
  createdAt: InstantShape,
  /** Send it back with an edit: an edit of an older revision is refused instead of overwriting. */
  revision: Type.Integer(),
  may: MayShape,
})
export type Organisation = Static<typeof OrganisationShape>
export type OrganisationSummary = Static<typeof OrganisationSummaryShape>

const facts = {
  name: NameShape,
  nameEn: Type.Optional(NameOf(200)),
  shortName: Type.Optional(NameOf(60)),
  creditCode: Type.Optional(
    Type.String({ maxLength: 40, description: 'unified social credit code, 18 characters' }),
  ),
  districtId: Type.Optional(IdShape),
  address: Type.Optional(Type.String({ maxLength: 300 })),
  contact: Type.Optional(Type.String({ maxLength: 300 })),
}

const organisationParams = Type.Object({ organisationId: IdShape })

export const listOrganisations = endpoint({
  id: 'organisations.listOrganisations',
  method: 'GET',
  path: '/api/v1/organisations',
  title: { zh: '单位名录（按角色范围）', en: 'Organisations within the reader’s scope' },
  audience: 'signed-in',
  query: Type.Object({
    kind: Type.Optional(OrganisationKindShape),
    status: Type.Optional(OrganisationStatusShape),
    districtId: Type.Optional(IdShape),
    q: Type.Optional(Type.String({ maxLength: 100, description: 'part of a name, or a credit code' })),
    ...pageQuery,
  }),
  reply: Page(OrganisationSummaryShape),
})

export const lookupOrganisations = endpoint({
  id: 'organisations.lookupOrganisations',
  method: 'GET',
  path: '/api/v1/organisation-names',
  title: { zh: '按名称查找单位', en: 'Find organisations by name' },
  audience: 'signed-in',
  query: Type.Object({
    kind: OrganisationKindShape,
    q: Type.Optional(Type.String({ maxLength: 100 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 20 })),
  }),
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        id: IdShape,
        name: Type.String(),
        nameEn: Type.String(),
        districtName: nullableText,
        districtNameEn: nullableText,
        status: OrganisationStatusShape,
      }),
    ),
  }),
})

export const similarOrganisations = endpoint({
  id: 'organisations.similarOrganisations',
  method: 'GET',
  path: '/api/v1/organisations/similar',
  title: { zh: '查重：名称相近的单位', en: 'Organisations with a near name' },
  audience: 'signed-in',
  query: Type.Object({
    kind: OrganisationKindShape,
    name: Type.String({ minLength: 1, maxLength: 200 }),
    except: Type.Optional(IdShape),
  }),
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        id: IdShape,
        name: Type.String(),
        status: OrganisationStatusShape,
        likenessPercent: Type.Integer({ minimum: 0, maximum: 100 }),
      }),
    ),
  }),
})

export const readOrganisation = endpoint({
  id: 'organisations.readOrganisation',
  method: 'GET',
  path: '/api/v1/organisations/:organisationId',
  title: { zh: '单位详情', en: 'An organisation' },
  audience: 'signed-in',
  params: organisationParams,
  reply: OrganisationShape,
})

export const registerOrganisation = endpoint({
  id: 'organisations.registerOrganisation',
  method: 'POST',
  path: '/api/v1/organisations',
  title: { zh: '登记单位', en: 'Register an organisation' },
  audience: 'signed-in',
  body: Type.Object({
    kind: OrganisationKindShape,
    ...facts,
    notDuplicate: Type.Optional(
      Type.Boolean({ description: 'true: the near names were looked at and this is another organisation' }),
    ),
  }),
  reply: Type.Object({ organisationId: IdShape }),
  status: 201,
})

export const editOrganisation = endpoint({
  id: 'organisations.editOrganisation',
  method: 'PUT',
  path: '/api/v1/organisations/:organisationId',
  title: { zh: '修改单位登记事项', en: 'Edit an organisation' },
  audience: 'signed-in',
  params: organisationParams,
  body: Type.Object({ revision: Type.Integer(), ...facts, notDuplicate: Type.Optional(Type.Boolean()) }),
  reply: Type.Object({ revision: Type.Integer() }),
})

export const editContact = endpoint({
  id: 'organisations.editContact',
  method: 'PUT',
  path: '/api/v1/organisations/:organisationId/contact',
  title: { zh: '修改本单位联系信息', en: 'Edit the own organisation’s contact particulars' },
  audience: 'signed-in',
  params: organisationParams,
  body: Type.Object({
    revision: Type.Integer(),
    nameEn: NameOf(200),
    shortName: NameOf(60),
    address: Type.String({ maxLength: 300 }),
    contact: Type.String({ maxLength: 300 }),
  }),
  reply: Type.Object({ revision: Type.Integer() }),
})

export const verifyOrganisation = endpoint({
  id: 'organisations.verifyOrganisation',
  method: 'POST',
  path: '/api/v1/organisations/:organisationId/verify',
  title: { zh: '核实单位', en: 'Verify an organisation' },
  audience: 'signed-in',
  params: organisationParams,
  body: Type.Object({ creditCode: Type.Optional(Type.String({ maxLength: 40 })) }),
  reply: Empty,
  status: 204,
})

export const closeOrganisation = endpoint({
  id: 'organisations.closeOrganisation',
  method: 'POST',
  path: '/api/v1/organisations/:organisationId/close',
  title: { zh: '注销单位', en: 'Close an organisation' },
  audience: 'signed-in',
  params: organisationParams,
  body: Type.Object({
    reason: Type.String({ minLength: 1, maxLength: 500 }),
    successorId: Type.Optional(
      Type.String({ format: 'uuid', description: 'the organisation that goes on in its place' }),
    ),
  }),
  reply: Empty,
  status: 204,
})

export const reopenOrganisation = endpoint({
  id: 'organisations.reopenOrganisation',
  method: 'POST',
  path: '/api/v1/organisations/:organisationId/reopen',
  title: { zh: '恢复单位', en: 'Reopen an organisation' },
  audience: 'signed-in',
  params: organisationParams,
  body: Empty,
  reply: Empty,
  status: 204,
})

export const RoomShape = Type.Object({
  id: IdShape,
  organisationId: IdShape,
  name: Type.String(),
  seats: Type.Integer(),
  active: Type.Boolean(),
})
const roomFacts = {
  name: NameOf(80, { minLength: 1 }),
  seats: Type.Integer({ minimum: 1, maximum: 5000 }),
}

export const listRooms = endpoint({
  id: 'organisations.listRooms',
  method: 'GET',
  path: '/api/v1/organisations/:organisationId/rooms',
  title: { zh: '教室与机房', en: 'Rooms' },
  audience: 'signed-in',
  params: organisationParams,
  reply: Type.Object({ items: Type.Array(RoomShape), may: MayShape }),
})

export const addRoom = endpoint({
  id: 'organisations.addRoom',
  method: 'POST',
  path: '/api/v1/organisations/:organisationId/rooms',
  title: { zh: '添加教室', en: 'Add a room' },
  audience: 'signed-in',
  params: organisationParams,
  body: Type.Object(roomFacts),
  reply: Type.Object({ roomId: IdShape }),
  status: 201,
})

export const editRoom = endpoint({
  id: 'organisations.editRoom',
  method: 'PUT',
  path: '/api/v1/rooms/:roomId',
  title: { zh: '修改教室', en: 'Edit a room' },
  audience: 'signed-in',
  params: Type.Object({ roomId: IdShape }),
  body: Type.Object({
    ...roomFacts,
    active: Type.Boolean({ description: 'false: no longer offered for new classes' }),
  }),
  reply: Empty,
  status: 204,
})

/** Proposed until the member consents; ended from its last day on. */
export const membershipStates = ['proposed', 'consented', 'ended'] as const

export const MembershipShape = Type.Object({
  id: IdShape,
  associationId: IdShape,
  associationName: Type.String(),
  associationNameEn: Type.String(),
  memberId: IdShape,
  memberName: Type.String(),
  memberNameEn: Type.String(),
  memberKind: OrganisationKindShape,
  from: DayShape,
  to: Type.Union([DayShape, Type.Null()]),
  state: OneOf(membershipStates),
  consentedAt: Type.Union([InstantShape, Type.Null()]),
  consentDocument: Type.String(),
  may: MayShape,
})

export const listMemberships = endpoint({
  id: 'organisations.listMemberships',
  method: 'GET',
  path: '/api/v1/organisations/:organisationId/memberships',
  title: { zh: '协会会员关系', en: 'Association memberships' },
  audience: 'signed-in',
  params: organisationParams,
  query: Type.Object({ ...pageQuery }),
  reply: Type.Object({ items: Type.Array(MembershipShape), next: nullableText, may: MayShape }),
})

export const proposeMembership = endpoint({
  id: 'organisations.proposeMembership',
  method: 'POST',
  path: '/api/v1/organisations/:organisationId/memberships',
  title: { zh: '提出会员关系', en: 'Propose a membership' },
  audience: 'signed-in',
  params: organisationParams,
  body: Type.Object({ memberId: IdShape, from: DayShape }),
  reply: Type.Object({ membershipId: IdShape }),
  status: 201,
})

const membershipParams = Type.Object({ membershipId: IdShape })

export const consentToMembership = endpoint({
  id: 'organisations.consentToMembership',
  method: 'POST',
  path: '/api/v1/memberships/:membershipId/consent',
  title: { zh: '同意会员关系', en: 'Consent to a membership' },
  audience: 'signed-in',
  params: membershipParams,
  body: Type.Object({
    document: Type.Optional(
      Type.String({
        maxLength: 200,
        description: 'number of the paper consent, required when the office records it for the member',
      }),
    ),
  }),
  reply: Empty,
  status: 204,
})

export const endMembership = endpoint({
  id: 'organisations.endMembership',
  method: 'POST',
  path: '/api/v1/memberships/:membershipId/end',
  title: { zh: '终止会员关系', en: 'End a membership' },
  audience: 'signed-in',
  params: membershipParams,
  body: Type.Object({ on: DayShape, reason: Type.String({ maxLength: 500 }) }),
  reply: Empty,
  status: 204,
})

export const readSetup = endpoint({
  id: 'organisations.readSetup',
  method: 'GET',
  path: '/api/v1/setup',
  title: { zh: '是否已首次启用', en: 'Whether the first run has been done' },
  audience: 'public',
  reply: Type.Object({ done: Type.Boolean({ description: 'there is a programme office' }) }),
})

export const createFirstOffice = endpoint({
  id: 'organisations.createFirstOffice',
  method: 'POST',
  path: '/api/v1/setup',
  title: { zh: '首次启用：建立管理办公室', en: 'First run: create the first office' },
  audience: 'public',
  body: Type.Object({
    token: Type.String({
      minLength: 1,
      maxLength: 200,
      description: 'printed by the server at start while there is no office',
    }),
    officeName: NameShape,
    officeNameEn: Type.Optional(NameOf(200)),
    accountName: NameShape,
    signIn: Type.String({ minLength: 3, maxLength: 100 }),
    password: NewPasswordShape,
  }),
  reply: Type.Object({ organisationId: IdShape, accountId: IdShape }),
  status: 201,
})
