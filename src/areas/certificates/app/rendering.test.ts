import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { attachedCertificate } from '../../../verify/pdf-seal.ts'
import type { ClassContent, ValidationContent } from '../domain/content.ts'
import { currentRendering, drawCertificate, drawingRefusal } from './rendering.ts'

const golden: ClassContent = {
  schema: 'zhixin.certificate/1',
  number: 'SH6532026000123K',
  type: 'pass',
  demo: true,
  programme: {
    code: '653-SH',
    name: {
      zh: '上海市信息专业技术人才知识更新工程（“653工程”）',
      en: 'Shanghai Information Field Knowledge Updating Project (Project 653)',
    },
  },
  holder: { name: '欧阳慕容思远' },
  course: {
    code: 'SW-007',
    version: 1,
    title: {
      zh: '移动终端上 Java 语言的三维实现',
      en: 'Three-dimensional Realization of Java Language on Mobile Terminal',
    },
  },
  class: {
    filingNumber: '653SH-2026-0007',
    name: '三维实现培训班（第一期）',
    mode: 'face-to-face',
    from: '2026-09-01',
    to: '2026-09-12',
  },
  institution: { name: { zh: '申江软件技术培训学院', en: 'Shenjiang Institute of Software Technology' } },
  hours: { minutes: 3240, unitMinutes: 45, classHours: '72', unit: { zh: '学时', en: 'class hour' } },
  grade: '92/100',
  examDate: '2026-09-14',
  issuedOn: '2026-09-20',
  issuer: { name: { zh: '市信息专业技术人才知识更新工程办公室', en: 'Project Office' } },
  supersedes: null,
  verification: { url: 'https://653.example.org/verify/SH6532026000123K' },
  salt: 'AAAAAAAAAAAAAAAAAAAAAA',
  ...(currentRendering('pass') as NonNullable<ReturnType<typeof currentRendering>>),
}

const validation: ValidationContent = {
  schema: 'zhixin.certificate/2',
  number: 'SH6532008000001A',
  type: 'annual-validation',
  demo: true,
  programme: golden.programme,
  holder: golden.holder,
  title: { zh: '2007 年度继续教育验证', en: 'Annual validation 2007' },
  period: { key: '2007', from: '2007-01-01', to: '2007-12-31' },
  closing: { on: '2008-01-15', row: 'A'.repeat(43), ruleset: 'sha256:0' },
  hours: { minutes: 3600, unitMinutes: 45, classHours: '80', unit: { zh: '学时', en: 'class hour' } },
  issuedOn: '2008-01-15',
  issuer: golden.issuer,
  supersedes: null,
  verification: { url: 'https://653.example.org/verify/SH6532008000001A' },
  salt: 'AAAAAAAAAAAAAAAAAAAAAA',
  ...(currentRendering('annual-validation') as NonNullable<ReturnType<typeof currentRendering>>),
}

const draw = (changes: Partial<ClassContent> = {}, signed = '{"signed":true}') =>
  drawCertificate(
    { ...golden, ...changes },
    signed,
    'https://653.example.org/verify/SH6532026000123K?token=t',
  )

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

describe('drawing a certificate', () => {
  test('gives the same bytes for the same content, whatever was drawn in between', async () => {
    const first = await draw()
    await draw({ holder: { name: '张伟' } })
    expect(sha256(await draw())).toBe(sha256(first))
  })

  test('rebuilds the golden file, so that no change of template, typesetter or font goes unnoticed', async () => {
    expect(sha256(await draw())).toBe('ae0789d4ed7b6fb510dc63631f0f3f680674c06566f32e961651974e4c701f66')
  })

  const olderTemplate = (version: number) => ({
    id: 'pass-landscape',
    version,
    sha256: createHash('sha256')
      .update(readFileSync(new URL(`../templates/pass-landscape.${version}.typ`, import.meta.url)))
      .digest('base64url'),
  })

  test('draws an older certificate by the template it names', async () => {
    expect(drawingRefusal({ ...golden, template: olderTemplate(1) })).toBeUndefined()
    const word = { gradeWord: { zh: '优秀', en: 'Excellent' } }
    const day = { ...golden.class, to: golden.class.from }
    const [first, second] = [
      await draw({ template: olderTemplate(1), ...word }),
      await draw({ template: olderTemplate(2), class: day, ...word }),
    ]
    expect(sha256(first)).toBe('d065fc5f9b6fc423d2b4b849a3528d6b32df79a3e7caa86910e35e7cfa84d41f')
    expect(sha256(second)).toBe('9d6ebd47342b56d6d1491da0382af5e994e69c97f69053f75d367dbf49703735')
  })

  test('names the one day of a class of one day once, and the grade by its word', async () => {
    const day = { ...golden.class, to: golden.class.from }
    const drawn = await draw({ class: day, gradeWord: { zh: '优秀', en: 'Excellent' } })
    expect(sha256(drawn)).toBe('779629b75e053c81ac3a520e8b921543a557edfa6612f589b7a2af162bbfbb8f')
  })

  test('rebuilds the golden file of annual validation', async () => {
    const drawn = await drawCertificate(
      validation,
      '{"signed":true}',
      `${validation.verification.url}?token=t`,
    )
    expect(sha256(drawn)).toBe('92b8591e73794e92b19b088910630e10c8e3d1f431011ee104d33b751bfbde80')
  })

  test('sets what looks like markup as plain text', async () => {
    const name = '#panic("x") *甲* $y$ @b <c> \\ "引" // 注'
    const drawn = await draw({
      holder: { name },
      course: { ...golden.course, title: { zh: name, en: name } },
    })
    expect(new TextDecoder('latin1').decode(drawn.subarray(0, 8))).toMatch(/^%PDF-1\.7/)
  })

  test('keeps the longest of everything on one page and small', async () => {
    const long = (text: string, length: number) => ({
      zh: text.repeat(length),
      en: 'Long words '.repeat(length / 11),
    })
    const drawn = await draw({
      holder: { name: '阿卜杜热合曼·买买提吐尔逊·艾则孜江'.repeat(3) },
      course: { ...golden.course, title: long('长', 400) },
      class: { ...golden.class, name: '班'.repeat(200) },
      institution: { name: long('院', 200) },
      issuer: { name: long('办', 100) },
      programme: { ...golden.programme, name: long('程', 200) },
      hours: { ...golden.hours, minutes: 100, classHours: '20/9' },
      grade: null,
      examDate: null,
    })
    expect(drawn.length).toBeLessThan(60_000)
    expect((await draw()).length).toBeLessThan(60_000)
  })

  test('carries the signed certificate inside, as it was given', async () => {
    const signed = JSON.stringify({ content: { name: '欧阳慕容思远' } })
    expect(await attachedCertificate(await draw({}, signed))).toBe(signed)
  })

  test('is refused where the template is no longer the one that was frozen', () => {
    expect(drawingRefusal(golden)).toBeUndefined()
    expect(drawingRefusal({ ...golden, template: { ...golden.template, version: 99 } })).toBe(
      'certificate.template-missing',
    )
    expect(drawingRefusal({ ...golden, template: { ...golden.template, id: '../../etc/passwd' } })).toBe(
      'certificate.template-missing',
    )
    expect(drawingRefusal({ ...golden, template: { ...golden.template, sha256: 'x' } })).toBe(
      'certificate.template-edited',
    )
    expect(drawingRefusal({ ...golden, renderer: { name: 'typst', version: '0.0.1' } })).toBe(
      'certificate.renderer-other',
    )
  })
})
