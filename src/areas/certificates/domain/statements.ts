/** What else is signed or logged besides certificates. Each names its schema, so that none can stand for another. */

/** Public causes of a change; the office's own words stay in the register, since they may speak of persons. */
export const changeCauses = ['issued-in-error', 'fraud', 'correction', 'lost', 'other'] as const
export type ChangeCause = (typeof changeCauses)[number]

/**
 * A leaf of the log. It names a certificate by the salted hash of its content: the log can be published whole and tells
 * nobody which numbers or names exist.
 */
export type LogEntry = {
  readonly schema: 'zhixin.log-entry/1'
  readonly certificate: string
  readonly at: string
} & (
  | { readonly kind: 'issue' }
  | { readonly kind: 'supersede'; readonly by: string; readonly cause: ChangeCause }
  | { readonly kind: 'revoke'; readonly cause: ChangeCause }
)

export interface LogHead {
  readonly schema: 'zhixin.log-head/1'
  readonly treeSize: number
  readonly rootHash: string
  readonly at: string
}

/** Statement behind a PDF: this drawing is of that certificate. */
export interface PdfSeal {
  readonly schema: 'zhixin.pdf-seal/1'
  readonly certificate: string
  readonly body: string
  readonly at: string
}
