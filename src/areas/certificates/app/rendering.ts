import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { canonicalJson } from '../../../kernel/canonical-json.ts'
import { pdfRenderer, rendererVersion } from '../../../platform/adapters/pdf-typst.ts'
import { attachmentName } from '../../../verify/pdf-seal.ts'
import type { CertificateContent, CertificateType, Rendering } from '../domain/content.ts'

const require = createRequire(import.meta.url)
const fontPackage = '@expo-google-fonts/noto-serif-sc'
const fontFolder = dirname(require.resolve(`${fontPackage}/package.json`))

/** One family in two weights draws everything; its coverage decides which names can be printed. */
export const fontFiles: Readonly<Record<number, string>> = {
  400: join(fontFolder, '400Regular/NotoSerifSC_400Regular.ttf'),
  700: join(fontFolder, '700Bold/NotoSerifSC_700Bold.ttf'),
}

const fonts: Rendering['fonts'] = [
  {
    name: 'Noto Serif SC',
    version: `${fontPackage}@${(require(`${fontPackage}/package.json`) as { version: string }).version}`,
    weights: [400, 700],
  },
]

/** Template in use for new certificates of a type. Older versions stay in the folder for the certificates that name them. */
const current: Readonly<Partial<Record<CertificateType, { readonly id: string; readonly version: number }>>> =
  {
    pass: { id: 'pass-landscape', version: 3 },
    'annual-validation': { id: 'annual-validation', version: 2 },
  }

/** First version of a template whose code holds the certificate in short; those before it hold the address alone. */
const compactSince: Readonly<Record<string, number>> = { 'pass-landscape': 3, 'annual-validation': 2 }

export const hasCompactCode = ({ template }: Pick<Rendering, 'template'>): boolean =>
  template.version >= (compactSince[template.id] ?? Number.POSITIVE_INFINITY)

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

/** How a certificate issued now will be drawn; `undefined` for a type that has no template yet. */
export const currentRendering = (type: CertificateType): Rendering | undefined => {
  const template = current[type]
  const sha256 = template && templateHash(template)
  return template && sha256
    ? { template: { ...template, sha256 }, renderer: rendererVersion, fonts }
    : undefined
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
  const same =
    canonicalJson({ ...rendererVersion }) === canonicalJson({ ...content.renderer }) &&
    canonicalJson(fonts as never) === canonicalJson(content.fonts as never)
  return same ? undefined : 'certificate.renderer-other'
}

const renderer = pdfRenderer()

/** Draws the certificate, with the signed form attached. Check `drawingRefusal` first. @throws RenderingError */
export const drawCertificate = (
  content: CertificateContent,
  signed: string,
  qrText: string,
): Promise<Uint8Array<ArrayBuffer>> =>
  renderer.render({
    template: templateFile(content.template),
    inputs: { content: JSON.stringify(content), signed, attachment: attachmentName },
    codes: { qr: qrText },
    fonts: Object.values(fontFiles),
    standard: 'a-3b',
  })
