import type { ReplyOf } from '../../../wire/endpoint.ts'
import type { catalogueCourse } from '../../../areas/catalogue/contract.ts'
import type { ProgrammeHours } from '../../../areas/ledger/contract.ts'
import { fractionText } from '../../i18n/fraction.ts'
import { feeText } from './class-card.ts'
import { hoursText } from './hours.ts'
import { html } from './html.ts'
import { page, type PageFrame } from './page.ts'
import { either, periodText, wordsOf } from './words.ts'

/** A course with its syllabus and open classes. */
export const coursePage = (
  frame: PageFrame,
  course: ReplyOf<typeof catalogueCourse>,
  rule: ProgrammeHours | undefined,
): string => {
  const { language } = frame
  const say = wordsOf(language)
  const title = either(language, course.title, course.titleEn)
  const exam = course.examSpec
  return page(
    frame,
    'catalogue',
    title,
    html`<article class="wide course"><p class="kicker">${either(language, course.field.name, course.field.nameEn)} · ${course.modes.map((mode) => say(mode)).join(' / ')}</p><h1>${title}</h1>
${course.current ? null : html`<p class="warn">${say('notCurrent')}</p>`}
<div class="two"><div>
${course.objectives === '' ? null : html`<h2>${say('objectives')}</h2><p class="prose">${course.objectives}</p>`}
${course.audience === '' ? null : html`<h2>${say('audience')}</h2><p class="prose">${course.audience}</p>`}
<h2>${say('syllabus')}</h2><div class="scroll" tabindex="0" role="region" aria-label="${say('syllabus')}"><table><thead><tr><th scope="col">${say('unit')}</th><th scope="col">${say('mode')}</th><th scope="col" class="number">${say('teaching')}</th></tr></thead><tbody>${course.syllabus.map((unit) => html`<tr><td>${unit.title}</td><td>${say(unit.mode)}</td><td class="number">${hoursText(say, rule, unit.minutes, 'exact')}</td></tr>`)}</tbody></table></div>
${course.materials === '' ? null : html`<h2>${say('materials')}</h2><p class="prose">${course.materials}</p>`}
</div><aside><dl class="facts"><dt>${say('institution')}</dt><dd>${either(language, course.institution, course.institutionEn)}</dd><dt>${say('courseCode')}</dt><dd>${course.code}</dd><dt>${say('teaching')}</dt><dd>${hoursText(say, rule, course.totalMinutes)}${rule ? html` <span class="source">${say('hourIs', { n: rule.minutes })}</span>` : null}</dd><dt>${say('exam')}</dt><dd>${exam === null ? say('noExam') : say('examText', { minutes: exam.durationMinutes, questions: exam.questions, mark: fractionText(exam.passMark) })}</dd><dt>${say('feeWord')}</dt><dd>${feeText(language, course.feeFen)}</dd><dt>${say('validity')}</dt><dd>${say('until', { day: course.validTo })}</dd></dl>
<h2>${say('openClasses')}</h2>${
      course.classes.length === 0
        ? html`<p class="empty">${say('noOpenClasses')}</p>`
        : html`<ul class="list tight">${course.classes.map((one) => html`<li><a href="/app/find/${one.classId}"><strong>${either(language, one.name, one.nameEn)}</strong><span class="meta"><span>${periodText(say, one.from, one.to)}</span><span>${say(one.mode)}</span><span>${say('classSeats', { enrolled: one.enrolled, capacity: one.capacity })}</span><span>${feeText(language, one.feeFen)}</span></span></a></li>`)}</ul><p class="source">${say('enrolHow')}</p>`
    }</aside></div></article>`,
  )
}
