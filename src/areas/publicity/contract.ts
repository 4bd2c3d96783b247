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
  OneOf,
} from '../../wire/shapes.ts'
import { ModeShape } from '../programme/contract.ts'

export const PublicNoticeShape = Type.Object({
  id: IdShape,
  title: Type.String(),
  titleEn: Type.String(),
  programmeName: Type.Union([Type.String(), Type.Null()]),
  programmeNameEn: Type.Union([Type.String(), Type.Null()]),
  publishedOn: DayShape,
})

export const listNotices = endpoint({
  id: 'publicity.listNotices',
  method: 'GET',
  path: '/api/v1/notices',
  title: { zh: '通知公告', en: 'Notices' },
  audience: 'public',
  query: Type.Object({ ...pageQuery }),
  reply: Page(PublicNoticeShape),
})

const noticeParams = Type.Object({ noticeId: IdShape })

export const readNotice = endpoint({
  id: 'publicity.readNotice',
  method: 'GET',
  path: '/api/v1/notices/:noticeId',
  title: { zh: '公告正文', en: 'A notice' },
  audience: 'public',
  params: noticeParams,
  reply: Type.Object({ ...PublicNoticeShape.properties, body: Type.String(), bodyEn: Type.String() }),
})

/** Scheduled until its day comes; withdrawn ones stay for the office, with the reason. */
export const noticeStates = ['scheduled', 'published', 'withdrawn'] as const

const writing = {
  programmeId: Type.Union([IdShape, Type.Null()]),
  title: NameShape,
  titleEn: NameOf(200),
  body: Type.String({
    minLength: 1,
    maxLength: 20_000,
    description: 'plain text, blank lines between paragraphs',
  }),
  bodyEn: Type.String({ maxLength: 20_000 }),
  publishedOn: DayShape,
}

export const OfficeNoticeShape = Type.Object({
  id: IdShape,
  ...writing,
  programmeName: Type.Union([Type.String(), Type.Null()]),
  state: OneOf(noticeStates),
  withdrawnReason: Type.String(),
  createdAt: InstantShape,
  revision: Type.Integer(),
  may: MayShape,
})
export type OfficeNotice = Static<typeof OfficeNoticeShape>

export const officeNotices = endpoint({
  id: 'publicity.officeNotices',
  method: 'GET',
  path: '/api/v1/office/notices',
  title: { zh: '公告管理', en: 'Notices as the office keeps them' },
  audience: 'signed-in',
  query: Type.Object({ ...pageQuery }),
  reply: Page(OfficeNoticeShape),
})

export const officeNotice = endpoint({
  id: 'publicity.officeNotice',
  method: 'GET',
  path: '/api/v1/office/notices/:noticeId',
  title: { zh: '公告（办公室）', en: 'A notice as the office keeps it' },
  audience: 'signed-in',
  params: noticeParams,
  reply: OfficeNoticeShape,
})

export const writeNotice = endpoint({
  id: 'publicity.writeNotice',
  method: 'POST',
  path: '/api/v1/notices',
  title: { zh: '发布公告', en: 'Publish a notice' },
  audience: 'signed-in',
  body: Type.Object(writing),
  reply: Type.Object({ noticeId: IdShape }),
  status: 201,
})

export const editNotice = endpoint({
  id: 'publicity.editNotice',
  method: 'PUT',
  path: '/api/v1/notices/:noticeId',
  title: { zh: '修改公告', en: 'Edit a notice' },
  audience: 'signed-in',
  params: noticeParams,
  body: Type.Object({ revision: Type.Integer(), ...writing }),
  reply: Type.Object({ revision: Type.Integer() }),
})

export const withdrawNotice = endpoint({
  id: 'publicity.withdrawNotice',
  method: 'POST',
  path: '/api/v1/notices/:noticeId/withdraw',
  title: { zh: '撤下公告', en: 'Withdraw a notice' },
  audience: 'signed-in',
  params: noticeParams,
  body: Type.Object({ reason: Type.String({ minLength: 1, maxLength: 500 }) }),
  reply: Empty,
  status: 204,
})

export const restoreNotice = endpoint({
  id: 'publicity.restoreNotice',
  method: 'POST',
  path: '/api/v1/notices/:noticeId/restore',
  title: { zh: '恢复公告', en: 'Restore a withdrawn notice' },
  audience: 'signed-in',
  params: noticeParams,
  body: Empty,
  reply: Empty,
  status: 204,
})

export const publicInstitutions = endpoint({
  id: 'publicity.publicInstitutions',
  method: 'GET',
  path: '/api/v1/public/institutions',
  title: { zh: '施教机构名录', en: 'Approved training institutions' },
  audience: 'public',
  query: Type.Object({
    q: Type.Optional(Type.String({ maxLength: 100 })),
    mode: Type.Optional(ModeShape),
    ...pageQuery,
  }),
  reply: Page(
    Type.Object({
      id: IdShape,
      name: Type.String(),
      nameEn: Type.String(),
      districtName: Type.Union([Type.String(), Type.Null()]),
      districtNameEn: Type.Union([Type.String(), Type.Null()]),
      address: Type.String(),
      approvals: Type.Array(
        Type.Object({
          programmeName: Type.String(),
          programmeNameEn: Type.String(),
          modes: Type.Array(ModeShape),
          to: DayShape,
        }),
      ),
      courses: Type.Integer({ description: 'courses in the catalogue today' }),
    }),
  ),
})

export const publicSites = endpoint({
  id: 'publicity.publicSites',
  method: 'GET',
  path: '/api/v1/public/sites',
  title: { zh: '考点名录', en: 'Test sites' },
  audience: 'public',
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        id: IdShape,
        name: Type.String(),
        nameEn: Type.String(),
        districtName: Type.Union([Type.String(), Type.Null()]),
        districtNameEn: Type.Union([Type.String(), Type.Null()]),
        address: Type.String(),
        rooms: Type.Integer(),
        seats: Type.Integer(),
      }),
    ),
  }),
})

export const programmeFigures = endpoint({
  id: 'publicity.programmeFigures',
  method: 'GET',
  path: '/api/v1/public/figures',
  title: { zh: '项目数据', en: 'Figures of the programme' },
  audience: 'public',
  reply: Type.Object({
    /** Instant the figures were counted; at most a minute ago. */
    countedAt: InstantShape,
    professionals: Type.Integer({ description: 'distinct professionals who completed a class' }),
    classes: Type.Integer({ description: 'training classes closed' }),
    certificates: Type.Integer({ description: 'certificates valid today' }),
    demo: Type.Boolean({ description: 'true where the figures rest on demonstration data' }),
  }),
})
