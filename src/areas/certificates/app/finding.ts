/** Something off in the certificate register, as `doctor` lists it. `subject` is a number or a place in the log, never a name. */
export interface CertificateFinding {
  readonly code:
    | 'certificate.guard-missing'
    | 'certificate.content-missing'
    | 'certificate.content-changed'
    | 'certificate.signature-wrong'
    | 'certificate.row-differs'
    | 'certificate.status-differs'
    | 'certificate.status-place-differs'
    | 'certificate.not-logged'
    | 'certificate.issue-gone'
    | 'certificate.issue-untold'
    | 'certificate.change-differs'
    | 'certificate.pdf-seal-wrong'
    | 'certificate.print-gone'
    | 'certificate.print-differs'
    | 'certificate.credential-wrong'
    | 'certificate.numbers-differ'
    | 'certificate.numbers-missing'
    | 'certificate.erasure-untold'
    | 'certificate.erasure-incomplete'
    | 'certificate.image-changed'
    | 'log.entry-missing'
    | 'log.entry-changed'
    | 'log.entry-stray'
    | 'log.time-backwards'
    | 'log.node-wrong'
    | 'log.head-wrong'
    | 'log.head-missing'
    | 'log.key-unknown'
    | 'log.key-change-wrong'
    | 'log.key-not-endorsed'
  readonly subject: string
  readonly params: Readonly<Record<string, string | number>>
}

export const finding = (
  code: CertificateFinding['code'],
  subject: string | number,
  params: CertificateFinding['params'] = {},
): CertificateFinding => ({ code, subject: String(subject), params })
