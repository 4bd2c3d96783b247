import { expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { rulesOf653 } from '../certificates/certificate-fixtures.ts'
import { schoolOf } from '../training/training-fixtures.ts'

const house = testHouse()

test('what a class hour is in each programme is told to everybody, as its rule pack has it', async () => {
  const school = await schoolOf(house)
  await rulesOf653(house)
  const { status, body } = await house.anonymous().call('GET', '/api/v1/class-hour-rules')
  expect(status).toBe(200)
  const programmes = await school.office.call('GET', '/api/v1/programmes')
  const { id, code } = programmes.body.items.at(-1)
  expect(body.items).toContainEqual({
    programmeId: id,
    programmeCode: code,
    minutes: 45,
    round: { increment: '1', mode: 'down' },
  })
})
