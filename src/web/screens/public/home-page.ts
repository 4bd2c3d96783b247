import type { ReplyOf } from '../../../wire/endpoint.ts'
import type { catalogueFields, nextClasses } from '../../../areas/catalogue/contract.ts'
import type { listNotices, programmeFigures } from '../../../areas/publicity/contract.ts'
import { classCard } from './class-card.ts'
import { html } from './html.ts'
import { checkForm, page, type PageFrame } from './page.ts'
import { either, longDay, wordsOf } from './words.ts'

export interface HomeData {
  readonly classes: ReplyOf<typeof nextClasses>['items']
  readonly notices: ReplyOf<typeof listNotices>['items']
  readonly figures: ReplyOf<typeof programmeFigures>
  readonly fields: ReplyOf<typeof catalogueFields>['items']
  /** When the figures were counted, in the programme's zone: `2026-11-22 09:30`. */
  readonly countedAt: string
}

/** Search, certificate check, next classes, three figures with their source, notices. */
export const homePage = (frame: PageFrame, data: HomeData): string => {
  const { language } = frame
  const say = wordsOf(language)
  const number = (value: number): string => value.toLocaleString('en-US')
  const figure = (value: number, label: string) => html`<div><dt>${label}</dt><dd>${number(value)}</dd></div>`
  return page(
    frame,
    'home',
    '',
    html`<section class="hero"><div class="wide two">
<div><h1>${say('heroTitle')}</h1><p class="lead">${say('heroText')}</p>
<form class="search" action="/catalogue" method="get" role="search" aria-label="${say('searchLabel')}"><label for="q">${say('searchLabel')}</label><div class="row"><input id="q" name="q" type="search" maxlength="100" placeholder="${say('searchHint')}"><button class="button" type="submit">${say('search')}</button></div></form></div>
<div class="panel"><h2>${say('checkTitle')}</h2>${checkForm(say, { withName: false })}</div>
</div></section>
<div class="wide">
<section><div class="head"><h2>${say('nextClasses')}</h2><a href="/catalogue">${say('allCourses')}</a></div>
${data.classes.length === 0 ? html`<p class="empty">${say('noClasses')}</p>` : html`<ul class="cards">${data.classes.slice(0, 6).map((one) => html`<li>${classCard(language, one)}</li>`)}</ul>`}
<ul class="tags">${data.fields.filter((field) => field.courses > 0).map((field) => html`<li><a href="/catalogue?field=${encodeURIComponent(field.code)}">${either(language, field.name, field.nameEn)} <span>${field.courses}</span></a></li>`)}</ul></section>
<section class="two">
<div><h2>${say('figures')}</h2><dl class="figures">${figure(data.figures.professionals, say('professionals'))}${figure(data.figures.classes, say('closedClasses'))}${figure(data.figures.certificates, say('validCertificates'))}</dl><p class="source">${say('countedAt', { at: data.countedAt })}</p></div>
<div><div class="head"><h2>${say('notices')}</h2><a href="/notices">${say('allNotices')}</a></div>
${data.notices.length === 0 ? html`<p class="empty">${say('noNotices')}</p>` : html`<ul class="notices">${data.notices.slice(0, 5).map((one) => html`<li><a href="/notices/${one.id}">${either(language, one.title, one.titleEn)}</a><time datetime="${one.publishedOn}">${longDay(language, one.publishedOn)}</time></li>`)}</ul>`}</div>
</section></div>`,
  )
}
