import { any, own, policies } from '../policy.ts'

export const certificatePolicies = policies({
  // Closing a class issues; nobody issues by hand.
  'certificate.issue': { grants: [] },
  // Classes whose certificates wait for something may be tried again.
  'certificate.retry': { grants: any('office'), knownBy: 'certificate.read' },
  'certificate.read': {
    grants: [...any('office'), ...own('institution', 'employer', 'district', 'professional')],
  },
  'certificate.revoke': { grants: any('office'), knownBy: 'certificate.read' },
  // Destroys for good what a person's certificates say, where the law gives the person a right to it.
  'certificate.erase': { grants: any('office') },
  'certificate.replace': { grants: any('office'), knownBy: 'certificate.read' },
  // Masked unless the asker knows a part of the name or brings the token of the QR code.
  'certificate.check': { grants: any('anyone') },
  // Whoever brings the token of the QR code holds the certificate in their hands.
  'certificate.present': { grants: any('anyone') },
  // By the sheet, for an employer that states its purpose: the same check, row by row, on record.
  'certificate.check-batch': { grants: own('employer') },
  'certificate.run-batch': { grants: [] },
  // A holder shows what they choose to whoever they give the link; whoever has it may open it until it ends.
  'certificate.share': { grants: own('professional') },
  'certificate.open-share': { grants: any('anyone') },
  // Signed in, because keys and lists of the issuer are fetched for whoever asks.
  'credential.check': { grants: any('signed-in') },
  'certificate-rule.read': { grants: any('signed-in') },
  'certificate-rule.set': { grants: own('office'), knownBy: 'certificate-rule.read' },
  'log.read': { grants: any('anyone') },
})
