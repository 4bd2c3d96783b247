import { sql } from 'kysely'
import { systemActor, type Actor } from '../../access/index.ts'
import { declareCourse, decideCourse, readCourse, submitCourse } from '../../areas/catalogue/contract.ts'
import {
  addRoom,
  consentToMembership,
  proposeMembership,
  registerOrganisation,
} from '../../areas/organisations/contract.ts'
import {
  createProgramme,
  decideApproval,
  readProgramme,
  saveKeyAreas,
  setProgrammeStatus,
  startApproval,
  submitApproval,
} from '../../areas/programme/contract.ts'
import { writeNotice } from '../../areas/publicity/contract.ts'
import { addTeacher } from '../../areas/training/contract.ts'
import { defaultZone } from '../../kernel/calendar.ts'
import { demoClassRule } from './demo-class-rule.ts'
import { type DemoCourse, demoCourses } from './demo-courses.ts'
import { act, actorOf, travel, type DemoHouse } from './demo-house.ts'
import { demoNotices } from './demo-notices.ts'
import {
  demoAssociation,
  demoDistricts,
  demoEmployers,
  demoInstitutions,
  demoKeyAreas,
  demoOffice,
  demoSites,
} from './demo-organisations.ts'

export interface DemoInstitution {
  readonly id: string
  readonly actor: Actor
  readonly rooms: readonly string[]
  readonly teachers: readonly string[]
}

export interface DemoSetting {
  readonly officeId: string
  readonly office: Actor
  readonly programmeId: string
  readonly districts: readonly string[]
  readonly associationId: string
  readonly sites: readonly string[]
  /** Rooms of the first site. */
  readonly siteRooms: readonly string[]
  readonly institutions: readonly DemoInstitution[]
  readonly employers: readonly string[]
  /** Course id and approved version, in the order of `demoCourses`. */
  readonly courses: readonly { readonly courseId: string; readonly versionId: string }[]
}

const validTo = '2030-12-31'

/** The programme as the office of a demonstration city set it up at the end of 2006. */
export const seedSetting = async (house: DemoHouse, officerId: string): Promise<DemoSetting> => {
  travel(house, '2006-12-18')
  const register = (
    kind: 'office' | 'district' | 'association' | 'institution' | 'employer' | 'site',
    name: string,
    nameEn: string,
    districtId?: string,
  ) =>
    act(house, systemActor, registerOrganisation, {
      body: { kind, name, nameEn, notDuplicate: true, ...(districtId ? { districtId } : {}) },
    })
  const officeId = (await register('office', ...demoOffice)).organisationId
  const office = actorOf(officerId, 'office', officeId)
  const districts: string[] = []
  for (const names of demoDistricts)
    districts.push((await register('district', names[0], names[1])).organisationId)
  const district = (index: number): string => districts[index % districts.length] as string
  const associationId = (await register('association', ...demoAssociation)).organisationId
  const sites: string[] = []
  const siteRooms: string[] = []
  for (const [index, names] of demoSites.entries()) {
    const site = (await register('site', names[0], names[1], district(index))).organisationId
    sites.push(site)
    for (const room of ['A101', 'A102']) {
      const { roomId } = await act(house, office, addRoom, {
        params: { organisationId: site },
        body: { name: room, seats: 60 },
      })
      if (index === 0) siteRooms.push(roomId)
    }
  }
  const employers: string[] = []
  for (const [index, names] of demoEmployers.entries())
    employers.push((await register('employer', names[0], names[1], district(index))).organisationId)
  const programmeId = await seedProgramme(house, office, officeId)
  const institutions: DemoInstitution[] = []
  for (const [index, names] of demoInstitutions.entries()) {
    const id = (await register('institution', names[0], names[1], district(index))).organisationId
    institutions.push(await seedInstitution(house, office, programmeId, id, index))
  }
  const courses = await seedCourses(house, office, programmeId, institutions)
  await seedMemberships(
    house,
    officerId,
    associationId,
    institutions.map(({ id }) => id),
    employers,
  )
  for (const notice of demoNotices) {
    travel(house, notice.publishedOn)
    await act(house, office, writeNotice, { body: { ...notice, programmeId } })
  }
  await markAsDemo(house)
  return {
    officeId,
    office,
    programmeId,
    districts,
    associationId,
    sites,
    siteRooms,
    institutions,
    employers,
    courses,
  }
}

/** Everything so far is invented, and says so: a certificate issued by a demonstration office prints it. */
const markAsDemo = async ({ services }: DemoHouse): Promise<void> => {
  await sql`update organisation set demo = true`.execute(services.db)
  await sql`update programme set demo = true`.execute(services.db)
}

const seedProgramme = async (house: DemoHouse, office: Actor, officeId: string): Promise<string> => {
  travel(house, '2006-12-20')
  const { programmeId } = await act(house, office, createProgramme, {
    body: {
      officeId,
      code: '653-INFORMATION',
      name: '专业技术人员知识更新工程（653工程）信息领域',
      nameEn: 'Project 653, information field, Shanghai',
      field: '信息技术',
      fieldEn: 'Information technology',
      zone: defaultZone,
      from: '2006-06-29',
      to: null,
      legalBasis: '国人部发〔2005〕73号；国人厅发〔2006〕8号；沪人〔2006〕171号',
      rulePack: '653-2006',
      numbering: { prefix: 'SH653', yearDigits: 4, serialDigits: 6, check: 'mod-37-36' },
      classRule: demoClassRule,
      passMark: { numerator: 3, denominator: 5 },
    },
  })
  const keyAreas = demoKeyAreas.map(([code, name, nameEn]) => ({ code, name, nameEn }))
  await act(house, office, saveKeyAreas, { params: { programmeId }, body: { keyAreas } })
  await act(house, office, setProgrammeStatus, { params: { programmeId }, body: { status: 'active' } })
  return programmeId
}

const seedInstitution = async (
  house: DemoHouse,
  office: Actor,
  programmeId: string,
  id: string,
  index: number,
): Promise<DemoInstitution> => {
  const actor = actorOf(office.accountId as string, 'institution', id)
  travel(house, '2006-12-22')
  const { approvalId } = await act(house, actor, startApproval, {
    body: {
      programmeId,
      institutionId: id,
      modes: ['face-to-face', 'distance', 'advanced-seminar'],
      statement: '具备固定教学场所、专职教务人员和实训机房，教学管理制度齐全。',
    },
  })
  await act(house, actor, submitApproval, { params: { approvalId }, body: {} })
  travel(house, '2006-12-27')
  // One application still waits, so that the office has something to decide.
  if (index < demoInstitutions.length - 1)
    await act(house, office, decideApproval, {
      params: { approvalId },
      body: { decision: 'approve', from: '2007-01-01', to: validTo },
    })
  const rooms: string[] = []
  for (const name of ['B201', 'B202'])
    rooms.push(
      (await act(house, actor, addRoom, { params: { organisationId: id }, body: { name, seats: 80 } }))
        .roomId,
    )
  const teachers: string[] = []
  for (const [name, title] of teachersOf(index))
    teachers.push(
      (await act(house, actor, addTeacher, { params: { institutionId: id }, body: { name, title } }))
        .teacherId,
    )
  return { id, actor, rooms, teachers }
}

const teacherNames = [
  '沈明远',
  '顾青云',
  '陆嘉禾',
  '宋一帆',
  '章若水',
  '钱书宁',
  '乔木森',
  '纪云舒',
  '严知行',
  '白露生',
  '童以宁',
  '宁远航',
  '桑嘉树',
  '柏长青',
  '温如言',
  '季海涛',
  '舒立言',
  '苗春晖',
  '丁一诺',
  '齐思远',
  '安若素',
  '容与时',
  '凌云志',
  '段清和',
] as const

const teachersOf = (index: number): (readonly [string, string])[] => [
  [`${teacherNames[(index * 2) % 24]}`, '教授'],
  [`${teacherNames[(index * 2 + 1) % 24]}`, '高级工程师'],
]

/** Drafts and submits one course. */
export const declareDemoCourse = async (
  house: DemoHouse,
  institution: DemoInstitution,
  programmeId: string,
  keyAreas: readonly { readonly id: string; readonly code: string }[],
  [title, titleEn, area, courseType, mode, hours]: DemoCourse,
) => {
  const keyArea = keyAreas.find((one) => one.code === area)
  if (!keyArea) throw new Error(`demo: no key area ${area}`)
  const declared = await act(house, institution.actor, declareCourse, {
    body: {
      programmeId,
      institutionId: institution.id,
      keyAreaId: keyArea.id,
      title,
      titleEn,
      courseType,
      category: courseType === 'public-subject' ? 'public' : 'professional',
      audience: '从事相关工作、具有大专以上学历或中级以上职称的专业技术人员。',
      objectives: `掌握${title}的基本原理、主流技术与工程方法，能够结合岗位开展应用。`,
      syllabus: syllabusOf(title, mode, hours * 45),
      examSpec: { durationMinutes: 60, questions: 10, passMark: { numerator: 3, denominator: 5 } },
      materials: '自编讲义与实验指导书。',
      feeFen: hours * 2500,
    },
  })
  await act(house, institution.actor, submitCourse, {
    params: { courseId: declared.courseId },
    body: { revision: declared.revision },
  })
  return declared
}

const seedCourses = async (
  house: DemoHouse,
  office: Actor,
  programmeId: string,
  institutions: readonly DemoInstitution[],
) => {
  const courses: { courseId: string; versionId: string }[] = []
  const { keyAreas } = await act(house, office, readProgramme, { params: { programmeId } })
  for (const course of demoCourses) {
    travel(house, '2007-01-04')
    const institution = institutions[course[6]] as DemoInstitution
    const declared = await declareDemoCourse(house, institution, programmeId, keyAreas, course)
    travel(house, '2007-01-10')
    const versionId = declared.versionId
    await act(house, office, decideCourse, {
      params: { courseId: declared.courseId },
      body: { versionId, decision: 'approve', validFrom: '2007-01-10', validTo },
    })
    const read = await act(house, office, readCourse, { params: { courseId: declared.courseId } })
    courses.push({
      courseId: declared.courseId,
      versionId: read.versions.find((one) => one.status === 'approved')?.versionId ?? versionId,
    })
  }
  return courses
}

/** Institutions and employers that the association speaks for; the last one asked has not answered yet. */
const seedMemberships = async (
  house: DemoHouse,
  officerId: string,
  associationId: string,
  institutions: readonly string[],
  employers: readonly string[],
): Promise<void> => {
  travel(house, '2007-01-15')
  const members = [
    ...institutions.slice(0, 4).map((id) => ['institution', id] as const),
    ...employers.slice(1, 5).map((id) => ['employer', id] as const),
    ['employer', employers[0] as string] as const,
  ]
  for (const [index, [role, memberId]] of members.entries()) {
    const { membershipId } = await act(
      house,
      actorOf(officerId, 'association', associationId),
      proposeMembership,
      {
        params: { organisationId: associationId },
        body: { memberId, from: '2007-01-15' },
      },
    )
    if (index < members.length - 1)
      await act(house, actorOf(officerId, role, memberId), consentToMembership, {
        params: { membershipId },
        body: {},
      })
  }
}

const parts = ['概论与标准', '核心原理', '主流技术', '案例分析', '上机实践'] as const

const syllabusOf = (
  title: string,
  mode: 'face-to-face' | 'distance' | 'advanced-seminar',
  minutes: number,
) => {
  const each = Math.floor(minutes / parts.length / 45) * 45
  return parts.map((part, index) => ({
    title: `${title}：${part}`,
    mode,
    minutes: index === parts.length - 1 ? minutes - each * (parts.length - 1) : each,
  }))
}
