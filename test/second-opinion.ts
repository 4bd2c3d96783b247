import * as vc from '@digitalbazaar/vc'
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { createVerifyCryptosuite } from '@digitalbazaar/eddsa-jcs-2022-cryptosuite'
import { cryptosuite as rdfc } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { checkStatus } from '@digitalbazaar/vc-bitstring-status-list'
import { contextAt } from '../src/areas/credentials/app/contexts.ts'

interface DidDocument {
  readonly id: string
  readonly verificationMethod: readonly { readonly id: string }[]
}

/**
 * What an independent implementation says of a credential, given nothing but what is published: the DID document, and
 * documents (status lists) by address.
 */
export const secondOpinion = async (
  credential: object,
  published: { did: DidDocument; now: Date; documents?: Readonly<Record<string, object>> },
): Promise<{ verified: boolean; errors: readonly string[] }> => {
  const { did, now, documents = {} } = published
  const documentLoader = async (url: string) => {
    const method = did.verificationMethod.find((one) => one.id === url)
    const context = { '@context': 'https://w3id.org/security/multikey/v1' }
    const document =
      url === did.id ? did : method ? { ...context, ...method } : (documents[url] ?? contextAt(url))
    if (!document) throw new Error(`not published: ${url}`)
    return { contextUrl: null, documentUrl: url, document }
  }
  const { proof } = credential as { proof: { cryptosuite: string } | { cryptosuite: string }[] }
  const [{ cryptosuite }] = [proof].flat() as [{ cryptosuite: string }]
  const suite = [
    new DataIntegrityProof({ cryptosuite: rdfc }),
    ...(cryptosuite === 'eddsa-jcs-2022'
      ? [new DataIntegrityProof({ cryptosuite: createVerifyCryptosuite() })]
      : []),
  ]
  const asked = { credential, suite, documentLoader, now }
  const said = await vc.verifyCredential({
    ...asked,
    async checkStatus(options) {
      // Without a list there is nothing to judge by: form and proof are what is asked then.
      if (Object.keys(documents).length === 0) return { verified: true }
      // The list is a credential of its own, whose proof and dates are asked about by itself.
      const { verified, results } = await checkStatus({
        ...options,
        verifyBitstringStatusListCredential: false,
      })
      return { verified: verified && results.every((one) => one.status === false) }
    },
  })
  return { verified: said.verified, errors: (said.error?.errors ?? []).map((error) => error.message) }
}
