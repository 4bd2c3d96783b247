import { verify } from 'node:crypto'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createKeyFile, loadSecrets, rotateSigningKey } from './key-file.ts'
import type { SignedKeyChange } from '../platform/ports/ports.ts'
import { checkKeyChanges } from '../areas/certificates/index.ts'
import { endorsedKeys } from '../verify/key-change.ts'
import type { JsonValue } from '../verify/strict-json.ts'
import { localSigner } from './local-signer.ts'

let folder = ''
const now = new Date('2026-11-23T00:00:00Z')

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhixin-keys-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('key file', () => {
  it('is readable by its owner alone and gives the same keys every time', async () => {
    const file = join(folder, 'same.json')
    const first = await loadSecrets(file, { demo: true, now })
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    const second = await loadSecrets(file, { demo: false, now })
    expect(second.identityKey).toEqual(first.identityKey)
    expect(second.keyId).toBe(first.keyId)
    expect(second.fingerprint).toBe(first.fingerprint)
    expect(second.demo).toBe(true)
  })

  it('uses a different key for every purpose', async () => {
    const keys = await loadSecrets(join(folder, 'purposes.json'), { demo: true, now })
    const distinct = new Set(
      [keys.identityKey, keys.identityHmacKey, keys.sessionPepper].map((key) => key.toString('hex')),
    )
    expect(distinct.size).toBe(3)
  })

  it('is never overwritten', async () => {
    const file = join(folder, 'kept.json')
    expect(await createKeyFile(file, { demo: false, now })).toBe(true)
    const before = await readFile(file, 'utf8')
    expect(await createKeyFile(file, { demo: false, now })).toBe(false)
    expect(await readFile(file, 'utf8')).toBe(before)
  })

  it('signs so that the public key in it verifies', async () => {
    const signer = localSigner(await loadSecrets(join(folder, 'signing.json'), { demo: true, now }))
    const bytes = Buffer.from('知新')
    const key = { key: { ...signer.publicJwk }, format: 'jwk' } as const
    expect(verify(null, bytes, key, await signer.sign(bytes))).toBe(true)
    expect(verify(null, Buffer.from('知旧'), key, await signer.sign(bytes))).toBe(false)
  })

  it('signs many hashes in their order, each as it is signed alone', async () => {
    const { sign, signAll } = localSigner(
      await loadSecrets(join(folder, 'signing.json'), { demo: true, now }),
    )
    const hashes = Array.from({ length: 40 }, (_, place) => Buffer.alloc(32, place))
    const [first, second] = await Promise.all([signAll?.(hashes.slice(0, 30)), signAll?.(hashes.slice(30))])
    // Ed25519 is deterministic.
    const alone = await Promise.all(hashes.map((hash) => sign(hash)))
    expect([...(first ?? []), ...(second ?? [])].map((one) => Buffer.from(one))).toEqual(alone)
    await expect(signAll?.([Buffer.alloc(31)])).rejects.toThrow('hashes of 32 bytes')
    expect(await signAll?.([])).toEqual([])
  })

  it('changes its signing key alone: the old one stays known, and identity numbers keep theirs', async () => {
    const file = join(folder, 'rotated.json')
    const first = await loadSecrets(file, { demo: false, now })
    const second = await rotateSigningKey(file, now)
    const third = await rotateSigningKey(file, now)
    expect(new Set([first, second, third].map((one) => one.keyId)).size).toBe(3)
    expect(third.retired).toEqual([first.publicJwk, second.publicJwk])
    for (const kept of ['identityKey', 'identityHmacKey', 'sessionPepper', 'fingerprint'] as const)
      expect(third[kept]).toEqual(first[kept])
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(localSigner(third).retired).toEqual(third.retired)
    // Each endorsed the one after it, so that whoever trusts the first is led to the last.
    const changes = localSigner(third).keyChanges as unknown as JsonValue
    const led = await endorsedKeys([first.publicJwk], changes)
    expect(led.keys).toEqual([first.publicJwk, second.publicJwk, third.publicJwk])
    expect(led.steps.map(({ from, to, at }) => [from, to, at])).toEqual([
      [first.keyId, second.keyId, now.toISOString()],
      [second.keyId, third.keyId, now.toISOString()],
    ])
    expect(await checkKeyChanges(localSigner(third))).toEqual([])
    await writeFile(
      file,
      JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), retired: [{ kty: 'RSA' }] }),
    )
    await expect(loadSecrets(file)).rejects.toMatchObject({ code: 'keys.malformed' })
  })

  it('has its changes of key examined: one exchanged by hand is named, those of before endorsements are let be', async () => {
    const file = join(folder, 'exchanged.json')
    await createKeyFile(file, { demo: false, now })
    const before = await rotateSigningKey(file, now)
    const { keyChanges: _none, ...older } = JSON.parse(await readFile(file, 'utf8'))
    await writeFile(file, JSON.stringify(older))
    expect(await checkKeyChanges(localSigner(await loadSecrets(file)))).toEqual([])
    const after = await rotateSigningKey(file, now)
    expect(await checkKeyChanges(localSigner(after))).toEqual([])
    const other = await loadSecrets(join(folder, 'other.json'), { demo: false, now })
    const exchanged = { ...localSigner(other), retired: [...after.retired, after.publicJwk] }
    expect(await checkKeyChanges({ ...exchanged, keyChanges: after.keyChanges })).toMatchObject([
      { code: 'log.key-not-endorsed', subject: other.keyId, params: { before: after.keyId } },
    ])
    // The words of an old endorsement do not fit another key.
    const [change] = after.keyChanges
    const forged = { ...change, newKey: other.publicJwk, newKeyId: other.keyId } as SignedKeyChange
    const named = await checkKeyChanges({ ...localSigner(after), keyChanges: [forged] })
    expect(named.map((one) => one.code)).toContain('log.key-change-wrong')
    expect((await endorsedKeys([before.publicJwk], [forged] as unknown as JsonValue)).steps).toEqual([])
  })

  it('is refused when others may read it', async () => {
    const file = join(folder, 'exposed.json')
    await createKeyFile(file, { demo: false, now })
    await chmod(file, 0o644)
    await expect(loadSecrets(file)).rejects.toMatchObject({ code: 'keys.exposed' })
  })

  it('is refused when it is missing, and when it was tampered with', async () => {
    await expect(loadSecrets(join(folder, 'none.json'))).rejects.toMatchObject({ code: 'keys.unreadable' })
    const file = join(folder, 'tampered.json')
    await createKeyFile(file, { demo: false, now })
    const content = JSON.parse(await readFile(file, 'utf8')) as { root: string }
    await writeFile(file, JSON.stringify({ ...content, root: Buffer.alloc(32).toString('base64url') }))
    await expect(loadSecrets(file)).rejects.toMatchObject({ code: 'keys.malformed' })
  })
})
