import { beforeAll, describe, expect, it } from 'vitest'
import { fromBase64Url, toBase64Url, utf8 } from './bytes.ts'
import { keyIdOf, type PublicKey, readKeyFile } from './keys.ts'
import { growingTree, leafHash } from './merkle.ts'
import { hashOf } from './statement.ts'
import { canonicalText, type JsonObject, parseStrictJson } from './strict-json.ts'
import { verifyFile } from './verify-file.ts'

let key: PublicKey
let privateKey: CryptoKey
let stranger: PublicKey
let document: JsonObject

const made = async () => {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair
  const { x } = await crypto.subtle.exportKey('jwk', pair.publicKey)
  return { publicKey: { kty: 'OKP', crv: 'Ed25519', x: x as string } as const, privateKey: pair.privateKey }
}

const signatureOver = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  toBase64Url(new Uint8Array(await crypto.subtle.sign('Ed25519', privateKey, bytes)))

const content = {
  schema: 'zhixin.certificate/1',
  number: 'SH6532026000123K',
  holder: { name: '欧阳慕容思远' },
  issuedOn: '2026-09-20',
  salt: 'AAAAAAAAAAAAAAAAAAAAAA',
}

/** A certificate with everything about it right, as an issuer would make it; `change` spoils the content before signing. */
const certificate = async (stated: JsonObject = content): Promise<JsonObject> => {
  const hash = (await hashOf(stated)) as Uint8Array<ArrayBuffer>
  const keyId = await keyIdOf(key)
  const entry = {
    schema: 'zhixin.log-entry/1',
    kind: 'issue',
    certificate: toBase64Url(hash),
    at: '2026-09-20T02:00:00.000Z',
  }
  const tree = growingTree()
  const sibling = await leafHash(utf8('another entry'))
  await tree.add(sibling)
  await tree.add(await leafHash(utf8(canonicalText(entry) as string)))
  const head = {
    schema: 'zhixin.log-head/1',
    treeSize: 2,
    rootHash: toBase64Url(await tree.root()),
    at: '2026-09-20T02:00:00.000Z',
  }
  const headSignature = await signatureOver((await hashOf(head)) as Uint8Array<ArrayBuffer>)
  return {
    schema: 'zhixin.signed-certificate/1',
    content: stated,
    proof: {
      algorithm: 'Ed25519',
      contentHash: toBase64Url(hash),
      keyId,
      publicKey: { ...key },
      signature: await signatureOver(hash),
    },
    log: {
      index: 1,
      entry,
      path: [toBase64Url(sibling)],
      head: { ...head, keyId, signature: headSignature },
    },
  }
}

const check = (
  file: JsonObject | string | Uint8Array,
  keys: readonly PublicKey[] = [key],
  on = '2026-11-22',
) =>
  verifyFile(
    file instanceof Uint8Array ? file : utf8(typeof file === 'string' ? file : JSON.stringify(file)),
    { keys, on },
  )
const said = async (...asked: Parameters<typeof check>) => {
  const { verdict, reasons } = await check(...asked)
  return [verdict, ...reasons]
}
const put = (base: JsonObject, path: string, value: unknown): JsonObject => {
  const copy = structuredClone(base) as Record<string, unknown>
  const names = path.split('.')
  const last = names.pop() as string
  const at = names.reduce((object, name) => object[name] as Record<string, unknown>, copy)
  if (value === undefined) delete at[last]
  else at[last] = value
  return copy as JsonObject
}

beforeAll(async () => {
  const own = await made()
  key = own.publicKey
  privateKey = own.privateKey
  stranger = (await made()).publicKey
  document = await certificate()
})

describe('a signed certificate', () => {
  it('is valid, however its JSON is laid out, in whatever order its members stand', async () => {
    const turned = Object.fromEntries(Object.entries(document).toReversed()) as JsonObject
    for (const text of [
      JSON.stringify(document),
      JSON.stringify(document, null, 4),
      JSON.stringify(turned),
      `\uFEFF${JSON.stringify(document)}\n`,
    ]) {
      expect(await said(text)).toEqual(['valid'])
    }
    expect((await check(document)).notes).toEqual([
      { code: 'log.proven', params: { index: 1, treeSize: 2, at: '2026-09-20T02:00:00.000Z' } },
      { code: 'status.not-checked', params: { on: '2026-11-22' } },
    ])
  })

  it('of an unknown key still tells that nothing was changed since that key signed, by the key it brings', async () => {
    const unknown = await check(document, [])
    expect([unknown.verdict, unknown.reasons]).toEqual(['cannot-check', ['key.unknown']])
    expect(unknown.notes).toContainEqual({
      code: 'signature.by-own-key',
      params: { keyId: await keyIdOf(key) },
    })
    const without = await check(put(document, 'proof.publicKey', undefined), [])
    expect(without.notes.map(({ code }) => code)).not.toContain('signature.by-own-key')
    const changed = await check(put(document, 'content.holder.name', '张伟'), [])
    expect([changed.verdict, changed.notes.map(({ code }) => code)]).toEqual([
      'invalid',
      ['status.not-checked'],
    ])
  })

  it('is invalid when its content, proof or log proof is another', async () => {
    expect(await said(put(document, 'content.holder.name', '张伟'))).toEqual([
      'invalid',
      'content.hash-mismatch',
      'signature.wrong',
      'log.entry-mismatch',
    ])
    expect(await said(put(document, 'content.extra', 1))).toEqual([
      'invalid',
      'content.hash-mismatch',
      'signature.wrong',
      'log.entry-mismatch',
    ])
    expect(await said(put(document, 'proof.signature', 'A'.repeat(86)))).toEqual([
      'invalid',
      'signature.wrong',
    ])
    expect(await said(put(document, 'proof.contentHash', 'A'.repeat(43)))).toEqual([
      'invalid',
      'content.hash-mismatch',
    ])
    expect(await said(put(document, 'proof.publicKey', { ...stranger }))).toEqual([
      'invalid',
      'signature.wrong',
    ])
    expect(await said(put(document, 'log.index', 0))).toEqual(['invalid', 'log.proof-wrong'])
    expect(await said(put(document, 'log.path', []))).toEqual(['invalid', 'log.proof-wrong'])
    expect(await said(put(document, 'log.entry.at', '2020-01-01T00:00:00.000Z'))).toEqual([
      'invalid',
      'log.proof-wrong',
    ])
    expect(await said(put(document, 'log.entry.kind', 'revoke'))).toEqual([
      'invalid',
      'log.entry-mismatch',
      'log.proof-wrong',
    ])
    expect(await said(put(document, 'log.head.treeSize', 3))).toEqual([
      'invalid',
      'log.head-wrong',
      'log.proof-wrong',
    ])
    expect(await said(put(document, 'log.head.at', '2020-01-01T00:00:00.000Z'))).toEqual([
      'invalid',
      'log.head-wrong',
    ])
  })

  it('is invalid with anything beside it that is not signed: nobody is to be shown an unsigned word', async () => {
    for (const place of ['status', 'proof.status', 'log.status', 'proof.publicKey.use']) {
      const [verdict] = await said(put(document, place, 'valid'))
      expect([place, verdict]).toEqual([place, 'invalid'])
    }
  })

  it('cannot be checked without its log proof, or with a log proof alone', async () => {
    expect(await said(put(document, 'log', undefined))).toEqual(['cannot-check', 'log.absent'])
    expect(await said(put(document, 'proof', undefined))).toEqual(['cannot-check', 'file.not-recognised'])
  })

  it('is judged by the keys trusted here: an unknown key never makes valid, and a false signature is invalid even so', async () => {
    expect(await said(document, [])).toEqual(['cannot-check', 'key.unknown'])
    expect(await said(document, [stranger])).toEqual(['cannot-check', 'key.unknown'])
    expect(await said(put(document, 'content.number', 'X'), [])).toEqual([
      'invalid',
      'content.hash-mismatch',
      'signature.wrong',
      'log.entry-mismatch',
      'key.unknown',
    ])
    expect(await said(document, [stranger, key])).toEqual(['valid'])
  })

  it('signed by somebody else in the name of a trusted key is invalid', async () => {
    expect(await said(put(document, 'proof.keyId', await keyIdOf(stranger)), [stranger])).toEqual([
      'invalid',
      'signature.wrong',
      'key.unknown',
    ])
  })

  it('is not valid before its day of issue nor after its last day', async () => {
    expect(await said(document, [key], '2026-09-19')).toEqual(['invalid', 'date.not-yet'])
    expect(await said(document, [key], '2026-09-20')).toEqual(['valid'])
    const limited = await certificate({ ...content, validUntil: '2027-12-31' })
    expect(await said(limited, [key], '2027-12-31')).toEqual(['valid'])
    expect(await said(limited, [key], '2028-01-01')).toEqual(['invalid', 'date.expired'])
  })

  it('logged long after its day of issue says so', async () => {
    const { verdict, notes } = await check(await certificate({ ...content, issuedOn: '2007-06-05' }))
    expect([verdict, notes[1]]).toEqual([
      'valid',
      { code: 'log.later-than-issue', params: { issuedOn: '2007-06-05', loggedOn: '2026-09-20' } },
    ])
  })

  it('of a schema made later than this letterbox cannot be checked', async () => {
    expect(await said(await certificate({ ...content, schema: 'zhixin.certificate/3' }))).toEqual([
      'cannot-check',
      'content.schema-unknown',
    ])
  })
})

describe('files that try to be read in two ways', () => {
  it('are invalid: a repeated key, also one spelt with an escape, also deep inside', async () => {
    const text = JSON.stringify(document)
    for (const twice of [
      text.replace('"content":', '"content":{},"content":'),
      text.replace('"holder":', '"h\\u006flder":{"name":"张伟"},"holder":'),
      text.replace('"name":', '"name":"张伟","name":'),
    ]) {
      expect(await said(twice)).toEqual(['invalid', 'json.duplicate-key'])
    }
  })

  it('are invalid: numbers without a double, lone surrogates, nesting without end', async () => {
    expect(await said(JSON.stringify(document).replace('"salt":', '"big":1e999,"salt":'))).toEqual([
      'invalid',
      'json.no-canonical-form',
    ])
    expect(await said(JSON.stringify(document).replace('"salt":', '"odd":"\\ud800","salt":'))).toEqual([
      'invalid',
      'json.no-canonical-form',
    ])
    expect(await said(`{"content":${'['.repeat(5000)}${']'.repeat(5000)}}`)).toEqual([
      'invalid',
      'json.too-deep',
    ])
  })

  it('do not confuse by keys that mean something to JavaScript', async () => {
    const [verdict] = await said(JSON.stringify(document).replace('"salt":', '"__proto__":{"x":1},"salt":'))
    expect(verdict).toBe('invalid')
    expect(
      await said(
        await certificate(
          JSON.parse('{"schema":"zhixin.certificate/1","__proto__":{"x":1},"constructor":"c"}'),
        ),
      ),
    ).toEqual(['valid'])
  })
})

describe('other files', () => {
  it('are named for what they are, and never valid', async () => {
    expect(await said('')).toEqual(['cannot-check', 'file.not-recognised'])
    expect(await said('hello')).toEqual(['cannot-check', 'file.not-recognised'])
    expect(await said('{"a":')).toEqual(['invalid', 'json.malformed'])
    expect(await said('{}')).toEqual(['cannot-check', 'file.not-recognised'])
    expect(await said(Uint8Array.of(0xff, 0xfe, 0x00))).toEqual(['cannot-check', 'file.not-recognised'])
    expect(await said('https://other.example/verify?id=42')).toEqual(['cannot-check', 'file.not-recognised'])
    expect(await said(utf8('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF'))).toEqual([
      'cannot-check',
      'pdf.no-seal',
    ])
    expect(await said(new Uint8Array(11_000_000))).toEqual(['cannot-check', 'file.too-large'])
    expect(await said(`{"a":"${'x'.repeat(10_000_000)}"}`)).toEqual(['cannot-check', 'file.too-large'])
  })
})

describe('a credential as JWT', () => {
  const jwt = async (header: object, payload: object): Promise<string> => {
    const signed = [header, payload].map((part) => toBase64Url(utf8(JSON.stringify(part)))).join('.')
    return `${signed}.${await signatureOver(utf8(signed))}`
  }
  const credential = {
    type: ['VerifiableCredential'],
    validFrom: '2026-09-19T16:00:00Z',
    validUntil: '2027-09-19T16:00:00Z',
  }
  const header = async () => ({
    alg: 'EdDSA',
    typ: 'vc+jwt',
    kid: `https://653.example.org/keys#${await keyIdOf(key)}`,
  })

  it('is valid between its dates, by a trusted key', async () => {
    const text = await jwt(await header(), credential)
    expect(await said(text)).toEqual(['valid'])
    expect(await said(text, [stranger])).toEqual(['cannot-check', 'key.unknown'])
    expect(await said(text, [key], '2026-09-18')).toEqual(['invalid', 'date.not-yet'])
    expect(await said(text, [key], '2027-09-20')).toEqual(['invalid', 'date.expired'])
  })

  it('is invalid when unsigned, changed, or malformed', async () => {
    const text = await jwt(await header(), credential)
    const [head, , signature] = text.split('.') as [string, string, string]
    expect(await said(`${head}.${toBase64Url(utf8('{"a":1}'))}.${signature}`)).toEqual([
      'invalid',
      'signature.wrong',
    ])
    expect(await said(await jwt({ alg: 'none' }, credential))).toEqual(['invalid', 'jwt.unsigned'])
    expect(await said(`${head}.${toBase64Url(utf8('[1]'))}.${signature}`)).toEqual([
      'invalid',
      'jwt.malformed',
    ])
    expect(await said('a.b.')).toEqual(['invalid', 'jwt.malformed'])
  })

  it('cannot be checked in an algorithm or with a critical header not known here', async () => {
    expect(await said(await jwt({ ...(await header()), alg: 'ES256' }, credential))).toEqual([
      'cannot-check',
      'jwt.algorithm',
    ])
    expect(await said(await jwt({ ...(await header()), crit: ['exp'] }, credential))).toEqual([
      'cannot-check',
      'jwt.algorithm',
    ])
  })
})

describe('keys', () => {
  it('are read as JWK, JWK set and PEM', async () => {
    const spki = new Uint8Array(
      await crypto.subtle.exportKey(
        'spki',
        await crypto.subtle.importKey(
          'raw',
          fromBase64Url(key.x) as Uint8Array<ArrayBuffer>,
          'Ed25519',
          true,
          ['verify'],
        ),
      ),
    )
    const pem = `-----BEGIN PUBLIC KEY-----\n${btoa(String.fromCharCode(...spki)).replace(/(.{40})/g, '$1\n')}\n-----END PUBLIC KEY-----\n`
    for (const text of [
      JSON.stringify(key),
      JSON.stringify({ keys: [{ ...key, kid: 'a', use: 'sig' }] }),
      pem,
    ])
      expect(readKeyFile(utf8(text))).toEqual([key])
    for (const text of [
      '',
      '{}',
      '{"kty":"OKP","crv":"X25519","x":"AA"}',
      '-----BEGIN PUBLIC KEY-----\nMCow\n-----END PUBLIC KEY-----',
    ])
      expect(readKeyFile(utf8(text))).toEqual([])
  })
})

describe('base64url', () => {
  it('has one spelling for every content', () => {
    expect(fromBase64Url('AA')).toEqual(Uint8Array.of(0))
    for (const other of ['AB', 'A', 'AA==', 'A+', 'A A']) expect(fromBase64Url(other)).toBeUndefined()
  })
})

describe('strict JSON', () => {
  it('agrees with the runtime about everything it lets through', () => {
    for (const text of [
      '{"a":[1,{"b":"\\"}{\\\\"}],"c":{"a":null}}',
      '[]',
      '"x"',
      ' {"a" : {"a":{"a":1}}} ',
      '[{"a":1},{"a":2}]',
    ]) {
      expect(parseStrictJson(text)).toEqual({ value: JSON.parse(text) })
    }
  })
})
