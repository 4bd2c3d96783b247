import type { openShare } from '../../../areas/certificates/contract.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { certificateWord } from '../../../kernel/certificate-state.ts'
import { gradeText } from '../../i18n/grade.ts'
import { html, type Html } from './html.ts'
import { page, type PageFrame } from './page.ts'
import { either, longDay, wordsOf, type Word } from './words.ts'

type Shared = ReplyOf<typeof openShare>

/** What a holder chose to show, and nothing beside it; `day` is the last of the link, `at` the moment of asking. */
export const sharedPage = (
  frame: PageFrame,
  { shared, day, at }: { readonly shared: Shared; readonly day: string; readonly at: string },
): string => {
  const { language } = frame
  const say = wordsOf(language)
  const fact = (word: Word, value: Html | string | null) =>
    value === null ? null : html`<dt>${say(word)}</dt><dd>${value}</dd>`
  const one = (shown: Shared['certificates'][number]) =>
    html`<section><h2>${either(language, shown.title, shown.titleEn)} · ${say(certificateWord(shown.status, shown.supersededCause))}</h2><dl class="facts wideFacts">${fact('holder', shown.holder)}${fact('type', say(shown.type))}${fact('number', html`<a class="code" href="/verify/${encodeURIComponent(shown.number)}">${shown.number}</a>`)}${shown.exempt ? fact('requirement', say('exempt')) : fact('hours', say('hoursText', { n: shown.hours }))}${fact('grade', gradeText(language, shown.grade, shown.gradeWord))}${fact('issuedOn', longDay(language, shown.issuedOn))}${fact('issuer', either(language, shown.issuer, shown.issuerEn))}</dl></section>`
  return page(
    frame,
    'check',
    say('sharedTitle'),
    html`<div class="narrow"><h1>${say('sharedTitle')}</h1><p class="prose">${say(shared.what === 'record' ? 'sharedAll' : 'sharedOne')}</p>${shared.certificates.length === 0 ? html`<p class="empty">${say('sharedNone')}</p>` : shared.certificates.map(one)}<p class="source">${say('sharedUntil', { day: longDay(language, day), at })}</p></div>`,
  )
}

/** One page for a link that expired, was withdrawn, or never was. */
export const sharedGonePage = (frame: PageFrame): string => {
  const say = wordsOf(frame.language)
  return page(
    frame,
    'check',
    say('sharedGone'),
    html`<div class="narrow"><h1>${say('sharedGone')}</h1><p class="prose">${say('sharedGoneText')}</p></div>`,
  )
}
