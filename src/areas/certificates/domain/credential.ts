import { instantInZone } from '../../../kernel/calendar.ts'
import type { Json } from '../../../kernel/canonical-json.ts'
import { type CertificateContent, isExempt, ofClass, titleOf } from './content.ts'

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
  const { hours } = content
  const title = titleOf(content)
  // A demonstration says so wherever it is shown, as on paper.
  const mark = content.demo ? '〔演示 DEMO〕' : ''
  return {
    '@context': [
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    ],
    id: content.verification.url,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: `${mark}${title.zh}`,
    description: `${mark}${content.programme.name.zh} · ${spanOf(content).name}`,
    issuer: { id: issuer, type: ['Profile'], name: content.issuer.name.zh, url: site },
    validFrom: instant(content.issuedOn),
    awardedDate: instant(content.issuedOn),
    credentialSubject: {
      type: ['AchievementSubject'],
      identifier: [
        { type: 'IdentityObject', hashed: false, identityHash: content.holder.name, identityType: 'name' },
      ],
      licenseNumber: content.number,
      activityStartDate: instant(spanOf(content).from),
      activityEndDate: instant(spanOf(content).to),
      // Whoever was exempt earned nothing by it: the criteria say so.
      ...(isExempt(content) ? {} : { creditsEarned: hours.minutes / hours.unitMinutes }),
      achievement: achievementOf(content, mark),
      result: [
        {
          type: ['Result'],
          status: 'Completed',
          ...(gradeIn(content) === null ? {} : { value: gradeIn(content) }),
        },
      ],
    },
    credentialStatus: status as Json,
  }
}

const spanOf = (
  content: CertificateContent,
): { readonly name: string; readonly from: string; readonly to: string } =>
  content.type === 'annual-validation' ? { name: content.title.zh, ...content.period } : content.class

const gradeIn = (content: CertificateContent): string | null => ofClass(content).grade

const urn = (...parts: readonly string[]): string => `urn:zhixin:${parts.map(encodeURIComponent).join(':')}`

/** A course passed, or a year's requirement met. */
const achievementOf = (content: CertificateContent, mark: string): { readonly [key: string]: Json } => {
  const { hours, programme } = content
  const amount = `${hours.classHours} ${hours.unit.zh}（${hours.minutes} 分钟）`
  const title = titleOf(content)
  const named = {
    type: ['Achievement'],
    name: `${mark}${title.zh}`,
    description: title.en === '' ? title.zh : title.en,
  }
  if (content.type === 'annual-validation')
    return {
      ...named,
      id: urn('validation', programme.code, content.period.key),
      achievementType: 'Certification',
      criteria: {
        narrative: `${isExempt(content) ? '经批准免除该期间的全部学习要求' : `${amount}，达到该期间的学习要求`}，于 ${content.closing.on} 结算。`,
      },
    }
  const { course } = content
  return {
    id: urn('course', programme.code, course.code, String(course.version)),
    type: ['Achievement'],
    achievementType: 'Course',
    name: named.name,
    description: named.description,
    humanCode: course.code,
    version: String(course.version),
    criteria: { narrative: `${amount}${content.grade === null ? '' : '，经考核合格'}。` },
  }
}
