import { Type } from 'typebox'
import { organisationRoles } from '../../../kernel/roles.ts'
import { endpoint } from '../../../wire/endpoint.ts'
import { Page, pageQuery } from '../../../wire/page.ts'
import {
  DayShape,
  Empty,
  IdShape,
  InstantShape,
  MayShape,
  NameShape,
  NewPasswordShape,
  OneOf,
} from '../../../wire/shapes.ts'

/** Open until accepted, withdrawn or expired. */
export const invitationStates = ['open', 'accepted', 'withdrawn', 'expired'] as const

const InvitedRole = OneOf(organisationRoles)

const Token = Type.String({ minLength: 20, maxLength: 100, description: 'the part of the link after #' })
const NullableDay = Type.Union([DayShape, Type.Null()])
const NullableInstant = Type.Union([InstantShape, Type.Null()])

export const invite = endpoint({
  id: 'accounts.invite',
  method: 'POST',
  path: '/api/v1/invitations',
  title: { zh: '邀请他人为单位办事', en: 'Invite somebody to act for an organisation' },
  audience: 'session',
  body: Type.Object({
    organisationId: IdShape,
    role: InvitedRole,
    name: NameShape,
    email: Type.Optional(Type.String({ maxLength: 100, description: 'the link is sent there as well' })),
    from: DayShape,
    to: Type.Optional(DayShape),
    days: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 60, default: 14, description: 'how long the link is good for' }),
    ),
  }),
  reply: Type.Object({
    invitationId: IdShape,
    link: Type.String({ description: 'shown this once' }),
    expiresAt: InstantShape,
  }),
  status: 201,
})

export const listInvitations = endpoint({
  id: 'accounts.listInvitations',
  method: 'GET',
  path: '/api/v1/invitations',
  title: { zh: '邀请', en: 'Invitations' },
  audience: 'session',
  query: Type.Object({ organisationId: Type.Optional(IdShape), ...pageQuery }),
  reply: Page(
    Type.Object({
      id: IdShape,
      role: InvitedRole,
      organisationId: IdShape,
      organisationName: Type.String(),
      organisationNameEn: Type.String(),
      name: Type.String(),
      from: DayShape,
      to: NullableDay,
      state: OneOf(invitationStates),
      invitedByName: Type.String(),
      invitedAt: InstantShape,
      expiresAt: InstantShape,
      acceptedAt: NullableInstant,
      acceptedByName: Type.Union([Type.String(), Type.Null()]),
      may: MayShape,
    }),
  ),
})

export const withdrawInvitation = endpoint({
  id: 'accounts.withdrawInvitation',
  method: 'POST',
  path: '/api/v1/invitations/:invitationId/withdraw',
  title: { zh: '撤回邀请', en: 'Withdraw an invitation' },
  audience: 'session',
  params: Type.Object({ invitationId: IdShape }),
  reply: Empty,
  status: 204,
})

/** A POST, so that the token is in no address and no log. */
export const readInvitation = endpoint({
  id: 'accounts.readInvitation',
  method: 'POST',
  path: '/api/v1/invitations/read',
  title: { zh: '查看收到的邀请', en: 'Read an invitation one was given' },
  audience: 'public',
  body: Type.Object({ token: Token }),
  reply: Type.Object({
    role: InvitedRole,
    organisationId: IdShape,
    organisationName: Type.String(),
    organisationNameEn: Type.String(),
    name: Type.String(),
    from: DayShape,
    to: NullableDay,
    expiresAt: InstantShape,
  }),
})

const Accepted = Type.Object({ assignmentId: IdShape, organisationId: IdShape, role: InvitedRole })

export const acceptInvitation = endpoint({
  id: 'accounts.acceptInvitation',
  method: 'POST',
  path: '/api/v1/invitations/accept',
  title: { zh: '以当前账号接受邀请', en: 'Accept an invitation with the account signed in' },
  audience: 'session',
  body: Type.Object({ token: Token }),
  reply: Accepted,
})

export const acceptWithNewAccount = endpoint({
  id: 'accounts.acceptWithNewAccount',
  method: 'POST',
  path: '/api/v1/invitations/accept-new',
  title: { zh: '注册账号并接受邀请', en: 'Make an account and accept an invitation with it' },
  audience: 'public',
  body: Type.Object({
    token: Token,
    name: NameShape,
    signIn: Type.String({ minLength: 3, maxLength: 100 }),
    password: NewPasswordShape,
  }),
  reply: Accepted,
  status: 201,
})
