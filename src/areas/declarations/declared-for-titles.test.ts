import { expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { newId } from '../../kernel/id.ts'
import { rulesOfTwoTitles, titleOf } from '../ledger/holding-fixtures.ts'
import { check, declaringSetting, draft, submitted } from './declaration-fixtures.ts'

const house = testHouse({ worker: false, now: new Date('2026-03-20T02:00:00Z') })
const study = {
  kind: 'self-study',
  title: '嵌入式系统自学',
  from: '2026-02-01',
  to: '2026-02-10',
  category: 'professional',
  answers: { 'quantity.minutes': 40 * 45 },
}

test('of several titles a person says which a study serves, and it counts for that one alone', async () => {
  const s = await declaringSetting(house)
  await rulesOfTwoTitles(house, s.school.programmeId)
  const kinds = async () =>
    (await s.person.call('GET', `/api/v1/people/${s.personId}/declarable-kinds?on=2026-02-10`)).body
  const engineer = await titleOf(s.employer, s.personId, '电子工程师', '2012-01-01')
  const economist = await titleOf(s.office, s.personId, '经济师', '2018-01-01')
  const former = await titleOf(s.office, s.personId, '技术员', '2008-01-01')
  const ended = { to: '2011-12-31', reason: '晋升' }
  expect((await s.office.call('POST', `/api/v1/holdings/${former}/end`, ended)).status).toBe(200)
  expect((await kinds()).holdings).toEqual([
    { id: engineer, name: '电子工程师', nameEn: '电子工程师' },
    { id: economist, name: '经济师', nameEn: '经济师' },
  ])

  const path = `/api/v1/people/${s.personId}/declarations`
  const body = { programmeId: s.school.programmeId, ...study, serves: [newId()] }
  expect(await s.person.call('POST', path, body)).toMatchObject({
    status: 422,
    body: { code: 'declaration.holding' },
  })

  const one = await submitted(s, { ...study, serves: [economist] })
  const read = (await s.person.call('GET', one.url)).body
  expect(read).toMatchObject({ serves: [economist] })
  expect(read.answers).toContainEqual({
    label: { zh: '用于', en: 'Serves' },
    value: { zh: '经济师', en: '经济师' },
  })
  expect(await check(s.employer, one)).toMatchObject({
    status: 200,
    body: { state: 'recognised', entries: 1 },
  })

  const { body: record } = await s.person.call('GET', `/api/v1/people/${s.personId}/record?year=2026`)
  const professional = record.lines.filter(({ id }: { id: string }) => id === 'professional')
  expect(
    professional.map(({ holding, counted }: { holding: { zh: string }; counted: string }) => [
      holding.zh,
      counted,
    ]),
  ).toEqual([
    ['电子工程师', '0'],
    ['经济师', '40'],
  ])
  expect(record.activities).toMatchObject([{ serves: [{ zh: '经济师' }], counted: [{ amount: '40' }] }])

  const all = await draft(s, { ...study, title: '另一项自学' })
  expect((await s.person.call('GET', all.url)).body.serves).toBeNull()
})
