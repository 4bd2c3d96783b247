/** Effects at the rim that differ between deployments; everything else in a unit of work is the database. */
export interface Ports {
  readonly vault: IdentityVault
  readonly signer: Signer
  readonly mailer: Mailer
  readonly sms: Sms
  /** Whether text messages reach anybody, and how many codes may leave in an hour; `null`: this installation sends none. */
  readonly textMessages: { readonly perHour: number } | null
  /** `null`: this installation has no identity provider. */
  readonly signOn: SingleSignOn | null
  /** Address people reach us at, without trailing slash; printed in QR codes. */
  readonly publicUrl: string
  /** Documents of others by their address: keys and lists of those who issued what somebody wants checked. */
  readonly documents: OutsideDocuments
  /** `null`: this installation offers no VC-API. */
  readonly vcApi: VcApi | null
  /** IANA zone in which the programme's calendar dates are read. */
  readonly zone: string
}

/** Identity numbers at rest: encrypted to be shown again to those who may, and a keyed fingerprint to be found by. */
export interface IdentityVault {
  /** AES-256-GCM with a random nonce: the same number never gives the same bytes twice. */
  seal(number: string): Buffer
  open(sealed: Buffer): string
  /** Keyed HMAC-SHA-256 of type and normalised number, hex. Never leaves the server. */
  fingerprint(kind: string, number: string): string
}

/** A new signing key as the old one endorsed it: what is signed, and beside it the old key's id and signature. */
export interface SignedKeyChange {
  readonly schema: string
  readonly purpose: string
  /** RFC 7638 thumbprint of `newKey`. */
  readonly newKeyId: string
  readonly newKey: Signer['publicJwk']
  readonly at: string
  readonly keyId: string
  /** Ed25519 over the SHA-256 of the canonical JSON of the members above, base64url. */
  readonly signature: string
}

/** Signs certificate digests. Asynchronous so that a key service or hardware key fits behind it. */
export interface Signer {
  readonly keyId: string
  /** JWK of the Ed25519 public key. */
  readonly publicJwk: { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string }
  /** Public keys that signed before this one, oldest first. */
  readonly retired?: readonly Signer['publicJwk'][]
  /** By which each of them endorsed the key after it, oldest first; none of changes made before there were endorsements. */
  readonly keyChanges?: readonly SignedKeyChange[]
  sign(bytes: Uint8Array): Promise<Uint8Array>
  /** Signs each of many hashes of 32 bytes, in their order, where that takes less than signing one by one. */
  signAll?(hashes: readonly Uint8Array[]): Promise<readonly Uint8Array[]>
}

/** The W3C VC-API: who may call it, and the key it signs with, which is never that of certificates. */
export interface VcApi {
  readonly serviceKey: string
  readonly signer: Signer
}

/** Reads a document of somebody else's by an address somebody else chose. Never throws, and never reads one of our own network. */
export interface OutsideDocuments {
  read(address: string): Promise<DocumentRead>
}

export type DocumentRead =
  | { readonly read: true; readonly bytes: Uint8Array }
  | { readonly read: false; readonly reason: DocumentFailure }

/** `address-refused`: not https, or not an address of the public internet, at the first step or after a redirect. */
export const documentFailures = [
  'address-refused',
  'unreachable',
  'status',
  'redirects',
  'too-large',
  'too-slow',
] as const
export type DocumentFailure = (typeof documentFailures)[number]

/** Carries one e-mail out of the house. Never throws for what the other side says or fails to say. */
export interface Mailer {
  send(mail: Mail): Promise<Posted>
}

/** Carries one text message out of the house. */
export interface Sms {
  send(message: TextMessage): Promise<Posted>
}

export interface Mail {
  /** The same id is the same message: receivers drop a second copy. */
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly language: 'zh' | 'en'
}

export type TextMessage = Omit<Mail, 'subject'>

/** What became of a message: handed over; kept here because this installation sends none; or not handed over, and why. */
export type Posted =
  | { readonly posted: 'sent' }
  | { readonly posted: 'kept' }
  | {
      readonly posted: 'failed'
      readonly reason: PostFailure
      /** Worth another try later. */
      readonly again: boolean
      /** The number the server answered with, if it answered. */
      readonly replyCode?: number
    }

/** Codes, never the server's words: those repeat addresses. */
export const postFailures = [
  'unreachable',
  'insecure',
  'sign-in',
  'not-now',
  'refused',
  'malformed',
  'not-set-up',
] as const
export type PostFailure = (typeof postFailures)[number]

/** An identity provider people may sign in at instead of giving a password here. */
export interface SingleSignOn {
  readonly issuer: string
  /** What its button says. */
  readonly name: string
  /** Where to send the browser, and the secrets that only its way back may meet. */
  begin(): Promise<
    { readonly begun: true; readonly address: string; readonly secrets: SignOnSecrets } | SignOnFailure
  >
  /** Who came back: `query` is that of the address they came back to. */
  finish(
    query: string,
    secrets: SignOnSecrets,
  ): Promise<{ readonly begun: true; readonly subject: string } | SignOnFailure>
}

export interface SignOnSecrets {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

export interface SignOnFailure {
  readonly begun: false
  /** `declined`: the provider says the person may not or would not; `refused`: its answer cannot be trusted. */
  readonly reason: 'unreachable' | 'declined' | 'refused'
  /** For the log: a code of the protocol, nothing of the person. */
  readonly code: string
}
