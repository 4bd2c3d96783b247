import { asList, asObject, asText, type JsonObject, type JsonValue } from '../strict-json.ts'
import type { Language } from './words.ts'

/** What a reader wants to know of a certificate, whichever form it came in; empty where the form does not say. */
export interface Facts {
  readonly number: string
  readonly holder: string
  readonly what: string
  readonly class: string
  readonly hours: string
  readonly grade: string
  readonly issuedOn: string
  readonly issuer: string
}

export const factsOf = (content: JsonObject, language: Language): Facts => {
  const subject =
    asObject(content['credentialSubject']) ?? asObject(asList(content['credentialSubject'])?.[0])
  return subject ? ofCredential(content, subject, language) : ofCertificate(content, language)
}

const ofCertificate = (content: JsonObject, language: Language): Facts => {
  const [course, trained] = [asObject(content['course']), asObject(content['class'])]
  const hours = asObject(content['hours'])
  const holder = content['holder']
  return {
    number: asText(content['number']) ?? '',
    holder: asText(holder) ?? asText(asObject(holder)?.['name']) ?? '',
    what: asText(content['title']) ?? bilingual(course?.['title'] ?? content['title'], language),
    class: asText(trained?.['name']) ?? '',
    hours: asText(hours?.['classHours']) ?? asText(content['hours']) ?? '',
    grade: asText(content['grade']) ?? '',
    issuedOn: asText(content['issuedOn']) ?? '',
    issuer: bilingual(asObject(content['issuer'])?.['name'], language),
  }
}

const ofCredential = (content: JsonObject, subject: JsonObject, language: Language): Facts => {
  const achievement = asObject(subject['achievement'])
  const identified = asObject(asList(subject['identifier'])?.[0])
  const issuer = content['issuer']
  return {
    number: asText(subject['licenseNumber']) ?? asText(content['id']) ?? '',
    holder: asText(identified?.['identityHash']) ?? asText(subject['name']) ?? '',
    what: bilingual(achievement?.['name'] ?? content['name'], language),
    class: '',
    hours: typeof subject['creditsEarned'] === 'number' ? String(subject['creditsEarned']) : '',
    grade: '',
    issuedOn: (asText(content['validFrom']) ?? asText(content['issuanceDate']) ?? '').slice(0, 10),
    issuer: asText(issuer) ?? bilingual(asObject(issuer)?.['name'] ?? asObject(issuer)?.['id'], language),
  }
}

const bilingual = (value: JsonValue | undefined, language: Language): string => {
  const both = asObject(value)
  const [chosen, other] = [asText(both?.[language]), asText(both?.['zh'])]
  return asText(value) ?? (chosen ? chosen : (other ?? ''))
}
