import type { OpenClassShape } from '../../../areas/catalogue/contract.ts'
import type { Static } from 'typebox'
import { html, type Html } from './html.ts'
import { either, periodText, wordsOf, type Language } from './words.ts'

type OpenClass = Static<typeof OpenClassShape>
interface ClassOfCourse extends OpenClass {
  readonly courseId: string
  readonly courseTitle: string
  readonly courseTitleEn: string
  readonly institution: string
  readonly institutionEn: string
  readonly field: { readonly name: string; readonly nameEn: string }
}

export const feeText = (language: Language, feeFen: number): string => {
  const say = wordsOf(language)
  return feeFen === 0 ? say('feeFree') : say('fee', { n: (feeFen / 100).toLocaleString('en-US') })
}

/** One class as a card of the home page. */
export const classCard = (language: Language, one: ClassOfCourse): Html => {
  const say = wordsOf(language)
  return html`<a class="card" href="/courses/${one.courseId}"><span class="kicker">${either(language, one.field.name, one.field.nameEn)} · ${say(one.mode)}</span>
<strong>${either(language, one.courseTitle, one.courseTitleEn)}</strong>
<span>${either(language, one.institution, one.institutionEn)}</span>
<span class="meta"><span>${periodText(say, one.from, one.to)}</span><span>${say('classSeats', { enrolled: one.enrolled, capacity: one.capacity })}</span><span>${feeText(language, one.feeFen)}</span></span></a>`
}
