import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { qrPng } from '../../../platform/adapters/qr-picture.ts'
import { attachedCertificate } from '../../../verify/pdf-seal.ts'
import type { Paper } from '../domain/certificate-rule.ts'
import type { CertificateType, ClassContent, Rendering } from '../domain/content.ts'
import { golden, goldenValidation as validation } from '../golden-content.ts'
import { currentRendering, drawCertificate, drawingRefusal } from './rendering.ts'

const renderingOf = (type: CertificateType, paper: Paper = 'landscape'): Rendering =>
  currentRendering(type, paper) as Rendering

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
    // The next of the same class, one of another, and so many that what was set for the first is forgotten.
    await draw({ holder: { name: '张伟' } })
    await draw({ course: { ...golden.course, title: { zh: '另一门课', en: 'Another' } }, grade: '61/100' })
    expect(sha256(await draw())).toBe(sha256(first))
    for (let number = 0; number < 25; number += 1)
      await draw({ number: `SH65320260${number}`, ...renderingOf('pass', 'portrait') })
    expect(sha256(await draw())).toBe(sha256(first))
  })

  test('rebuilds the golden file, so that no change of template, typesetter or font goes unnoticed', async () => {
    expect(sha256(await draw())).toBe('7b4fb359c247349ec94a557749faaeae4aa0da20ea1fb9d6d73dcffde3770dcf')
  })

  /** How certificates were drawn before: by the first typesetter in two weights, or by the next in one. */
  const older = (id: string, version: number, typesetter: '0.6.0' | '0.7.0' = '0.6.0'): Rendering => ({
    template: {
      id,
      version,
      sha256: createHash('sha256')
        .update(readFileSync(new URL(`../templates/${id}.${version}.typ`, import.meta.url)))
        .digest('base64url'),
    },
    renderer: { name: 'typst', version: typesetter },
    fonts: golden.fonts.map((font) => ({ ...font, weights: typesetter === '0.6.0' ? [400, 700] : [400] })),
  })
  const word = { gradeWord: { zh: '优秀', en: 'Excellent' } }
  const oneDay = { ...golden.class, to: golden.class.from }
  const ungraded = { type: 'attendance', grade: null, gradeWord: null, examDate: null } as const

  test.each([
    ['pass-landscape', 1, word, 'd065fc5f9b6fc423d2b4b849a3528d6b32df79a3e7caa86910e35e7cfa84d41f'],
    [
      'pass-landscape',
      2,
      { ...word, class: oneDay },
      '9d6ebd47342b56d6d1491da0382af5e994e69c97f69053f75d367dbf49703735',
    ],
    ['pass-landscape', 4, {}, 'ae0789d4ed7b6fb510dc63631f0f3f680674c06566f32e961651974e4c701f66'],
    [
      'pass-landscape',
      4,
      { ...word, class: oneDay },
      '779629b75e053c81ac3a520e8b921543a557edfa6612f589b7a2af162bbfbb8f',
    ],
    ['pass-portrait', 1, {}, 'b92a2678db5f49b67318d038a5630fbb61127de11001730b6c8538c06fe3a0e7'],
    ['attendance-landscape', 1, ungraded, '717f31b60efc6f1c733f9b92ba43d98d7eadb7af58fc19cb2fe01be2d5e48a17'],
    ['attendance-portrait', 1, ungraded, '7f282a1ff1de22543c1543d7a6147d0c3fecd32964aef25a2aa9bf41d2fbb63a'],
  ] as const)(
    'draws an older certificate by the template and typesetter it names: %s.%i',
    async (id, version, changes, hash) => {
      const content = { ...changes, ...older(id, version) }
      expect(drawingRefusal({ ...golden, ...content })).toBeUndefined()
      expect(sha256(await draw(content))).toBe(hash)
    },
  )

  test.each([
    ['pass-landscape', 5, {}, 'd85bb40f377b63264e16d9f70c027562a86687c9a4772f7fb87d9eb5cd061e9b'],
    [
      'pass-landscape',
      5,
      { ...word, class: oneDay },
      '07b90bbbdd11bf2a1995a15fc1987ed6b945f0af9d41b3fe72431b34e54a1214',
    ],
    ['pass-portrait', 2, {}, '9fd2a32769b15cea145bf1e688f408bf3a96fc477f274014f1c86c709e9d14d9'],
    ['attendance-landscape', 2, ungraded, 'af066d9347b5e063a6b76d036d1e15ca1280a0beb28c25cc950c543b9bf15c7c'],
    ['attendance-portrait', 2, ungraded, '191afe0ecfcb25fb9225859fdda195c333aaa360f658888f2473a1ea194a8a9d'],
    ['pass-landscape', 6, {}, '563c6f62c16332a8b5a6de5518c0f438436d2403142d396b4dbbe255e8157f13'],
    [
      'pass-landscape',
      6,
      { ...word, class: oneDay },
      'b1c3a89a8346fafc8f94b7c7e050198ff88d0405974eb62bf05753187b512168',
    ],
    ['pass-portrait', 3, {}, '7a82db629810b0453ddbdab4ae75835c334f589a34b952fd104df3b26f0dccc1'],
    ['attendance-landscape', 3, ungraded, '12bd40dee8a1d6f278521725754e2f593e0a273b7903ec830abcd157c1848d9a'],
    ['attendance-portrait', 3, ungraded, 'c4dc8e9d843433fff0887edc160882ddc1aadf9c69dd800122a8c23dccd3a56c'],
  ] as const)(
    'draws one by the next typesetter and the template it names: %s.%i',
    async (id, version, changes, hash) => {
      expect(sha256(await draw({ ...changes, ...older(id, version, '0.7.0') }))).toBe(hash)
    },
  )

  test.each([
    [2, '0.6.0', '92b8591e73794e92b19b088910630e10c8e3d1f431011ee104d33b751bfbde80'],
    [3, '0.7.0', 'ee29e98290ddcee5f96f4cba7ac6aaf95f3858dba9865db6449bdd6384e92ea5'],
    [4, '0.7.0', '22d64a887155bef702ba7310dde1483f5d443f24f4122962a5fde9dd38954266'],
  ] as const)(
    'draws an older validation by the template and typesetter it names: version %i',
    async (version, typesetter, hash) => {
      const drawn = await drawCertificate(
        { ...validation, ...older('annual-validation', version, typesetter) },
        '{"signed":true}',
        `${validation.verification.url}?token=t`,
      )
      expect(sha256(drawn)).toBe(hash)
    },
  )

  test('names the one day of a class of one day once, and the grade by its word', async () => {
    const day = { ...golden.class, to: golden.class.from }
    const drawn = await draw({ class: day, gradeWord: { zh: '优秀', en: 'Excellent' } })
    expect(sha256(drawn)).toBe('5b05605f7170b2f81e68fe27a3d66e82d9ef3457e5250c22edaf3499ea30f9ad')
  })

  test.each([
    ['pass', 'portrait', '0d4c68fd3cdb1ca39a609877f700cf70dde4d7e5f9cd94b8e07457c66000f578'],
    ['attendance', 'landscape', '3f09649b44c81fefa80e600a8fdaa6adce8085d96946dc83865aa0860846d98f'],
    ['attendance', 'portrait', 'e92efe68c4e439786e24879b557d5db208c54e9030462b1dbd3807a9f03ffebb'],
  ] as const)('rebuilds the golden file of %s, %s', async (type, paper, hash) => {
    const graded = type === 'pass' ? {} : { grade: null, gradeWord: null, examDate: null }
    const drawn = await draw({ type, ...graded, ...renderingOf(type, paper) })
    expect(sha256(drawn)).toBe(hash)
  })

  test('rebuilds the golden file of annual validation', async () => {
    const drawn = await drawCertificate(
      validation,
      '{"signed":true}',
      `${validation.verification.url}?token=t`,
    )
    expect(sha256(drawn)).toBe('35aee8ccc1f0ab197f007f1ba0dd6772ced4214fd4af6edb787829df943f112a')
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
    const longest = {
      holder: { name: '阿卜杜热合曼·买买提吐尔逊·艾则孜江'.repeat(3) },
      course: { ...golden.course, title: long('长', 400) },
      class: { ...golden.class, name: '班'.repeat(200) },
      institution: { name: long('院', 200) },
      issuer: { name: long('办', 100) },
      programme: { ...golden.programme, name: long('程', 200) },
      hours: { ...golden.hours, minutes: 100, classHours: '20/9' },
      grade: null,
      examDate: null,
    }
    for (const [type, paper] of [
      ['pass', 'landscape'],
      ['pass', 'portrait'],
      ['attendance', 'landscape'],
      ['attendance', 'portrait'],
    ] as const) {
      const drawn = await draw({ ...longest, type, ...renderingOf(type, paper) })
      expect(drawn.length).toBeLessThan(60_000)
    }
    expect((await draw()).length).toBeLessThan(60_000)
  })

  test('is tagged for readers by ear, in Chinese whatever it says in English, under its title', async () => {
    const unnamed = { zh: '程', en: '' }
    for (const changes of [
      {},
      { programme: { ...golden.programme, name: unnamed }, issuer: { name: unnamed } },
      { course: { ...golden.course, title: { zh: 'Java', en: 'Java in many English words '.repeat(8) } } },
    ])
      for (const [type, paper] of [
        ['pass', 'landscape'],
        ['pass', 'portrait'],
        ['attendance', 'landscape'],
        ['attendance', 'portrait'],
      ] as const) {
        const text = new TextDecoder('latin1').decode(
          await draw({ ...changes, type, ...renderingOf(type, paper) }),
        )
        const catalog = /<<(?:(?!endobj)[\s\S])*\/Type \/Catalog[\s\S]*?endobj/.exec(text)?.[0] ?? ''
        expect(catalog).toContain('/Lang (zh-CN)')
        expect(catalog).toContain('/Marked true')
        expect(text).toContain('/S /H1')
        expect(text).toMatch(/\/S \/Figure[\s\S]{0,200}\/Alt /)
        expect(text).toContain('<pdfaid:conformance>A</pdfaid:conformance>')
      }
  })

  test('prints the office’s seal and signature from the images it gave, and only where the content names them', async () => {
    const image = qrPng('a seal')
    const images = { seal: { sha256: 's' }, signature: { sha256: 't', signatory: '丁一' } }
    for (const [type, paper] of [
      ['pass', 'landscape'],
      ['pass', 'portrait'],
      ['attendance', 'landscape'],
      ['attendance', 'portrait'],
    ] as const) {
      const drawn = await drawCertificate(
        { ...golden, type, ...renderingOf(type, paper), images },
        '{}',
        'https://653.example.org/verify/SH6532026000123K',
        { seal: image, signature: image },
      )
      expect(new TextDecoder('latin1').decode(drawn).match(/\/Subtype \/Image/g)).toHaveLength(2)
      expect(drawn.length).toBeLessThan(60_000)
    }
    expect(new TextDecoder('latin1').decode(await draw()).match(/\/Subtype \/Image/g)).toHaveLength(1)
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
    const [font] = golden.fonts as readonly [Rendering['fonts'][number]]
    for (const other of [
      { ...font, version: 'another' },
      { ...font, weights: [400, 500] },
    ])
      expect(drawingRefusal({ ...golden, fonts: [other] })).toBe('certificate.renderer-other')
  })
})
