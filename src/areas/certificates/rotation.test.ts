import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import type { SignedKeyChange, Signer } from '../../platform/ports/ports.ts'
import { monitorLog } from '../../verify/monitor-log.ts'
import { verifyFile } from '../../verify/verify-file.ts'
import { certificateOf } from './certificate-fixtures.ts'
import { keyIdOf, signed } from './app/signing.ts'
import { checkCertificates } from './index.ts'

const house = testHouse()

const newSigner = (): Signer => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const { x = '' } = publicKey.export({ format: 'jwk' })
  return {
    keyId: x,
    publicJwk: { kty: 'OKP', crv: 'Ed25519', x },
    sign: async (bytes) => new Uint8Array(sign(null, bytes, privateKey)),
  }
}

/** As `keys rotate` makes it (`main/key-file.ts`). */
const endorsement = async (by: Signer, next: Signer): Promise<SignedKeyChange> => {
  const change = {
    schema: 'zhixin.key-change/1',
    purpose: 'certificates-and-log',
    newKeyId: keyIdOf(next),
    newKey: next.publicJwk,
    at: '2026-03-31T00:00:00.000Z',
  }
  const { keyId, signature } = await signed(by, change)
  return { ...change, keyId, signature: signature.toString('base64url') }
}

const get = async (path: string) => {
  const reply = await house.anonymous().call('GET', path)
  return reply.status === 200 ? reply.body : undefined
}

test('a changed key leaves everything the old one signed checkable, and vouches for nothing it did not sign', async () => {
  const old = house.services.ports.signer
  const before = await certificateOf(house, '旧钥者')
  const { seen } = await monitorLog({ get, keys: [old.publicJwk] })
  const next = newSigner()
  const fresh = { ...next, retired: [old.publicJwk], keyChanges: [await endorsement(old, next)] }
  Object.assign(house.services.ports, { signer: fresh })
  const after = await certificateOf(house, '新钥者')

  const published = (await house.anonymous().call('GET', '/.well-known/jwks.json')).body.keys
  expect(new Set(published.map((key: { x: string }) => key.x))).toEqual(
    new Set([old.publicJwk.x, fresh.publicJwk.x]),
  )
  for (const one of [before, after]) {
    const file = await house.client([], one.personId)
    for (const form of ['json', 'pdf', 'jwt', 'vc?proof=eddsa-jcs-2022']) {
      const { raw } = await file.call('GET', `/api/v1/certificates/${one.number}.${form}`)
      const found = await verifyFile(new Uint8Array(raw), { keys: published, on: '2026-04-01' })
      expect([form, found.verdict, found.reasons]).toEqual([form, 'valid', []])
    }
  }
  const both = [old.publicJwk, fresh.publicJwk]
  expect((await monitorLog({ get, keys: both, since: seen })).verdict).toBe('consistent')
  // Who trusts the old key alone is led to the new one by the old one's word; without it the change is named.
  const led = await monitorLog({ get, keys: [old.publicJwk], since: seen })
  expect([led.verdict, led.keyChanges.map(({ from, to }) => [from, to])]).toEqual([
    'consistent',
    [[keyIdOf(old), keyIdOf(fresh)]],
  ])
  const silent = async (path: string) => (path.endsWith('key-changes') ? undefined : get(path))
  const swapped = await monitorLog({ get: silent, keys: [old.publicJwk], since: seen })
  expect([swapped.verdict, swapped.faults.map((fault) => fault.code), swapped.seen]).toEqual([
    'cannot-check',
    ['log.key-not-endorsed'],
    seen,
  ])
  expect((await checkCertificates(house.services.db, both)).findings).toEqual([])
  // Whoever does not know of the change is told of a key that is not the office's.
  expect(
    (await checkCertificates(house.services.db, [old.publicJwk])).findings.map((one) => one.code),
  ).toEqual(['log.key-unknown'])
})

test('a key put into the register by hand is not given out for the issuer’s', async () => {
  const { db } = house.services
  const stranger = newSigner()
  await sql`insert into certificate_key (key_id, public_jwk, first_used_at)
    values (${keyIdOf(stranger)}, ${JSON.stringify(stranger.publicJwk)}, now())`.execute(db)
  const published = (await house.anonymous().call('GET', '/.well-known/jwks.json')).body.keys
  expect(published.map((key: { x: string }) => key.x)).not.toContain(stranger.publicJwk.x)
  expect(published).toHaveLength(2)
  const did = await house.anonymous().call('GET', '/.well-known/did.json')
  expect([did.status, did.raw.toString().includes(keyIdOf(stranger))]).toEqual([200, false])
  expect(did.raw.toString()).toContain(keyIdOf(house.services.ports.signer))
  await db.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx)
    await sql`delete from certificate_key where key_id = ${keyIdOf(stranger)}`.execute(tx)
  })
})

test('a certificate signed anew under the changed key is found out, though the key is the office’s own', async () => {
  const { rows } = await sql<{ number: string; content: string }>`
    select number, content from certificate_content order by number limit 1`.execute(house.services.db)
  const [{ number, content }] = rows as [{ number: string; content: string }]
  const { signer } = house.services.ports
  const forged = content.replace('旧钥者', '冒名者')
  const hash = createHash('sha256').update(forged).digest()
  const signature = Buffer.from(await signer.sign(hash))
  const codes = await house.database.rolledBack(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx)
    await sql`update certificate_content set content = ${forged}, content_hash = ${hash}, signature = ${signature}, key_id = ${keyIdOf(signer)}
      where number = ${number}`.execute(tx)
    await sql`update certificate set holder = '冒名者', holder_grams = array['^冒', '冒名', '名者'] where number = ${number}`.execute(
      tx,
    )
    return new Set((await checkCertificates(tx as never)).findings.map((one) => one.code))
  })
  expect(codes).toContain('certificate.not-logged')
  expect(codes).not.toContain('certificate.signature-wrong')
})

test('two leaves exchanged are found by doctor and by a monitor that has only just come', async () => {
  const swap = async (tx: typeof house.services.db) => {
    await sql`set local session_replication_role = replica`.execute(tx)
    await sql`update certificate_log l set entry = o.entry, leaf_hash = o.leaf_hash, number = o.number, at = o.at
      from certificate_log o where l.index in (0, 1) and o.index = 1 - l.index`.execute(tx)
  }
  const found = await house.database.rolledBack(async (tx) => {
    await swap(tx as never)
    return (await checkCertificates(tx as never)).findings.map((one) => one.code)
  })
  expect(found).toContain('log.node-wrong')
  await house.services.db.transaction().execute((tx) => swap(tx as never))
  const keys = (await house.anonymous().call('GET', '/.well-known/jwks.json')).body.keys
  const report = await monitorLog({ get, keys })
  expect([report.verdict, report.faults.map((fault) => fault.code)]).toEqual([
    'inconsistent',
    ['log.root-mismatch'],
  ])
})
