import { asList, asObject, asText, type JsonObject, type JsonValue } from '../strict-json.ts'
import type { Language } from './words.ts'

/** What a reader wants to know of a certificate, whichever form it came in; empty where the form does not say. */
export interface Facts {
  readonly number: string
  readonly holder: string
  readonly what: string
  readonly class: string
  readonly hours: string
  /** `full`: exempt from all that was asked; said in place of the hours. */
  readonly exempt: string
  readonly grade: string
  readonly issuedOn: string
  readonly issuer: string
}

/** In a zone: a credential tells instants, and the day it was issued on is the day it was there. */
export const factsOf = (content: JsonObject, language: Language, zone?: string): Facts => {
  const subject =
    asObject(content['credentialSubject']) ?? asObject(asList(content['credentialSubject'])?.[0])
  return subject ? ofCredential(content, subject, language, zone) : ofCertificate(content, language)
}

const ofCertificate = (content: JsonObject, language: Language): Facts => {
  const [course, trained] = [asObject(content['course']), asObject(content['class'])]
  const hours = asObject(content['hours'])
  const holder = content['holder']
  const stated = asText(hours?.['classHours']) ?? asText(content['hours']) ?? ''
  // A QR code has no member for it: there a validation without hours is one of somebody exempt.
  const exempt = content['type'] === 'annual-validation' && (content['exempt'] === 'full' || stated === '')
  return {
    number: asText(content['number']) ?? '',
    holder: asText(holder) ?? asText(asObject(holder)?.['name']) ?? '',
    what: asText(content['title']) ?? bilingual(course?.['title'] ?? content['title'], language),
    class: named(trained, language),
    hours: exempt ? '' : stated,
    exempt: exempt ? 'full' : '',
    grade: asText(content['grade']) ?? '',
    issuedOn: asText(content['issuedOn']) ?? '',
    issuer: bilingual(asObject(content['issuer'])?.['name'], language),
  }
}

const ofCredential = (
  content: JsonObject,
  subject: JsonObject,
  language: Language,
  zone: string | undefined,
): Facts => {
  const achievement = asObject(subject['achievement'])
  const identified = asObject(asList(subject['identifier'])?.[0])
  const issuer = content['issuer']
  return {
    number: asText(subject['licenseNumber']) ?? asText(content['id']) ?? '',
    holder: asText(identified?.['identityHash']) ?? asText(subject['name']) ?? '',
    what: bilingual(achievement?.['name'] ?? content['name'], language),
    class: '',
    hours: typeof subject['creditsEarned'] === 'number' ? String(subject['creditsEarned']) : '',
    exempt: '',
    grade: asText(asObject(asList(subject['result'])?.[0])?.['value']) ?? '',
    issuedOn: dayOf(asText(content['validFrom']) ?? asText(content['issuanceDate']) ?? '', zone),
    issuer: asText(issuer) ?? bilingual(asObject(issuer)?.['name'] ?? asObject(issuer)?.['id'], language),
  }
}

const named = (trained: JsonObject | undefined, language: Language): string => {
  const english = asText(trained?.['nameEn'])
  return language === 'en' && english ? english : (asText(trained?.['name']) ?? '')
}

/** Midnight in Shanghai is the day before in UTC, as credentials write it. */
export const dayOf = (instant: string, zone: string | undefined): string => {
  const at = new Date(instant)
  return instant.includes('T') && zone && !Number.isNaN(at.getTime())
    ? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(at)
    : instant.slice(0, 10)
}

const bilingual = (value: JsonValue | undefined, language: Language): string => {
  const both = asObject(value)
  const [chosen, other] = [asText(both?.[language]), asText(both?.['zh'])]
  return asText(value) ?? (chosen ? chosen : (other ?? ''))
}
