import { proposeClass, readClasses } from '../../areas/people/contract.ts'
import { readProgramme } from '../../areas/programme/contract.ts'
import { addDays, dayInZone, defaultZone } from '../../kernel/calendar.ts'
import type { DemoCourse } from './demo-courses.ts'
import { act, travel, type DemoHouse } from './demo-house.ts'
import type { DemoProfessional } from './seed-people.ts'
import { declareDemoCourse, type DemoInstitution, type DemoSetting } from './seed-setting.ts'

const course: DemoCourse = [
  '数据中心运行与节能',
  'Operating Data Centres and Saving Energy',
  'software',
  'application-tool',
  'face-to-face',
  24,
  1,
]

/** What came in these days and waits for the office: a course, and the classes of three people. */
export const seedWaiting = async (
  house: DemoHouse,
  setting: DemoSetting,
  people: readonly DemoProfessional[],
): Promise<void> => {
  const { programmeId, office } = setting
  travel(house, addDays(dayInZone(new Date(), defaultZone), -3), '14:20')
  const { keyAreas } = await act(house, office, readProgramme, { params: { programmeId } })
  await declareDemoCourse(
    house,
    setting.institutions[course[6]] as DemoInstitution,
    programmeId,
    keyAreas,
    course,
  )
  let waiting = 0
  for (const { personId } of people) {
    const params = { personId }
    const { items } = await act(house, office, readClasses, { params })
    if (!items.some((one) => one.programmeId === programmeId && one.proposed)) continue
    await act(house, office, proposeClass, { params, body: { programmeId } })
    waiting += 1
    if (waiting === 3) return
  }
}
