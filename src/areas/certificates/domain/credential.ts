import { instantInZone } from '../../../kernel/calendar.ts'
import type { Json } from '../../../kernel/canonical-json.ts'
import type { CertificateContent } from './content.ts'

/** What a credential needs beyond the frozen content, none of which says anything of the certificate. */
export interface BadgeFrame {
  /** Zone in which days become instants. */
  readonly zone: string
  /** DID of the issuer. */
  readonly issuer: string
  readonly status: { readonly [key: string]: unknown }
}

/**
 * The frozen content as an Open Badges 3.0 credential (a W3C Verifiable Credential, data model 2.0). Nothing is added to
 * what was frozen; what has no place there (salt, template) is left out.
 */
export const openBadge = (
  content: CertificateContent,
  { zone, issuer, status }: BadgeFrame,
): { readonly [key: string]: Json } => {
  const instant = (day: string): string => instantInZone(day, '00:00', zone).toISOString()
  const site = content.verification.url.replace(/\/verify\/[^/]*$/, '')
  const { course, hours } = content
  // A demonstration says so wherever it is shown, as on paper.
  const mark = content.demo ? '〔演示 DEMO〕' : ''
  return {
    '@context': [
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    ],
    id: content.verification.url,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: `${mark}${course.title.zh}`,
    description: `${mark}${content.programme.name.zh} · ${content.class.name}`,
    issuer: { id: issuer, type: ['Profile'], name: content.issuer.name.zh, url: site },
    validFrom: instant(content.issuedOn),
    awardedDate: instant(content.issuedOn),
    credentialSubject: {
      type: ['AchievementSubject'],
      identifier: [
        { type: 'IdentityObject', hashed: false, identityHash: content.holder.name, identityType: 'name' },
      ],
      licenseNumber: content.number,
      activityStartDate: instant(content.class.from),
      activityEndDate: instant(content.class.to),
      creditsEarned: hours.minutes / hours.unitMinutes,
      achievement: {
        id: `urn:zhixin:course:${[content.programme.code, course.code, String(course.version)].map(encodeURIComponent).join(':')}`,
        type: ['Achievement'],
        achievementType: 'Course',
        name: `${mark}${course.title.zh}`,
        description: course.title.en === '' ? course.title.zh : course.title.en,
        humanCode: course.code,
        version: String(course.version),
        criteria: {
          narrative: `${hours.classHours} ${hours.unit.zh}（${hours.minutes} 分钟）${content.grade === null ? '' : '，经考核合格'}。`,
        },
      },
      result: [
        {
          type: ['Result'],
          status: 'Completed',
          ...(content.grade === null ? {} : { value: content.grade }),
        },
      ],
    },
    credentialStatus: status as Json,
  }
}
