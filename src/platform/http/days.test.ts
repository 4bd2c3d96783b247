import { expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { fresh, officeOf, registered, settingOf } from '../../../test/setting.ts'
import { newId } from '../../kernel/id.ts'

const house = testHouse({ worker: false })

const notDays = ['0000-01-01', '2026-02-29', '2026-13-01', '10000-01-01', '2026-1-1']

test('a day that no calendar or no database knows is refused at its field, in bodies and in addresses', async () => {
  const { office, district, institution } = await settingOf(house)
  const { officeId, office: other } = await officeOf(house)
  const account = (from: string) => ({
    name: '王',
    signIn: `w.${fresh()}`,
    password: '一个足够长的口令-2026',
    role: 'office',
    organisationId: officeId,
    from,
  })
  for (const day of notDays) {
    const asked = [
      [await other.call('POST', '/api/v1/accounts', account(day)), '/from'],
      [
        await other.call('POST', '/api/v1/invitations', {
          organisationId: officeId,
          role: 'office',
          name: '王',
          from: day,
        }),
        '/from',
      ],
      [
        await district.call('POST', `/api/v1/role-assignments/${newId()}/delegations`, {
          accountId: newId(),
          from: '2026-01-01',
          to: day,
        }),
        '/to',
      ],
      [await office.call('GET', `/api/v1/classes?from=${day}`), '/from'],
      [await institution.call('GET', `/api/v1/classes?to=${day}`), '/to'],
    ] as const
    for (const [{ status, body }, pointer] of asked)
      expect([day, status, body.code, body.errors]).toMatchObject([
        day,
        400,
        'request.invalid',
        [{ pointer, code: 'request.not-day' }],
      ])
  }
  for (const day of ['0001-01-01', '9999-12-31', '2024-02-29'])
    expect((await office.call('GET', `/api/v1/classes?from=${day}`)).status).toBe(200)
})

test('an account whose role would end before it begins is refused at the field, and not opened', async () => {
  const { office } = await officeOf(house)
  const organisationId = await registered(office, 'institution', `学院 ${fresh()}`)
  const open = (to: string, signIn: string) =>
    office.call('POST', '/api/v1/accounts', {
      name: '王',
      signIn,
      password: '一个足够长的口令-2026',
      role: 'institution',
      organisationId,
      from: '2026-03-02',
      to,
    })
  const signIn = `w.${fresh()}`
  const refused = await open('2026-03-01', signIn)
  expect([refused.status, refused.body.code, refused.body.errors]).toMatchObject([
    422,
    'role.dates',
    [{ pointer: '/to', code: 'role.dates' }],
  ])
  // The name was not taken by it.
  expect((await open('2026-03-02', signIn)).status).toBe(201)
})
