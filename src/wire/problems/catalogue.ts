import { problems } from './problem.ts'

export const catalogueProblems = problems({
  'course.incomplete': {
    status: 422,
    zh: '课程申报尚不完整，请补充标出的 {count} 项。',
    en: 'The course is not complete: see the {count} fields marked.',
  },
  'course.category-mismatch': {
    status: 422,
    zh: '公需科目课程的类型应为“公需科目”，专业科目课程不能选用此类型。',
    en: 'A public subject has the type “public subject”, and no other course has it.',
  },
  'course.minutes-zero': {
    status: 422,
    zh: '课时须大于 0 分钟。',
    en: 'A unit must have more than 0 minutes.',
  },
  'course.pass-mark': {
    status: 422,
    zh: '合格线应大于 0 且不超过满分。',
    en: 'The pass mark must be above nothing and not above the full mark.',
  },
  'course.draft': { status: 409, zh: '课程尚在起草，未提交。', en: 'The course is still a draft.' },
  'course.submitted': {
    status: 409,
    zh: '课程已提交，正在等待决定；可先撤回再修改。',
    en: 'The course was submitted and awaits a decision; take it back to change it.',
  },
  'course.returned': {
    status: 409,
    zh: '课程已退回修改，尚未重新提交。',
    en: 'The course was returned and has not been submitted again.',
  },
  'course.approved': {
    status: 409,
    zh: '课程已入目录；修改请另立新版本。',
    en: 'The course is in the catalogue; begin a new version to change it.',
  },
  'course.refused': {
    status: 409,
    zh: '课程未通过鉴定；可另立新版本重新申报。',
    en: 'The course was refused; begin a new version to declare it again.',
  },
  'course.retired': { status: 409, zh: '课程已退出目录。', en: 'The course has retired from the catalogue.' },
  'course.draft-open': {
    status: 409,
    zh: '该课程已有一个在办版本。',
    en: 'A version of this course is already under work.',
  },
  'course.other-version': {
    status: 409,
    zh: '申报内容已变化，请重新打开后再决定。',
    en: 'What was submitted has changed meanwhile; open it again before deciding.',
  },
  'course.reason-required': {
    status: 422,
    zh: '请写明理由，机构将据此修改。',
    en: 'State the reason; the institution works by it.',
  },
  'course.dates': {
    status: 422,
    zh: '请填写有效期，截止日期不能早于起始日期。',
    en: 'Give the dates of validity; the last day cannot be before the first.',
  },
  'course.area-fixed': {
    status: 409,
    zh: '课程已入目录，重点领域不能再改。',
    en: 'The course has been catalogued; its key area can no longer change.',
  },
  'course.not-approved': {
    status: 409,
    zh: '该课程版本未经鉴定通过或已退出目录，不能备案办班。',
    en: 'This version of the course is not approved, or has retired; no class can be filed from it.',
  },
  'course.expired': {
    status: 409,
    zh: '该课程的有效期为 {from} 至 {to}，授课日 {day} 不在其内。',
    en: 'The course is valid from {from} to {to}; {day}, a day of the class, is outside.',
  },
  'course.expired-at-filing': {
    status: 409,
    zh: '该课程的有效期已于 {to} 届满，不能在 {day} 补报备案。',
    en: 'The course ran out on {to}; no class can be filed from it on {day}, not even one held before.',
  },
  'course.mode-not-declared': {
    status: 409,
    zh: '该课程未申报此培训方式的课时。',
    en: 'The course declares no minutes in this mode of teaching.',
  },
})
