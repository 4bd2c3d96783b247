import { expect, test } from 'vitest'
import { browsing, registering, textedCode } from '../../../test/doors.ts'
import { testHouse } from '../../../test/house.ts'
import { fresh, officeOf, registered } from '../../../test/setting.ts'
import { issueSetupToken } from '../organisations/index.ts'

const house = testHouse()

interface Refusal {
  readonly status: number
  // oxlint-disable-next-line typescript/no-explicit-any -- asserted field by field
  readonly body: any
}
const told = ({ status, body: { code, errors } }: Refusal) => [
  status,
  code,
  (errors ?? []).map((one: { pointer: string; code: string }) => `${one.pointer} ${one.code}`),
]
const common = (pointer = '/password') => [400, 'request.invalid', [`${pointer} password.common`]]

test('a password that is guessed first is refused at every door where one is set', async () => {
  const setup = await issueSetupToken(house.services)
  const first = await browsing(house).send('POST', '/api/v1/setup', {
    token: setup,
    officeName: '市信息办',
    accountName: '高晓岚',
    signIn: 'gao.xiaolan',
    password: 'gao.xiaolan2026',
  })
  expect(told(first)).toEqual(common())

  const phone = '13912340653'
  const person = { name: '赵六', identity: { number: '11010519491231002X' }, phone }
  expect(told(await registering(house, { ...person, password: `${phone}` }))).toEqual(common())
  // The code is good still, for another password.
  const code = await textedCode(house, phone)
  const typed = { ...person, password: '锲而不舍，金石可镂！', code }
  expect((await browsing(house).send('POST', '/api/v1/people', typed)).status).toBe(201)

  const owner = browsing(house)
  await owner.signIn(phone, { password: typed.password })
  const change = (next: string) =>
    owner.send('POST', '/api/v1/account/password', { current: typed.password, next })
  expect(told(await change('赵六19491231'))).toEqual(common('/next'))
  expect(told(await change('qwerty123456'))).toEqual(common('/next'))

  await browsing(house).send('POST', '/api/v1/sent-codes', { purpose: 'password-reset', signIn: phone })
  const reset = await browsing(house).send('POST', '/api/v1/password-resets/by-code', {
    signIn: phone,
    code: await textedCode(house, phone),
    password: 'iloveyou5201314',
  })
  expect(told(reset)).toEqual(common())
})

test('so is one given to a clerk, or by who accepts an invitation; whoever may open no account hears that first', async () => {
  const { office } = await officeOf(house)
  const organisationId = await registered(office, 'employer', `单位 ${fresh()}`)
  const account = { name: '李华', signIn: 'li.hua', role: 'employer', organisationId, from: '2026-01-01' }
  const open = { ...account, password: 'li.hua123456' }
  expect(told(await office.call('POST', '/api/v1/accounts', open))).toEqual(common())
  const clerk = await house.client([{ role: 'employer', organisationId }])
  expect((await clerk.call('POST', '/api/v1/accounts', open)).body.code).toBe('access.denied')

  const invited = await clerk.call('POST', '/api/v1/invitations', {
    name: '李华',
    organisationId,
    role: 'employer',
    from: '2026-01-01',
    language: 'zh',
  })
  const token = new URL(invited.body.link).hash.slice(1)
  const accepted = await browsing(house).send('POST', '/api/v1/invitations/accept-new', {
    token,
    name: '李华',
    signIn: 'li.hua',
    password: 'Password123!',
  })
  expect(told(accepted)).toEqual(common())
})
