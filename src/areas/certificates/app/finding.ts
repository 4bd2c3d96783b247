/** Something off in the certificate register, as `doctor` lists it. `subject` is a number or a place in the log, never a name. */
export interface CertificateFinding {
  readonly code:
    | 'certificate.guard-missing'
    | 'certificate.content-missing'
    | 'certificate.content-changed'
    | 'certificate.signature-wrong'
    | 'certificate.row-differs'
    | 'certificate.status-differs'
    | 'certificate.not-logged'
    | 'certificate.change-differs'
    | 'certificate.pdf-seal-wrong'
    | 'certificate.credential-wrong'
    | 'certificate.numbers-differ'
    | 'log.entry-missing'
    | 'log.entry-changed'
    | 'log.entry-stray'
    | 'log.node-wrong'
    | 'log.head-wrong'
    | 'log.head-missing'
    | 'log.key-unknown'
  readonly subject: string
  readonly params: Readonly<Record<string, string | number>>
}

export const finding = (
  code: CertificateFinding['code'],
  subject: string | number,
  params: CertificateFinding['params'] = {},
): CertificateFinding => ({ code, subject: String(subject), params })
