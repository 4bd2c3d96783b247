import type { Actor } from '../../access/index.ts'
import { record, reverseActivity } from '../../areas/ledger/contract.ts'
import { closePeriod, startClosing } from '../../areas/ledger/contract/closings.ts'
import { act, travel, type DemoHouse } from './demo-house.ts'
import type { DemoProfessional } from './seed-people.ts'
import type { DemoSetting } from './seed-setting.ts'

/**
 * The programme's first year, counted by one officer and closed by the other; afterwards a class of somebody is taken
 * back, which stands apart from the closed year.
 */
export const seedClosing = async (
  house: DemoHouse,
  setting: DemoSetting,
  secondOfficer: Actor,
  takenBack: DemoProfessional,
): Promise<void> => {
  const { office, programmeId } = setting
  travel(house, '2008-01-15')
  const { closingId } = await act(house, office, startClosing, {
    params: { programmeId },
    body: { period: '2007', kind: 'regular' },
  })
  await house.settle()
  travel(house, '2008-01-16')
  await act(house, secondOfficer, closePeriod, { params: { closingId }, body: { confirm: '2007' } })
  await house.settle()
  travel(house, '2008-03-03')
  const { activities } = await act(house, office, record, {
    params: { personId: takenBack.personId },
    query: { year: '2007', programme: programmeId },
  })
  await act(house, office, reverseActivity, {
    params: { activityId: activities[0]?.id as string },
    body: { reason: '签到表复核有误，重新核定后另行登记' },
  })
  await house.settle()
}
