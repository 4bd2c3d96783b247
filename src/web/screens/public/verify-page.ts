import type { Bilingual } from '../../../kernel/bilingual.ts'
import { sentence } from '../../../wire/problems/index.ts'
import { certificateWord } from '../../../kernel/certificate-state.ts'
import { gradeText } from '../../i18n/grade.ts'
import { html, type Html } from './html.ts'
import { checkForm, page, type PageFrame } from './page.ts'
import { longDay, wordsOf, type Word } from './words.ts'

/** The public reply of a certificate check (outside.md, `GET /verify/{number}`); fields beyond the masked ones only when the reader may see them. */
export interface CheckedCertificate {
  readonly number: string
  readonly status: 'valid' | 'superseded' | 'revoked' | 'unknown'
  readonly supersededBy?: string | null
  readonly supersededCause?: string | null
  readonly revokedOn?: string | null
  readonly holderMasked?: string
  readonly holder?: string
  readonly type?: string
  readonly title?: string
  readonly titleEn?: string
  readonly className?: string
  readonly classNameEn?: string
  readonly hours?: string | number
  /** Exempt from all that was asked: the hours are no ground of the certificate. */
  readonly exempt?: 'full'
  readonly grade?: string | null
  readonly gradeWord?: Bilingual | null
  readonly examDate?: string | null
  readonly issuedOn?: string
  readonly issuer?: string
  readonly issuerEn?: string
  readonly logIndex?: number
}

export interface VerifyData {
  readonly checked: CheckedCertificate
  /** `2026-11-22 09:30` in the programme's zone. */
  readonly at: string
  readonly name: string
  /** True when a name was typed and does not match. */
  readonly nameMissed: boolean
  /** Above 0 when too many names were tried for this number, or too many numbers: nothing is said of this one until then. */
  readonly waitSeconds: number
}

const icons: Readonly<Record<CheckedCertificate['status'], Html>> = {
  valid: html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M5 12.5l4.5 4.5L19 7.5" fill="none" stroke="currentColor" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/></svg>`,
  superseded: html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M5 9h11l-3.5-3.5M19 15H8l3.5 3.5" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"/></svg>`,
  revoked: html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M7 7l10 10M17 7L7 17" fill="none" stroke="currentColor" stroke-width="2.6" stroke-linecap="round"/></svg>`,
  unknown: html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M9 9.2a3 3 0 1 1 4.3 2.7c-.9.5-1.3 1-1.3 2.1M12 17.6v.2" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round"/></svg>`,
}

/** The empty form: number, and a part of the name for those who want the whole certificate. */
export const verifyFormPage = (frame: PageFrame): string => {
  const say = wordsOf(frame.language)
  return page(
    frame,
    'check',
    say('checkTitle'),
    html`<div class="narrow"><h1>${say('checkTitle')}</h1><div class="panel">${checkForm(say, { withName: true })}</div><p class="source">${say('proofText')} <a href="/verify-offline">${say('offlineLink')}</a></p></div>`,
  )
}

/** A name was typed that is no part of one, and so was compared with nothing. */
const isTooShort = ({ checked, name }: VerifyData): boolean =>
  name !== '' && checked.status !== 'unknown' && checked.holder === undefined

/** One big word, what the register says, when it was checked, and what to do if that surprises. */
export const verifyPage = (frame: PageFrame, data: VerifyData): string => {
  const { checked } = data
  const say = wordsOf(frame.language)
  const english = frame.language === 'en'
  const fact = (word: Word, value: Html | string | null | undefined) =>
    value === null || value === undefined || value === ''
      ? null
      : html`<dt>${say(word)}</dt><dd>${value}</dd>`
  const day = (value: string | null | undefined) =>
    value ? html`<time datetime="${value}">${longDay(frame.language, value)}</time>` : null
  const type =
    checked.type === 'pass' || checked.type === 'attendance' || checked.type === 'annual-validation'
      ? say(checked.type)
      : checked.type
  const lost = certificateWord(checked.status, checked.supersededCause) === 'replaced'
  const status = say(lost ? 'replaced' : checked.status)
  const told: Readonly<Record<CheckedCertificate['status'], string>> = {
    valid: say('validText'),
    superseded: say(lost ? 'replacedText' : 'supersededText'),
    revoked: say('revokedText', { day: checked.revokedOn ? longDay(frame.language, checked.revokedOn) : '' }),
    unknown: say('unknownText', { number: checked.number }),
  }
  const unasked = data.waitSeconds > 0 && checked.status === 'unknown'
  // Who holds a paper with another name on it must not read a big “valid”.
  const verdict =
    data.waitSeconds > 0
      ? {
          look: 'unknown' as const,
          word: say(unasked ? 'paceWait' : 'nameWait'),
          text: unasked
            ? sentence('certificate.check-pace', frame.language, { seconds: data.waitSeconds })
            : say('nameWaitText', { seconds: data.waitSeconds, status }),
        }
      : data.nameMissed
        ? {
            look: 'unknown' as const,
            word: say('nameMissed'),
            text: say('nameMissedText', { status }),
          }
        : {
            look: checked.status,
            word: status,
            text: [told[checked.status], ...(isTooShort(data) ? [say('nameTooShort')] : [])].join(' '),
          }
  return page(
    frame,
    'check',
    `${verdict.word} · ${checked.number}`,
    html`<div class="narrow"><section class="verdict ${verdict.look}" aria-live="polite"><h1>${icons[verdict.look]}<span>${verdict.word}</span></h1><p>${verdict.text}</p>
${unasked ? null : html`<p class="source">${checked.status === 'unknown' ? say('checkedAtUnknown', { at: data.at }) : say('checkedAt', { at: data.at, entry: checked.logIndex ?? 0 })}</p>`}</section>
${
  checked.status === 'unknown'
    ? null
    : html`<dl class="facts wideFacts">${fact('number', html`<span class="code">${checked.number}</span>`)}${fact('supersededBy', checked.supersededBy ? html`<a href="/verify/${encodeURIComponent(checked.supersededBy)}">${checked.supersededBy}</a>` : null)}${fact('holder', checked.holder ?? checked.holderMasked)}${fact('type', type)}${fact(checked.type === 'annual-validation' ? 'ofWhat' : 'course', english && checked.titleEn ? checked.titleEn : checked.title)}${fact('className', english && checked.classNameEn ? checked.classNameEn : checked.className)}${checked.exempt === undefined ? fact('hours', checked.hours === undefined ? null : say('hoursText', { n: checked.hours })) : fact('requirement', say('exempt'))}${fact('grade', gradeText(frame.language, checked.grade, checked.gradeWord))}${fact('examDate', day(checked.examDate))}${fact('issuedOn', day(checked.issuedOn))}${fact('issuer', english && checked.issuerEn ? checked.issuerEn : checked.issuer)}</dl>
${checked.holder === undefined ? html`<form class="more" method="get" action="/verify/${encodeURIComponent(checked.number)}"><div class="field"><label for="name">${say('nameLabel')}</label><p class="hint" id="name-hint">${say('nameHint')}</p><div class="row"><input id="name" name="name" value="${data.name}" maxlength="60" autocomplete="off" aria-describedby="name-hint" required><button class="button quiet" type="submit">${say('showAll')}</button></div></div></form>` : null}
<p class="source">${say('proofText')} <a href="/api/v1/log/proof/${checked.logIndex ?? 0}">${say('proofLink')}</a></p>`
}
<h2>${say('surprise')}</h2><p class="prose">${say('surpriseText')}</p>
<p class="acts"><a class="button" href="/verify">${say('anotherCheck')}</a><button class="button quiet" type="button" data-print hidden>${say('print')}</button></p></div>`,
  )
}
