export { type Cryptosuite, type ProofKey, withProof } from './app/data-integrity.ts'
export { didDocument, methodsOf } from './app/did-document.ts'
export { asEnvelope, asJwt, openedPayload } from './app/enveloping.ts'
export { checkOutside, type OutsideCheck } from './app/check-outside.ts'
export { issueCredential } from './app/issue-credential.ts'
export { didKeyMethod, didKeyOf, keyOfJwk, type VerificationKey } from './app/keys.ts'
export { statusEntry, statusListCredential, statusListLength } from './app/status-list.ts'
export {
  refusalOf,
  type VerifierReach,
  verifyCredential,
  verifyPresentation,
} from './app/verify-credential.ts'
export { didWebOf, siteOf } from './domain/did.ts'
