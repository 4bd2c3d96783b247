import type { ReplyOf } from '../../../wire/endpoint.ts'
import type { catalogueFields, searchCatalogue } from '../../../areas/catalogue/contract.ts'
import type { ProgrammeHours } from '../../../areas/ledger/contract.ts'
import { feeText } from './class-card.ts'
import { hoursText } from './hours.ts'
import { html } from './html.ts'
import { page, type PageFrame } from './page.ts'
import { either, wordsOf } from './words.ts'

export interface CatalogueData {
  readonly asked: {
    readonly q?: string
    readonly field?: string
    readonly mode?: string
    readonly page?: number
  }
  readonly found: ReplyOf<typeof searchCatalogue>
  readonly hours: readonly ProgrammeHours[]
  readonly fields: ReplyOf<typeof catalogueFields>['items']
}

const modes = ['face-to-face', 'distance', 'advanced-seminar'] as const

/** The catalogue: filters on top, courses below, pages by number so that an address can be shared. */
export const cataloguePage = (frame: PageFrame, { asked, found, hours, fields }: CatalogueData): string => {
  const { language } = frame
  const say = wordsOf(language)
  const address = (number: number): string => {
    const query = new URLSearchParams(
      Object.entries({ ...asked, page: String(number) }).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
      ),
    )
    return `/catalogue?${query}`
  }
  const option = (value: string, label: string, chosen: string | undefined) =>
    html`<option value="${value}"${value === (chosen ?? '') ? html` selected` : null}>${label}</option>`
  return page(
    frame,
    'catalogue',
    say('catalogue'),
    html`<div class="wide"><h1>${say('catalogue')}</h1>
<form class="filters" action="/catalogue" method="get" role="search">
<div class="field grow"><label for="q">${say('searchLabel')}</label><input id="q" name="q" type="search" value="${asked.q ?? ''}" maxlength="100" placeholder="${say('searchHint')}"></div>
<div class="field"><label for="field">${say('keyArea')}</label><select id="field" name="field">${option('', say('any'), asked.field)}${fields.map((one) => option(one.code, `${either(language, one.name, one.nameEn)} (${one.courses})`, asked.field))}</select></div>
<div class="field"><label for="mode">${say('mode')}</label><select id="mode" name="mode">${option('', say('any'), asked.mode)}${modes.map((mode) => option(mode, say(mode), asked.mode))}</select></div>
<button class="button" type="submit">${say('search')}</button></form>
${
  found.items.length === 0
    ? html`<p class="empty">${say('noCourses')}</p>`
    : html`<ul class="list">${found.items.map(
        (
          one,
        ) => html`<li><a href="/courses/${one.courseId}"><span class="kicker">${either(language, one.field.name, one.field.nameEn)} · ${one.modes.map((mode) => say(mode)).join(' / ')}</span><strong>${either(language, one.title, one.titleEn)}</strong>
<span class="meta"><span>${either(language, one.institution, one.institutionEn)}</span><span>${hoursText(
          say,
          hours.find((rule) => rule.programmeCode === one.programme.code),
          one.totalMinutes,
        )}</span><span>${feeText(language, one.feeFen)}</span>${one.nextClassOn ? html`<span class="soon">${say('nextClasses')} ${one.nextClassOn}</span>` : null}</span></a></li>`,
      )}</ul>`
}
${found.page === 1 && found.next === null ? null : html`<nav class="pages" aria-label="${say('coursesFound', { page: found.page })}">${found.page > 1 ? html`<a href="${address(found.page - 1)}" rel="prev">${say('previous')}</a>` : null}<span>${say('coursesFound', { page: found.page })}</span>${found.next === null ? null : html`<a href="${address(found.next)}" rel="next">${say('next')}</a>`}</nav>`}</div>`,
  )
}
