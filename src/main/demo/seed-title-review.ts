import { saveReview } from '../../areas/title-reviews/app/start-review.ts'
import { readIdentity } from '../../kernel/identity-number.ts'
import { newId } from '../../kernel/id.ts'
import { must, travel, type DemoHouse } from './demo-house.ts'
import type { DemoProfessional } from './seed-people.ts'
import type { DemoSetting } from './seed-setting.ts'

/** A list the office held against the rules of two years: people of several employers, some trained, some not. */
export const seedTitleReview = async (
  house: DemoHouse,
  { programmeId, office, officeId }: DemoSetting,
  people: readonly DemoProfessional[],
): Promise<void> => {
  travel(house, '2008-11-17', '09:30')
  const listed = people.filter((_person, index) => index % 17 === 0).slice(0, 16)
  must(
    await house.services.perform(
      saveReview,
      {
        programmeId,
        organisationId: officeId,
        fromYear: 2007,
        toYear: 2008,
        purpose: '2008 年高级工程师职称评审',
        people: listed.map(({ name, idNumber }, index) => ({
          row: index + 2,
          name,
          identity: must(readIdentity(idNumber, '2008-11-17'), 'a demo identity number'),
        })),
      },
      { actor: office, requestId: newId() },
    ),
    'a title review',
  )
  await house.settle()
}
