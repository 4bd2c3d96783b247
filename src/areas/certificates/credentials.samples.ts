import * as Schema from 'typebox/schema'
import { expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { sample } from '../../../test/samples/samples.ts'
import { certificateOf } from './certificate-fixtures.ts'

const house = testHouse()

test('every form of an issued certificate is an AchievementCredential by the official JSON Schema', async () => {
  const schema = JSON.parse(
    new TextDecoder().decode(sample('openbadges3-achievementcredential.schema.json')),
  ) as object
  const { number, school } = await certificateOf(house)
  const file = async (suffix: string) =>
    (await school.office.call('GET', `/api/v1/certificates/${number}.${suffix}`)).raw.toString()
  for (const proof of ['eddsa-rdfc-2022', 'eddsa-jcs-2022']) {
    const credential = JSON.parse(await file(`vc?proof=${proof}`))
    expect(Schema.Errors(schema, credential)).toEqual([true, []])
    expect(Schema.Errors(schema, { ...credential, proof: credential.proof[0] })[0]).toBe(false)
  }
  const [, payload = ''] = (await file('jwt')).split('.')
  expect(Schema.Errors(schema, JSON.parse(Buffer.from(payload, 'base64url').toString()))).toEqual([true, []])
})
