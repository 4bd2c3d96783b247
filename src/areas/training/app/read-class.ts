import { query } from '../../../platform/perform.ts'
import type { ClassDetail } from '../contract.ts'
import { requiredMinutes } from '../domain/completion.ts'
import { totalMinutes } from '../domain/schedule.ts'
import { classDetail, sessionDetails } from '../store/class-details.ts'
import { classMay } from './class-may.ts'
import { classOwners } from './class-owners.ts'
import { sessionView } from './session-view.ts'

export const readClass = query({
  name: 'training.readClass',
  action: 'class.read',
  async load(reading, input: { classId: string }) {
    const row = await classDetail(reading.tx, input.classId)
    return row && { owners: await classOwners(reading, row), row }
  },
  async reply(reading, input, { owners, row }): Promise<ClassDetail> {
    const sessions = await sessionDetails(reading.tx, input.classId)
    const total = totalMinutes(sessions.filter((session) => !session.cancelled))
    const {
      officeId: _office,
      districtId: _district,
      zone,
      opened: _opened,
      filedAt,
      closedAt,
      ...shown
    } = row
    const { keyAreaCode: _code, keyAreaName: _name, keyAreaNameEn: _nameEn, ...rest } = shown
    return {
      ...rest,
      filedAt: filedAt.toISOString(),
      closedAt: closedAt?.toISOString() ?? null,
      totalMinutes: total,
      requiredMinutes: requiredMinutes(total, row.attendanceShare),
      sessions: sessions.map((session) => sessionView(session, zone, reading.now)),
      may: classMay(reading, owners, row),
    }
  },
})
