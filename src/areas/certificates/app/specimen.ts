import type { Reading } from '../../../platform/perform.ts'
import type { Paper } from '../domain/certificate-rule.ts'
import type { ClassContent, Rendering } from '../domain/content.ts'
import { marksInForce, programmeNames } from '../store/marks.ts'
import { mostInCode } from './compact-code.ts'
import { imagesOf, printedMarks } from './mark-images.ts'
import { currentRendering, drawCertificate, type MarkImages } from './rendering.ts'

/** A specimen to be drawn: nobody's certificate, marked as being of no effect, in the programme's own names and marks. */
export interface SpecimenOrder {
  readonly officeId: string
  readonly content: ClassContent
  readonly images: MarkImages
}

/** `undefined` where there is no such programme. */
export const specimenOrder = async (
  reading: Reading,
  programmeId: string,
  day: string,
  paper: Paper = 'landscape',
): Promise<SpecimenOrder | undefined> => {
  const named = await programmeNames(reading.tx, programmeId)
  if (!named) return undefined
  const images = printedMarks(await marksInForce(reading.tx, programmeId, day))
  const content: ClassContent = {
    ...said,
    ...(currentRendering('pass', paper) as Rendering),
    ...(images ? { images } : {}),
    programme: { code: named.code, name: { zh: named.name, en: named.nameEn } },
    issuer: { name: { zh: named.issuer, en: named.issuerEn } },
    issuedOn: day,
    examDate: day,
    class: { ...said.class, from: day, to: day },
    verification: { url: `${reading.ports.publicUrl}/verify/${said.number}` },
  }
  return { officeId: named.officeId, content, images: (await imagesOf(reading.tx, content)) ?? {} }
}

/** Drawn as long as a certificate is: a code that is full, and a signed form of the usual length inside. */
export const drawSpecimen = (
  { content }: SpecimenOrder,
  images: MarkImages,
): Promise<Uint8Array<ArrayBuffer>> =>
  drawCertificate(
    content,
    JSON.stringify({ content, proof: content.salt }),
    content.verification.url.padEnd(mostInCode, '#0123456789abcdefghijklmnopqrstuvwxyz'),
    images,
  )

/** Texts of an ordinary length, so that a trial drawing weighs what certificates will. */
const said: Omit<ClassContent, keyof Rendering> = {
  schema: 'zhixin.certificate/1',
  number: 'SPECIMEN',
  type: 'pass',
  demo: true,
  programme: { code: '', name: { zh: '', en: '' } },
  holder: { name: '样张' },
  course: {
    code: 'SPECIMEN',
    version: 1,
    title: {
      zh: '样张：面向数据治理与安全合规的软件开发实践',
      en: 'Specimen: Software Development under Data Governance',
    },
  },
  class: { filingNumber: 'SPECIMEN', name: '样张培训班（第一期）', mode: 'face-to-face', from: '', to: '' },
  institution: { name: { zh: '样张施教机构', en: 'Specimen Institution' } },
  hours: { minutes: 3240, unitMinutes: 45, classHours: '72', unit: { zh: '学时', en: 'class hour' } },
  grade: '92/100',
  gradeWord: { zh: '优秀', en: 'Excellent' },
  examDate: '',
  issuedOn: '',
  issuer: { name: { zh: '', en: '' } },
  supersedes: null,
  verification: { url: '' },
  salt: 'AAAAAAAAAAAAAAAAAAAAAA',
}
