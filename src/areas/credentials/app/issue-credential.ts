import { type FieldError } from '../../../kernel/result.ts'
import { isObject, type JsonObject } from '../domain/data-model.ts'
import { type Cryptosuite, type ProofKey, withProof } from './data-integrity.ts'
import { asEnvelope, asJwt } from './enveloping.ts'
import { JsonLdFault } from './json-ld.ts'
import { formFaults } from './verify-credential.ts'

export interface IssueAs {
  /** Who issues. A credential that names somebody else as its issuer is signed under this name: nobody signs for others. */
  readonly issuer: string
  readonly key: ProofKey
  readonly secured: Cryptosuite | 'vc+jwt'
  readonly now: Date
}

/** Secures a credential somebody else wrote; what is wrong with it instead, when something is. */
export const issueCredential = async (
  given: unknown,
  { issuer, key, secured, now }: IssueAs,
): Promise<{ readonly issued: JsonObject } | { readonly faults: readonly FieldError[] }> => {
  const faults = await formFaults(given)
  if (faults.length > 0) return { faults }
  const written = given as JsonObject
  const credential = {
    ...written,
    issuer: isObject(written['issuer']) ? { ...written['issuer'], id: issuer } : issuer,
  }
  if (secured === 'vc+jwt') return { issued: asEnvelope(await asJwt(credential, key)) }
  const created = `${now.toISOString().slice(0, 19)}Z`
  try {
    return { issued: await withProof(credential, key, { cryptosuite: secured, created }) }
  } catch (error) {
    if (error instanceof JsonLdFault) return { faults: [error.fault] }
    throw error
  }
}
