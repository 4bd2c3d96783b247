import { ok } from '../../../kernel/result.ts'
import { canonicalJson } from '../../../kernel/canonical-json.ts'
import { command } from '../../../platform/perform.ts'
import { sealedPdf } from '../../../verify/pdf-seal.ts'
import type { PdfSeal } from '../domain/statements.ts'
import { certificateEvents } from '../events.ts'
import { findPdf, insertPdf, lockCertificate } from '../store/certificates.ts'
import { printsOf } from '../store/prints.ts'
import { sha256, signed } from './signing.ts'

/**
 * Seals a first drawing and records its hashes; a second drawing gets the seal that is kept. Whether the drawing is the
 * recorded one is for the caller to see, who has the file.
 */
export const recordPdf = command({
  name: 'certificates.recordPdf',
  action: 'certificate.issue',
  async load(unit, input: { number: string; certificate: string; body: Uint8Array<ArrayBuffer> }) {
    const row = await lockCertificate(unit.tx, input.number)
    return row ? { owners: {} } : undefined
  },
  async run(unit, input) {
    const kept = await findPdf(unit.tx, input.number)
    if (kept) return ok(kept)
    const bodyHash = sha256(Buffer.from(input.body))
    const statement: PdfSeal = {
      schema: 'zhixin.pdf-seal/1',
      certificate: input.certificate,
      body: bodyHash.toString('base64url'),
      at: unit.now.toISOString(),
    }
    const { keyId, signature } = await signed(unit.ports.signer, statement)
    const seal = { ...statement, keyId, signature: signature.toString('base64url') }
    const file = sealedPdf(input.body, seal)
    if (!file) throw new Error('a drawing whose trailer cannot be read cannot be sealed')
    const pdf = { bodyHash, fileHash: sha256(Buffer.from(file)), seal: canonicalJson(seal) }
    await insertPdf(unit.tx, input.number, pdf, unit.now)
    return ok(pdf)
  },
})

/** Keeps on the audit trail, batch by batch, what first prints came out as: the register alone could not tell of one forgotten. */
export const tellPrints = command({
  name: 'certificates.tellPrints',
  action: 'certificate.issue',
  load: async (unit, input: { numbers: readonly string[] }) => ({
    owners: {},
    prints: await printsOf(unit.tx, input.numbers),
  }),
  async run(unit, _input, { prints }) {
    const [first] = prints
    if (first)
      await unit.emit({
        name: certificateEvents.certificatesPrinted,
        subject: { kind: first.classId === null ? 'closing' : 'class', id: first.issuedFor },
        data: { printed: prints.length },
        rows: prints.map(({ number, file }) => `${number} ${file}`),
      })
    return ok({})
  },
})

/** Keeps on the audit trail that a reprint did not come out as the first print did. */
export const reportReprint = command({
  name: 'certificates.reportReprint',
  action: 'certificate.issue',
  async load(unit, input: { number: string; expected: string; got: string }) {
    const row = await lockCertificate(unit.tx, input.number)
    return row ? { owners: {}, row } : undefined
  },
  async run(unit, input, { row }) {
    await unit.emit({
      name: certificateEvents.reprintRefused,
      subject: { kind: 'person', id: row.personId },
      data: { number: input.number, expected: input.expected, got: input.got },
    })
    return ok({})
  },
})
