import { Type } from 'typebox'
import { organisationRoles, roles } from '../../kernel/roles.ts'
import { endpoint } from '../../wire/endpoint.ts'
import { Page } from '../../wire/page.ts'
import {
  DayShape,
  Empty,
  IdShape,
  InstantShape,
  NameShape,
  NewPasswordShape,
  OneOf,
} from '../../wire/shapes.ts'

export const RoleShape = OneOf(roles)

export const SessionShape = Type.Object({
  account: Type.Object({
    id: IdShape,
    name: Type.String(),
    personId: Type.Union([IdShape, Type.Null()]),
    language: OneOf(['zh', 'en'] as const),
    demo: Type.Boolean(),
  }),
  roles: Type.Array(
    Type.Object({
      role: RoleShape,
      organisationId: Type.Union([IdShape, Type.Null()]),
      organisationName: Type.Union([Type.String(), Type.Null()]),
      organisationNameEn: Type.Union([Type.String(), Type.Null()]),
      delegation: Type.Union(
        [Type.Object({ id: IdShape, giver: Type.String(), to: DayShape }), Type.Null()],
        {
          description:
            'somebody else’s role, handed over until a day: act in it with this id in the header x-acting-for',
        },
      ),
    }),
  ),
  csrf: Type.String(),
  mustEnrol: Type.Boolean({
    description:
      'a role held needs a second factor and there is none yet: until it is set up, nothing else can be done',
  }),
})

export const openSession = endpoint({
  id: 'accounts.openSession',
  method: 'POST',
  path: '/api/v1/sessions',
  title: { zh: '登录', en: 'Sign in' },
  audience: 'public',
  body: Type.Object({
    signIn: Type.String({ minLength: 1, maxLength: 200, description: 'user name, e-mail or phone' }),
    password: Type.String({ minLength: 1, maxLength: 200 }),
    totp: Type.Optional(
      Type.String({ maxLength: 20, description: 'code of the second factor, or a recovery code' }),
    ),
  }),
  reply: SessionShape,
  status: 201,
})

export const currentSession = endpoint({
  id: 'accounts.currentSession',
  method: 'GET',
  path: '/api/v1/sessions/current',
  title: { zh: '当前登录', en: 'Current session' },
  audience: 'session',
  reply: SessionShape,
})

export const closeCurrentSession = endpoint({
  id: 'accounts.closeCurrentSession',
  method: 'DELETE',
  path: '/api/v1/sessions/current',
  title: { zh: '退出登录', en: 'Sign out' },
  audience: 'session',
  reply: Empty,
  status: 204,
})

export const listSessions = endpoint({
  id: 'accounts.listSessions',
  method: 'GET',
  path: '/api/v1/sessions',
  title: { zh: '我的登录设备', en: 'My sessions' },
  audience: 'session',
  reply: Page(
    Type.Object({
      id: IdShape,
      device: Type.String(),
      openedAt: InstantShape,
      lastSeenAt: InstantShape,
      current: Type.Boolean(),
    }),
  ),
})

export const revokeSession = endpoint({
  id: 'accounts.revokeSession',
  method: 'DELETE',
  path: '/api/v1/sessions/:sessionId',
  title: { zh: '退出某台设备', en: 'Sign a device out' },
  audience: 'session',
  params: Type.Object({ sessionId: IdShape }),
  reply: Empty,
  status: 204,
})

export const signOutEverywhere = endpoint({
  id: 'accounts.signOutEverywhere',
  method: 'DELETE',
  path: '/api/v1/sessions',
  title: { zh: '退出所有设备', en: 'Sign out everywhere' },
  audience: 'session',
  reply: Empty,
  status: 204,
})

export const changePassword = endpoint({
  id: 'accounts.changePassword',
  method: 'POST',
  path: '/api/v1/account/password',
  title: { zh: '修改密码', en: 'Change the password' },
  audience: 'session',
  body: Type.Object({
    current: Type.String({ maxLength: 200 }),
    next: NewPasswordShape,
  }),
  reply: Empty,
  status: 204,
})

export const setLanguage = endpoint({
  id: 'accounts.setLanguage',
  method: 'PUT',
  path: '/api/v1/account/language',
  title: { zh: '界面语言', en: 'Language of the screens' },
  audience: 'session',
  body: Type.Object({ language: OneOf(['zh', 'en'] as const) }),
  reply: Empty,
  status: 204,
})

const Member = Type.Object({
  assignmentId: IdShape,
  accountId: IdShape,
  name: Type.String(),
  signIn: Type.String(),
  role: RoleShape,
  organisationId: IdShape,
  organisationName: Type.String(),
  organisationNameEn: Type.String(),
  from: DayShape,
  to: Type.Union([DayShape, Type.Null()]),
  secondFactor: Type.Boolean({ description: 'set up' }),
})

export const listMembers = endpoint({
  id: 'accounts.listMembers',
  method: 'GET',
  path: '/api/v1/role-assignments',
  title: { zh: '账号与角色', en: 'Accounts and roles' },
  audience: 'session',
  query: Type.Object({ organisationId: Type.Optional(IdShape) }),
  reply: Page(Member),
})

export const openOrganisationAccount = endpoint({
  id: 'accounts.openOrganisationAccount',
  method: 'POST',
  path: '/api/v1/accounts',
  title: { zh: '为单位开设账号', en: 'Open an account for an organisation' },
  audience: 'session',
  body: Type.Object({
    name: NameShape,
    signIn: Type.String({ minLength: 3, maxLength: 100 }),
    password: NewPasswordShape,
    role: OneOf(organisationRoles),
    organisationId: IdShape,
    from: DayShape,
    to: Type.Optional(DayShape),
  }),
  reply: Type.Object({ accountId: IdShape, assignmentId: IdShape }),
  status: 201,
})

export const endRoleAssignment = endpoint({
  id: 'accounts.endRoleAssignment',
  method: 'POST',
  path: '/api/v1/role-assignments/:assignmentId/end',
  title: { zh: '终止角色', en: 'End a role' },
  audience: 'session',
  params: Type.Object({ assignmentId: IdShape }),
  body: Type.Object({ on: DayShape }),
  reply: Empty,
  status: 204,
})

export const demoSignIns = endpoint({
  id: 'accounts.demoSignIns',
  method: 'GET',
  path: '/api/v1/demo',
  title: { zh: '演示账号', en: 'Demonstration sign-ins' },
  audience: 'public',
  reply: Type.Object({
    demo: Type.Boolean(),
    signIns: Type.Array(
      Type.Object({
        role: Type.String(),
        name: Type.String(),
        signIn: Type.String(),
        password: Type.String(),
      }),
    ),
  }),
})
