import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  isTypesetter,
  pdfRenderer,
  rendererVersion,
  type Typesetter,
} from '../../../platform/adapters/pdf-typst.ts'
import { fontFiles, fontVersion } from '../../../platform/adapters/typefaces.ts'
import { attachmentName } from '../../../verify/pdf-seal.ts'
import type { Paper } from '../domain/certificate-rule.ts'
import type { CertificateContent, CertificateType, Rendering } from '../domain/content.ts'
import type { MarkKind } from '../domain/mark.ts'

const fonts: Rendering['fonts'] = [{ name: 'Noto Serif SC', version: fontVersion, weights: [400] }]

/** Template in use for new certificates of a type. Older versions stay in the folder for the certificates that name them. */
const current: Readonly<
  Record<CertificateType, Readonly<Record<Paper, { readonly id: string; readonly version: number }>>>
> = {
  pass: {
    landscape: { id: 'pass-landscape', version: 7 },
    portrait: { id: 'pass-portrait', version: 4 },
  },
  attendance: {
    landscape: { id: 'attendance-landscape', version: 4 },
    portrait: { id: 'attendance-portrait', version: 4 },
  },
  // A year's validation belongs to no class and comes in one form.
  'annual-validation': {
    landscape: { id: 'annual-validation', version: 5 },
    portrait: { id: 'annual-validation', version: 5 },
  },
}

/** First version of a template whose code holds the certificate in short, those before it hold the address alone; and the first that reads files. */
const since: Readonly<Record<string, { readonly compact: number; readonly files: number }>> = {
  'pass-landscape': { compact: 3, files: 6 },
  'pass-portrait': { compact: 1, files: 3 },
  'attendance-landscape': { compact: 1, files: 3 },
  'attendance-portrait': { compact: 1, files: 3 },
  'annual-validation': { compact: 2, files: 4 },
}

const isSince =
  (what: 'compact' | 'files') =>
  ({ template }: Pick<Rendering, 'template'>): boolean =>
    template.version >= (since[template.id]?.[what] ?? Number.POSITIVE_INFINITY)

export const hasCompactCode = isSince('compact')
const readsFiles = isSince('files')

const templateFile = (template: { readonly id: string; readonly version: number }): string =>
  fileURLToPath(new URL(`../templates/${template.id}.${template.version}.typ`, import.meta.url))

const hashes = new Map<string, string | undefined>()

/** SHA-256 of a template's text as it stands in this installation; `undefined` when there is none of that name. */
const templateHash = (template: { readonly id: string; readonly version: number }): string | undefined => {
  if (!/^[a-z-]+$/.test(template.id) || !Number.isInteger(template.version)) return undefined
  const file = templateFile(template)
  if (!hashes.has(file)) {
    try {
      hashes.set(file, createHash('sha256').update(readFileSync(file)).digest('base64url'))
    } catch {
      hashes.set(file, undefined)
    }
  }
  return hashes.get(file)
}

/** How a certificate issued now will be drawn; `undefined` where its template is missing. */
export const currentRendering = (
  type: CertificateType,
  paper: Paper = 'landscape',
): Rendering | undefined => {
  const template = current[type][paper]
  const sha256 = templateHash(template)
  return sha256 ? { template: { ...template, sha256 }, renderer: rendererVersion, fonts } : undefined
}

export type DrawingRefusal =
  | 'certificate.template-missing'
  | 'certificate.template-edited'
  | 'certificate.renderer-other'

/** Why this installation cannot draw the certificate as it was frozen; `undefined` when it has the very template, typesetter and fonts. */
export const drawingRefusal = (content: CertificateContent): DrawingRefusal | undefined => {
  const found = templateHash(content.template)
  if (found === undefined) return 'certificate.template-missing'
  if (found !== content.template.sha256) return 'certificate.template-edited'
  const hasFonts = content.fonts.every(
    ({ name, version, weights }) =>
      name === 'Noto Serif SC' &&
      version === fontVersion &&
      weights.every((weight) => Object.hasOwn(fontFiles, weight)),
  )
  return hasFonts && isTypesetter(content.renderer) ? undefined : 'certificate.renderer-other'
}

/** PNG files of an office's marks. */
export type MarkImages = { readonly [Kind in MarkKind]?: Uint8Array }

const renderer = pdfRenderer()

/**
 * Draws the certificate, with the signed form attached and the images it names. Check `drawingRefusal` first.
 * @throws RenderingError
 */
export const drawCertificate = (
  content: CertificateContent,
  signed: string,
  qrText: string,
  images: MarkImages = {},
): Promise<Uint8Array<ArrayBuffer>> =>
  renderer.render({
    typesetter: content.renderer.version as Typesetter,
    template: templateFile(content.template),
    ...(readsFiles(content)
      ? { files: { content: JSON.stringify(content), signed }, codes: { qr: Buffer.from(qrText) } }
      : {
          inputs: { content: JSON.stringify(content), signed, attachment: attachmentName },
          codes: { qr: qrText },
        }),
    images: { ...images },
    fonts: content.fonts.flatMap(({ weights }) => weights.map((weight) => fontFiles[weight] as string)),
  })
