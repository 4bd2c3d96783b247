import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import type { CertificateContent, Rendering } from '../domain/content.ts'
import { golden, goldenValidation } from '../golden-content.ts'
import { currentRendering, drawCertificate } from './rendering.ts'

const hasReader = spawnSync('pdftotext', ['-v']).error === undefined

const linesOf = async (content: CertificateContent): Promise<string[]> => {
  const pdf = await drawCertificate(content, '{"signed":true}', content.verification.url)
  return spawnSync('pdftotext', ['-', '-'], { input: pdf, encoding: 'utf8' }).stdout.split('\n')
}

const number = ['证书编号 Certificate no.', golden.number] as const
const ofClass = [
  number,
  ['培训班 Class', golden.class.name],
  ['施教机构 Institution', golden.institution.name.zh],
] as const
const grade = ['考核成绩 Grade', '92/100 · 优秀 Excellent · 考核日期 examined on 2026-09-14'] as const
const hours = ['学时 Hours', '72 学时 72 class hours'] as const
const graded = { gradeWord: { zh: '优秀', en: 'Excellent' } }
const ungraded = { type: 'attendance', grade: null, gradeWord: null, examDate: null } as const

// Debian's poppler-utils takes the words from where they stand on the page, as most readers of text do: it knows no tags.
describe.skipIf(!hasReader)('the text of a certificate', () => {
  test.each([
    ['pass', 'landscape', { ...golden, ...graded }, [...ofClass, grade]],
    ['pass', 'portrait', { ...golden, ...graded }, [...ofClass, grade]],
    ['attendance', 'landscape', { ...golden, ...ungraded }, [...ofClass, hours]],
    ['attendance', 'portrait', { ...golden, ...ungraded }, [...ofClass, hours]],
    [
      'annual-validation',
      'landscape',
      goldenValidation,
      [
        ['证书编号 Certificate no.', goldenValidation.number],
        ['验证期间 Period', '2007 年度继续教育验证 Annual validation 2007'],
        ['结算日期 Closed on', '2008-01-15'],
        ['结算记录 Frozen record', `SHA-256 ${'A'.repeat(43)}`],
      ],
    ],
  ] as const)('has every label with its value: %s, %s', async (type, paper, content, facts) => {
    const lines = await linesOf({ ...content, ...(currentRendering(type, paper) as Rendering) })
    for (const [label, value] of facts) expect(lines).toContain(`${label} ${value}`)
  })

  test('says of somebody wholly exempt that they were, not that no hours met the requirement', async () => {
    const textOf = async (more: object) =>
      (await linesOf({ ...goldenValidation, ...more })).join(' ').replaceAll(/\s+/g, ' ')
    const exempt = await textOf({
      exempt: 'full',
      hours: { ...goldenValidation.hours, classHours: '0', minutes: 0 },
    })
    expect(exempt).toContain('免除全部继续教育学习要求')
    expect(exempt).toMatch(/exemption from the whole requirement/)
    expect(exempt).not.toMatch(/完成继续教育|completed/)
    expect(await textOf({})).toMatch(/completed 80 class hours/)
  })
})
