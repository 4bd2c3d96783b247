import * as Schema from 'typebox/schema'
import { describe, expect, it } from 'vitest'
import { sample } from '../../../../test/samples/samples.ts'
import type { CertificateContent } from './content.ts'
import { openBadge } from './credential.ts'

const schema = JSON.parse(
  new TextDecoder().decode(sample('openbadges3-achievementcredential.schema.json')),
) as object

const content: CertificateContent = {
  schema: 'zhixin.certificate/1',
  number: 'SH6532026000123K',
  type: 'pass',
  demo: false,
  programme: { code: '653-SH', name: { zh: '知识更新工程', en: '' } },
  holder: { name: '欧阳慕容思远' },
  course: { code: 'SW 007/甲', version: 2, title: { zh: '移动终端开发', en: 'Mobile development' } },
  class: {
    filingNumber: '653SH-2026-0007',
    name: '第一期',
    mode: 'face-to-face',
    from: '2026-09-01',
    to: '2026-09-12',
  },
  institution: { name: { zh: '培训学院', en: '' } },
  hours: { minutes: 3240, unitMinutes: 45, classHours: '72', unit: { zh: '学时', en: 'class hour' } },
  grade: '92/100',
  examDate: '2026-09-14',
  issuedOn: '2026-09-20',
  issuer: { name: { zh: '管理办公室', en: 'Office' } },
  supersedes: null,
  verification: { url: 'https://653.example.org/verify/SH6532026000123K' },
  template: { id: 'pass-landscape', version: 1, sha256: 'x' },
  renderer: { name: 'typst', version: '0.6.0' },
  fonts: [],
  salt: 'AAAAAAAAAAAAAAAAAAAAAA',
}

const frame = {
  zone: 'Asia/Shanghai',
  issuer: 'did:web:653.example.org',
  status: {
    id: 'https://653.example.org/credentials/status/1#94567',
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: '94567',
    statusListCredential: 'https://653.example.org/credentials/status/1',
  },
}

describe('the credential made from a certificate', () => {
  it('is an AchievementCredential by the official JSON Schema of Open Badges 3.0', () => {
    for (const one of [content, { ...content, grade: null, examDate: null }]) {
      expect(Schema.Errors(schema, openBadge(one, frame))).toEqual([true, []])
    }
  })

  it('would not pass with a part missing: the schema is really asked', () => {
    const { issuer: _issuer, ...without } = openBadge(content, frame)
    expect(Schema.Errors(schema, without)[0]).toBe(false)
    expect(Schema.Errors(schema, { ...openBadge(content, frame), validFrom: 'yesterday' })[0]).toBe(false)
  })
})
