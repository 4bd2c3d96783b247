import type { ReplyOf } from '../../../wire/endpoint.ts'
import type { publicInstitutions, publicSites } from '../../../areas/publicity/contract.ts'
import { html } from './html.ts'
import { page, type PageFrame } from './page.ts'
import { either, wordsOf } from './words.ts'

export interface InstitutionsData {
  readonly q: string
  readonly institutions: ReplyOf<typeof publicInstitutions>
  readonly sites: ReplyOf<typeof publicSites>['items']
}

/** Approved institutions with what they are approved for, and the test sites. */
export const institutionsPage = (frame: PageFrame, data: InstitutionsData): string => {
  const { language } = frame
  const say = wordsOf(language)
  return page(
    frame,
    'institutions',
    say('institutions'),
    html`<div class="wide"><h1>${say('institutions')}</h1>
<form class="filters" action="/institutions" method="get" role="search"><div class="field grow"><label for="q">${say('institution')}</label><input id="q" name="q" type="search" value="${data.q}" maxlength="100"></div><button class="button" type="submit">${say('search')}</button></form>
${
  data.institutions.items.length === 0
    ? html`<p class="empty">${say('noInstitutions')}</p>`
    : html`<ul class="list">${data.institutions.items.map((one) => html`<li><div><strong>${either(language, one.name, one.nameEn)}</strong>${one.approvals.map((approval) => html`<span>${say('approvalLine', { programme: either(language, approval.programmeName, approval.programmeNameEn), modes: approval.modes.map((mode) => say(mode)).join(' / '), until: say('until', { day: approval.to }) })}</span>`)}<span class="meta">${one.districtName === null ? null : html`<span>${either(language, one.districtName, one.districtNameEn ?? '')}</span>`}${one.address === '' ? null : html`<span>${one.address}</span>`}<a href="/catalogue?q=${encodeURIComponent(one.name)}">${one.courses === 1 ? say('oneCourse') : say('coursesInCatalogue', { n: one.courses })}</a></span></div></li>`)}</ul>`
}
${data.institutions.next === null ? null : html`<nav class="pages"><a href="/institutions?${new URLSearchParams({ q: data.q, cursor: data.institutions.next }).toString()}" rel="next">${say('next')}</a></nav>`}
<h2>${say('sites')}</h2><ul class="list">${data.sites.map((one) => html`<li><div><strong>${either(language, one.name, one.nameEn)}</strong><span class="meta">${one.address === '' ? null : html`<span>${one.address}</span>`}<span>${say('seats', { rooms: one.rooms, seats: one.seats })}</span></span></div></li>`)}</ul></div>`,
  )
}
