import { buffer } from 'node:stream/consumers'
import { beforeAll, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { defaultSheetLimits } from '../../platform/sheet/sheet.ts'
import { inflateEntry, readZipDirectory } from '../../platform/sheet/zip-directory.ts'
import { verifyFile } from '../../verify/verify-file.ts'
import { certificatesOf, closedClassOf } from './certificate-fixtures.ts'

const house = testHouse()
let [mine, others, personId] = ['', '', '']

beforeAll(async () => {
  const made = await closedClassOf(house, ['持证者', '旁人甲'])
  const listed = await certificatesOf(made)
  mine = listed.find((one) => one.holder === '持证者')?.number ?? ''
  others = listed.find((one) => one.holder === '旁人甲')?.number ?? ''
  personId = made.people[0]?.personId ?? ''
})

test('a holder takes all their certificates home in one file, and each part of it checks by itself', async () => {
  const holder = await house.client([], personId)
  const reply = await holder.call('GET', '/api/v1/wallet.zip')
  expect([reply.status, reply.headers['content-type']]).toEqual([200, 'application/zip'])
  const zip = new Uint8Array(reply.raw)
  const entries = readZipDirectory(zip, defaultSheetLimits)
  expect([...entries.keys()]).toEqual([
    ...['json', 'pdf', 'jwt', 'vc-eddsa-jcs-2022.json', 'vc-eddsa-rdfc-2022.json'].map(
      (suffix) => `${mine}/${mine}.${suffix}`,
    ),
    'certificates.json',
  ])
  expect([...entries.keys()].join()).not.toContain(others)
  const read = async (name: string) => buffer(inflateEntry(zip, entries.get(name) as never))
  const { publicJwk } = house.services.ports.signer
  for (const suffix of ['json', 'pdf', 'jwt', 'vc-eddsa-jcs-2022.json'])
    expect(
      (await verifyFile(await read(`${mine}/${mine}.${suffix}`), { keys: [publicJwk], on: '2026-04-01' }))
        .verdict,
      suffix,
    ).toBe('valid')
  expect(JSON.parse((await read('certificates.json')).toString()).certificates).toEqual([
    { number: mine, status: 'valid', missing: {} },
  ])
})

test('who holds no certificate gets a file that says so, and who is not signed in gets none', async () => {
  expect((await house.anonymous().call('GET', '/api/v1/wallet.zip')).status).toBe(401)
})
