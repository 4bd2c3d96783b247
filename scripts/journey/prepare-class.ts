import { addDays, dayInZone } from '../../src/kernel/calendar.ts'
import type { JourneyClient } from './journey-client.ts'

export interface PreparedClass {
  readonly programmeId: string
  readonly courseId: string
  readonly classId: string
  readonly filingNumber: string
  readonly sessionIds: readonly string[]
}

const dates = 12
const minutesADate = 270
/** Larger than any roster the journey is given. */
const places = 5000

/** Course declared and decided, room and teacher of its own, class filed: twelve dates of 270 taught minutes that ended yesterday. */
export const prepareClass = async (
  office: JourneyClient,
  institution: JourneyClient,
  institutionId: string,
  tag: string,
  capacity = places,
): Promise<PreparedClass> => {
  const { items } = await institution.get<{ items: { id: string; status: string }[] }>('/api/v1/programmes')
  const programmeId = items.find((one) => one.status === 'active')?.id
  if (!programmeId) throw new Error('no active programme')
  const programme = await institution.get<{ keyAreas: { id: string }[]; zone: string }>(
    `/api/v1/programmes/${programmeId}`,
  )
  const today = dayInZone(new Date(), programme.zone)
  const first = addDays(today, -dates)
  const courseId = await approvedCourse(office, institution, {
    programmeId,
    institutionId,
    keyAreaId: programme.keyAreas[0]?.id,
    tag,
    validFrom: first,
    validTo: addDays(today, 365),
  })
  const { roomId } = await institution.post<{ roomId: string }>(
    `/api/v1/organisations/${institutionId}/rooms`,
    { name: `${tag}教室`, seats: places },
  )
  const { teacherId } = await institution.post<{ teacherId: string }>(
    `/api/v1/organisations/${institutionId}/teachers`,
    { name: `${tag}教师`, title: '讲师' },
  )
  const course = await institution.get<{ versions: { versionId: string; status: string }[] }>(
    `/api/v1/courses/${courseId}`,
  )
  const versionId = course.versions.find((one) => one.status === 'approved')?.versionId
  const filed = await institution.post<{ classId: string; filingNumber: string }>('/api/v1/classes', {
    institutionId,
    courseVersionId: versionId,
    mode: 'face-to-face',
    capacity,
    lateReason: '课程已按计划授课，补办备案。',
    sessions: Array.from({ length: dates }, (_, index) => ({
      day: addDays(first, index),
      start: '09:00',
      end: '14:30',
      minutes: minutesADate,
      // A hall for more people than any room holds is a place, not a room of the register.
      ...(capacity > places ? { place: '大礼堂' } : { roomId }),
      teacherId,
      topic: `第${index + 1}讲`,
    })),
  })
  const read = await institution.get<{ sessions: { id: string }[] }>(`/api/v1/classes/${filed.classId}`)
  return {
    programmeId,
    courseId,
    classId: filed.classId,
    filingNumber: filed.filingNumber,
    sessionIds: read.sessions.map((session) => session.id),
  }
}

interface CourseToApprove {
  readonly programmeId: string
  readonly institutionId: string
  readonly keyAreaId: string | undefined
  readonly tag: string
  readonly validFrom: string
  readonly validTo: string
}

const approvedCourse = async (
  office: JourneyClient,
  institution: JourneyClient,
  course: CourseToApprove,
): Promise<string> => {
  const declared = await institution.post<{ courseId: string; versionId: string; revision: number }>(
    '/api/v1/courses',
    {
      programmeId: course.programmeId,
      institutionId: course.institutionId,
      keyAreaId: course.keyAreaId,
      title: `信息系统运维实务（${course.tag}）`,
      titleEn: `Operating Information Systems (${course.tag})`,
      courseType: 'application-tool',
      category: 'professional',
      audience: '信息系统运维人员',
      objectives: '掌握信息系统运维的流程、工具与应急处置。',
      syllabus: [{ title: '运维流程与工具', minutes: dates * minutesADate, mode: 'face-to-face' }],
      examSpec: { durationMinutes: 60, questions: 10, passMark: { numerator: 3, denominator: 5 } },
      materials: '自编讲义',
      feeFen: 0,
    },
  )
  await institution.post(`/api/v1/courses/${declared.courseId}/submit`, { revision: declared.revision })
  await office.post(`/api/v1/courses/${declared.courseId}/decision`, {
    versionId: declared.versionId,
    decision: 'approve',
    validFrom: course.validFrom,
    validTo: course.validTo,
  })
  return declared.courseId
}
