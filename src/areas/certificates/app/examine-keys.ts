import type { Signer } from '../../../platform/ports/ports.ts'
import { checkKeyChange } from '../../../verify/key-change.ts'
import { keyIdOf } from '../../../verify/keys.ts'
import { type CertificateFinding, finding } from './finding.ts'

/**
 * Holds the endorsements of changed keys together: each was signed by the key before, and since the first there is one for
 * every change. Keys changed before there were endorsements have none, and are let be.
 */
export const examineKeys = async (
  signer: Pick<Signer, 'publicJwk' | 'retired' | 'keyChanges'>,
): Promise<readonly CertificateFinding[]> => {
  const keys = [...(signer.retired ?? []), signer.publicJwk]
  const changes = signer.keyChanges ?? []
  const findings: CertificateFinding[] = []
  const endorsed = new Set<string>()
  for (const change of changes) {
    const found = await checkKeyChange({ ...change, newKey: { ...change.newKey } }, keys)
    if (found === 'right') endorsed.add(`${change.keyId} ${change.newKeyId}`)
    else findings.push(finding('log.key-change-wrong', change.newKeyId))
  }
  const ids = await Promise.all(keys.map(keyIdOf))
  const steps = ids.slice(1).map((to, at) => ({ from: ids[at] ?? '', to }))
  const first = changes.length === 0 ? -1 : steps.findIndex(({ from, to }) => endorsed.has(`${from} ${to}`))
  const bound = first < 0 ? (changes.length > 0 ? steps : []) : steps.slice(first)
  for (const { from, to } of bound)
    if (!endorsed.has(`${from} ${to}`)) findings.push(finding('log.key-not-endorsed', to, { before: from }))
  return findings
}
