import { describe, expect, it } from 'vitest'
import { isLoopback, onPort, readConfig } from './config.ts'
import { UsageError } from './exit.ts'

describe('readConfig', () => {
  it('listens on loopback, port 4653, when nothing is set', () => {
    expect(readConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 4653,
      publicUrl: 'http://127.0.0.1:4653',
      databaseUrl: undefined,
    })
  })

  it.each(['web', '-1', '65536', '80.5', '0x50'])('refuses PORT=%s in both languages', (port) => {
    expect(() => readConfig({ PORT: port })).toThrow(UsageError)
  })

  it.each(['zhixin.example', 'ftp://zhixin.example', 'https://zhixin.example/?a=1'])(
    'refuses ZHIXIN_PUBLIC_URL=%s',
    (url) => {
      expect(() => readConfig({ ZHIXIN_PUBLIC_URL: url })).toThrow(UsageError)
    },
  )

  it('takes the trailing slash off the public address, which is printed in QR codes', () => {
    expect(readConfig({ ZHIXIN_PUBLIC_URL: 'https://zhixin.example/' }).publicUrl).toBe(
      'https://zhixin.example',
    )
  })

  it('does not repeat a malformed DATABASE_URL, which may hold a password', () => {
    expect(() => readConfig({ DATABASE_URL: 'mysql://root:secret@host/db' })).toThrow(/^((?!secret).)*$/)
  })

  const smtp = { ZHIXIN_SMTP_URL: 'smtps://u:secret@mail.example', ZHIXIN_MAIL_FROM: '知新 <a@b.example>' }
  it('takes a mail server with its sender, and a text message gateway', () => {
    const { post } = readConfig({ ...smtp, ZHIXIN_SMS_URL: 'https://sms.example/send' })
    expect(post).toEqual({
      smtp: { url: smtp.ZHIXIN_SMTP_URL, from: smtp.ZHIXIN_MAIL_FROM },
      smsUrl: 'https://sms.example/send',
      codesPerHour: 2000,
    })
    expect(readConfig({}).post).toEqual({ smtp: undefined, smsUrl: undefined, codesPerHour: 2000 })
    expect(readConfig({ ZHIXIN_SMS_PER_HOUR: '60' }).post.codesPerHour).toBe(60)
  })

  it.each([
    { ...smtp, ZHIXIN_SMTP_URL: 'http://u:secret@mail.example' },
    { ...smtp, ZHIXIN_MAIL_FROM: '' },
    { ...smtp, ZHIXIN_MAIL_FROM: 'a@b.example\r\nBcc: c@d.example' },
    { ZHIXIN_SMS_URL: 'ftp://u:secret@sms.example' },
    { ZHIXIN_SMS_PER_HOUR: '-1' },
  ])('refuses mail and message settings that cannot work, repeating no secret', (env) => {
    expect(() => readConfig(env)).toThrow(UsageError)
    expect(() => readConfig(env)).toThrow(/^((?!secret).)*$/s)
  })

  it('takes an identity provider, whose host names the button unless told', () => {
    const env = { ZHIXIN_OIDC_ISSUER: 'https://id.example/realm', ZHIXIN_OIDC_CLIENT_ID: 'zhixin' }
    expect(readConfig(env).oidc).toEqual({
      issuer: 'https://id.example/realm',
      clientId: 'zhixin',
      clientSecret: undefined,
      name: 'id.example',
    })
    expect(readConfig({ ...env, ZHIXIN_OIDC_NAME: '市统一身份认证' }).oidc?.name).toBe('市统一身份认证')
    expect(readConfig({}).oidc).toBeUndefined()
  })

  it.each([
    { ZHIXIN_OIDC_ISSUER: 'https://id.example' },
    { ZHIXIN_OIDC_ISSUER: 'http://id.example', ZHIXIN_OIDC_CLIENT_ID: 'zhixin' },
    { ZHIXIN_OIDC_ISSUER: 'id.example', ZHIXIN_OIDC_CLIENT_ID: 'zhixin' },
  ])('refuses an identity provider without a client or without encryption', (env) => {
    expect(() => readConfig(env)).toThrow(UsageError)
  })

  it.each(['localhost', 'LOCALHOST'])('listens at one address where HOST=%s names two', (HOST) => {
    expect(readConfig({ HOST })).toMatchObject({ host: '127.0.0.1', publicUrl: 'http://127.0.0.1:4653' })
  })

  it('follows the port actually taken, unless the public address was given', () => {
    expect(onPort(readConfig({ HOST: '::', PORT: '0' }), 5000).publicUrl).toBe('http://127.0.0.1:5000')
    expect(onPort(readConfig({ ZHIXIN_PUBLIC_URL: 'https://a.example' }), 5000).publicUrl).toBe(
      'https://a.example',
    )
  })
})

it.each([
  ['127.0.0.1', true],
  ['127.8.8.8', true],
  ['::1', true],
  ['localhost', true],
  ['0.0.0.0', false],
  ['::', false],
  ['192.168.1.4', false],
  ['127.0.0.1.example.org', false],
])('knows whether %s is this machine alone: %s', (host, loopback) => {
  expect(isLoopback(host)).toBe(loopback)
})
