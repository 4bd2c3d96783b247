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
  'certificate.replace': { grants: any('office'), knownBy: 'certificate.read' },
  // Masked unless the asker knows a part of the name or brings the token of the QR code.
  'certificate.check': { grants: any('anyone') },
  // Whoever brings the token of the QR code holds the certificate in their hands.
  'certificate.present': { grants: any('anyone') },
  'log.read': { grants: any('anyone') },
})
