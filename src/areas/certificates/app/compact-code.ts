import { canonicalJson } from '../../../kernel/canonical-json.ts'
import { ok } from '../../../kernel/result.ts'
import { command } from '../../../platform/perform.ts'
import { compactStatement, type CompactStated, compactText, verifyCompact } from '../../../verify/compact.ts'
import type { PublicKey } from '../../../verify/keys.ts'
import { type CertificateContent, isExempt, ofClass, titleOf } from '../domain/content.ts'
import { lockCertificate, rememberKey } from '../store/certificates.ts'
import { findCredential, insertCredential } from '../store/credentials.ts'
import { keyIdOf, presentationToken, signed } from './signing.ts'

/** What a QR code holds at most, in bytes, and is still read from paper by a phone. */
export const mostInCode = 450

/**
 * The text of a certificate's QR code: the address that shows it, and the certificate in short under a signature of its own,
 * for whoever scans it without a network. Signed once and kept, so that every print shows the same code.
 */
export const compactCode = command({
  name: 'certificates.makeCode',
  action: 'certificate.issue',
  async load(unit, input: { content: CertificateContent }) {
    return (await lockCertificate(unit.tx, input.content.number)) ? { owners: {} } : undefined
  },
  async run(unit, { content }) {
    const kept = await findCredential(unit.tx, content.number, 'compact')
    if (kept !== undefined) return ok(kept)
    const { signer } = unit.ports
    const address = codeAddress(content)
    const withTitle = async (title: string): Promise<string> => {
      const stated = { ...statedBy(content), title }
      const { keyId, signature } = await signed(signer, compactStatement(content.number, stated))
      return `${address}#${compactText(stated, keyId, signature)}`
    }
    const code = await fitting(titleOf(content).zh, withTitle)
    // An address that leaves no room even for the shortest statement is printed alone.
    const made = code ?? address
    await rememberKey(unit.tx, keyIdOf(signer), signer.publicJwk, unit.now)
    await insertCredential(unit.tx, content.number, 'compact', made, unit.now)
    return ok(made)
  },
})

/** The address in the code: its token shows the whole certificate to whoever holds the paper. */
export const codeAddress = (content: CertificateContent): string =>
  `${content.verification.url}?token=${presentationToken(content.salt)}`

const statedBy = (content: CertificateContent): CompactStated => ({
  holder: content.holder.name,
  type: content.type,
  title: titleOf(content).zh,
  // Empty: exempt from all that was asked, and no hours to speak of.
  hours: isExempt(content) ? '' : content.hours.classHours,
  grade: ofClass(content).grade,
  issuedOn: content.issuedOn,
})

/** The code with as much of the title as it has room for. */
const fitting = async (
  title: string,
  withTitle: (title: string) => Promise<string>,
): Promise<string | undefined> => {
  const letters = [...title]
  for (let length = letters.length; length >= 0; length -= 1) {
    const shown = length === letters.length ? title : `${letters.slice(0, length).join('')}…`
    const code = await withTitle(shown)
    if (Buffer.byteLength(code) <= mostInCode) return code
  }
  return undefined
}

/** Whether a kept code is what this content is given: its address alone, or with a statement signed by a key of ours. */
export const isCodeOf = async (
  code: string,
  content: CertificateContent,
  keys: readonly PublicKey[],
): Promise<boolean> => {
  const address = codeAddress(content)
  if (code === address) return true
  if (!code.startsWith(`${address}#`)) return false
  const found = await verifyCompact(code, { keys, on: content.issuedOn })
  const { title: printed, ...said } = found.content ?? {}
  const { title: _whole, ...due } = compactStatement(content.number, statedBy(content))
  const whole = titleOf(content).zh
  const fits =
    printed === whole || (String(printed).endsWith('…') && whole.startsWith(String(printed).slice(0, -1)))
  return found.verdict === 'valid' && fits && canonicalJson(said) === canonicalJson(due)
}
