import { Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { Page, pageQuery } from '../../../wire/page.ts'
import { DayShape, Empty, IdShape, PersonNameShape, NewPasswordShape } from '../../../wire/shapes.ts'
import {
  IdentityKindShape,
  FactsShape,
  IdentityInput,
  PersonSummaryShape,
  PersonShape,
  personParams,
} from './shapes.ts'

export const listPeople = endpoint({
  id: 'people.listPeople',
  method: 'GET',
  path: '/api/v1/people',
  title: { zh: '人员名册（按角色范围）', en: 'People within the reader’s scope' },
  audience: 'signed-in',
  query: Type.Object({
    q: Type.Optional(Type.String({ maxLength: 60, description: 'part of a name; never an identity number' })),
    employerId: Type.Optional(IdShape),
    class: Type.Optional(Type.String({ pattern: '^[A-Z]$' })),
    ...pageQuery,
  }),
  reply: Page(PersonSummaryShape),
})

export const findPerson = endpoint({
  id: 'people.findPerson',
  method: 'POST',
  path: '/api/v1/people/find',
  title: { zh: '按证件号码查找一人（留痕）', en: 'Find one person by identity number; recorded' },
  audience: 'signed-in',
  body: IdentityInput,
  reply: Type.Object({ person: Type.Union([PersonSummaryShape, Type.Null()]) }),
})

export const readPerson = endpoint({
  id: 'people.readPerson',
  method: 'GET',
  path: '/api/v1/people/:personId',
  title: { zh: '人员档案', en: 'A person’s record' },
  audience: 'signed-in',
  params: personParams,
  reply: PersonShape,
})

export const registerSelf = endpoint({
  id: 'people.registerSelf',
  method: 'POST',
  path: '/api/v1/people',
  title: { zh: '专业技术人员自行注册', en: 'Register oneself' },
  audience: 'public',
  body: Type.Object({
    name: PersonNameShape,
    identity: IdentityInput,
    phone: Type.String({ minLength: 5, maxLength: 40 }),
    code: Type.Optional(
      Type.String({
        minLength: 6,
        maxLength: 20,
        description: 'sent to the phone for `register`; not needed where no text messages are sent',
      }),
    ),
    codeId: Type.Optional(Type.String({ maxLength: 40, description: 'as told when the code was asked for' })),
    email: Type.Optional(Type.String({ maxLength: 120 })),
    password: NewPasswordShape,
    employerName: Type.Optional(Type.String({ maxLength: 120 })),
    post: Type.Optional(Type.String({ maxLength: 60 })),
  }),
  reply: Type.Object({
    personId: IdShape,
    signIn: Type.String({ description: 'what to type to sign in' }),
    /** A record made by a roster was found and is this person’s now. */
    found: Type.Boolean(),
  }),
  status: 201,
})

export const addStaff = endpoint({
  id: 'people.addStaff',
  method: 'POST',
  path: '/api/v1/employers/:employerId/staff',
  title: { zh: '登记一名职工', en: 'Put one member of staff on record' },
  audience: 'signed-in',
  params: Type.Object({ employerId: IdShape }),
  body: Type.Object({
    name: PersonNameShape,
    identity: IdentityInput,
    phone: Type.Optional(Type.String({ maxLength: 40 })),
    email: Type.Optional(Type.String({ maxLength: 120 })),
    post: Type.Optional(Type.String({ maxLength: 60 })),
    facts: Type.Optional(FactsShape),
  }),
  reply: Type.Object({ personId: IdShape, known: Type.Boolean() }),
  status: 201,
})

export const renamePerson = endpoint({
  id: 'people.renamePerson',
  method: 'PUT',
  path: '/api/v1/people/:personId/name',
  title: { zh: '变更姓名（已发证书不变）', en: 'Change a name; issued certificates stay as they are' },
  audience: 'signed-in',
  params: personParams,
  body: Type.Object({
    name: PersonNameShape,
    reason: Type.String({ minLength: 1, maxLength: 300 }),
    revision: Type.Integer(),
  }),
  reply: Empty,
})

export const editContacts = endpoint({
  id: 'people.editContacts',
  method: 'PUT',
  path: '/api/v1/people/:personId/contacts',
  title: { zh: '修改联系方式', en: 'Change phone and e-mail' },
  audience: 'signed-in',
  params: personParams,
  body: Type.Object({
    phone: Type.String({ maxLength: 40 }),
    email: Type.String({ maxLength: 120 }),
    revision: Type.Integer(),
  }),
  reply: Empty,
})

export const unmaskIdentity = endpoint({
  id: 'people.unmaskIdentity',
  method: 'POST',
  path: '/api/v1/people/:personId/identity/unmask',
  title: {
    zh: '查看完整证件号码（须说明用途，留痕）',
    en: 'Show the whole identity number; the purpose is recorded',
  },
  audience: 'signed-in',
  params: personParams,
  body: Type.Object({ purpose: Type.String({ minLength: 2, maxLength: 200 }) }),
  reply: Type.Object({
    documents: Type.Array(Type.Object({ kind: IdentityKindShape, number: Type.String() })),
  }),
})

export const replaceIdentity = endpoint({
  id: 'people.replaceIdentity',
  method: 'POST',
  path: '/api/v1/people/:personId/identity',
  title: { zh: '更换证件', en: 'Replace the identity document' },
  audience: 'signed-in',
  params: personParams,
  body: Type.Object({ identity: IdentityInput, reason: Type.String({ minLength: 1, maxLength: 300 }) }),
  reply: Empty,
  status: 201,
})

export const addEmployment = endpoint({
  id: 'people.addEmployment',
  method: 'POST',
  path: '/api/v1/people/:personId/employments',
  title: { zh: '登记任职单位', en: 'Record an employment' },
  audience: 'signed-in',
  params: personParams,
  body: Type.Object({
    employerId: IdShape,
    post: Type.Optional(Type.String({ maxLength: 60 })),
    from: DayShape,
  }),
  reply: Type.Object({ employmentId: IdShape }),
  status: 201,
})

export const endEmployment = endpoint({
  id: 'people.endEmployment',
  method: 'POST',
  path: '/api/v1/people/:personId/employments/:employmentId/end',
  title: { zh: '终止任职', en: 'End an employment' },
  audience: 'signed-in',
  params: Type.Object({ personId: IdShape, employmentId: IdShape }),
  body: Type.Object({ on: DayShape, reason: Type.Optional(Type.String({ maxLength: 200 })) }),
  reply: Empty,
})
