import type { ReplyOf } from '../../../wire/endpoint.ts'
import type { listNotices, readNotice } from '../../../areas/publicity/contract.ts'
import { html } from './html.ts'
import { page, type PageFrame } from './page.ts'
import { either, longDay, wordsOf } from './words.ts'

export const noticesPage = (frame: PageFrame, notices: ReplyOf<typeof listNotices>): string => {
  const say = wordsOf(frame.language)
  return page(
    frame,
    'notices',
    say('notices'),
    html`<div class="wide"><h1>${say('notices')}</h1>
${notices.items.length === 0 ? html`<p class="empty">${say('noNotices')}</p>` : html`<ul class="notices long">${notices.items.map((one) => html`<li><a href="/notices/${one.id}">${either(frame.language, one.title, one.titleEn)}</a><time datetime="${one.publishedOn}">${longDay(frame.language, one.publishedOn)}</time></li>`)}</ul>`}
${notices.next === null ? null : html`<nav class="pages"><a href="/notices?cursor=${encodeURIComponent(notices.next)}" rel="next">${say('next')}</a></nav>`}</div>`,
  )
}

export const noticePage = (frame: PageFrame, notice: ReplyOf<typeof readNotice>): string => {
  const title = either(frame.language, notice.title, notice.titleEn)
  const body = either(frame.language, notice.body, notice.bodyEn)
  return page(
    frame,
    'notices',
    title,
    html`<article class="narrow"><h1>${title}</h1><p class="source"><time datetime="${notice.publishedOn}">${longDay(frame.language, notice.publishedOn)}</time></p>${body.split(/\n\s*\n/).map((paragraph) => html`<p class="prose">${paragraph}</p>`)}</article>`,
  )
}
