import { problems } from './problem.ts'

export const declarationProblems = problems({
  'declaration.programme': {
    status: 422,
    zh: '申报人没有参加这个项目，不能在其中申报。',
    en: 'The person does not take part in this programme, so nothing can be declared in it.',
  },
  'declaration.kind-unknown': {
    status: 422,
    zh: '现行规则中没有这一类申报，请重新选择。',
    en: 'The rules in force know no such kind of declaration. Please choose again.',
  },
  'declaration.employer': {
    status: 422,
    zh: '所选单位不是申报人现在的任职单位。',
    en: 'The employer chosen is not a present employer of the person.',
  },
  'declaration.holding': {
    status: 422,
    zh: '所选职称或证照不在申报人的档案中。',
    en: 'The title or licence chosen is not on the person’s record.',
  },
  'declaration.changed': {
    status: 409,
    zh: '这项申报已在别处修改，请刷新后再试。',
    en: 'This declaration has been changed elsewhere. Reload it and try again.',
  },
  'declaration.not-writable': {
    status: 409,
    zh: '这项申报已提交或已有结论，不能修改；需要修改的，请先撤回，另行申报。',
    en: 'This declaration is submitted or decided and cannot be changed. Withdraw it and declare anew if you have to.',
  },
  'declaration.incomplete': {
    status: 422,
    zh: '还有内容没有填写或填写有误，补正后再提交。',
    en: 'Something is missing or wrong. Put it right and submit again.',
  },
  'declaration.answer-missing': { status: 422, zh: '请填写此项。', en: 'Please fill this in.' },
  'declaration.answer-unknown': {
    status: 422,
    zh: '这一类申报不需要此项。',
    en: 'This kind of declaration does not ask for it.',
  },
  'declaration.answer-text': {
    status: 422,
    zh: '请填写一行文字，不超过 200 字。',
    en: 'Give one line of at most 200 characters.',
  },
  'declaration.answer-whole': { status: 422, zh: '请填写正整数。', en: 'Give a whole number above zero.' },
  'declaration.answer-most': { status: 422, zh: '不能超过 {most}。', en: 'At most {most}.' },
  'declaration.answer-exact': {
    status: 422,
    zh: '请填写大于零的数，如 2 或 2.5。',
    en: 'Give a number above zero, such as 2 or 2.5.',
  },
  'declaration.answer-choice': { status: 422, zh: '请选择其中一项。', en: 'Choose one of these.' },
  'declaration.answer-yes-no': { status: 422, zh: '请选择是或否。', en: 'Answer yes or no.' },
  'declaration.answer-day': { status: 422, zh: '请填写日期。', en: 'Give a date.' },
  'declaration.dates': {
    status: 422,
    zh: '结束日期早于开始日期。',
    en: 'The end comes before the beginning.',
  },
  'declaration.future': {
    status: 422,
    zh: '尚未完成的不能申报，请在完成之后提交。',
    en: 'What is not completed yet cannot be declared. Submit it afterwards.',
  },
  'declaration.too-late': {
    status: 422,
    zh: '{year} 年完成的，最迟 {last} 申报，现已过期。',
    en: 'What was completed in {year} could be declared until {last}, which is past.',
  },
  'declaration.mend-late': {
    status: 422,
    zh: '退回后须在 {last} 前修改提交，现已过期；可另行申报。',
    en: 'It had to be mended by {last}, which is past. You can declare it anew.',
  },
  'declaration.evidence-missing': {
    status: 422,
    zh: '请至少上传一份证明材料。',
    en: 'Add at least one paper as evidence.',
  },
  'declaration.nothing-recognised': {
    status: 422,
    zh: '按现行规则不能认定：{because}。',
    en: 'The rules in force recognise nothing for it: {because}.',
  },
  'declaration.no-recogniser': {
    status: 422,
    zh: '规则要求认定的部门在系统中没有对应的单位：请联系所在单位加入行业协会，或联系项目办公室。',
    en: 'Nobody stands for the body that the rules name: ask your employer to join its association, or turn to the programme office.',
  },
  'declaration.settled': {
    status: 409,
    zh: '这项申报现在不在这一步，可能已由他人办理，请刷新。',
    en: 'This declaration is not at this step, perhaps somebody else has dealt with it. Please reload.',
  },
  'declaration.own': {
    status: 403,
    zh: '不能办理本人的申报，请由他人办理。',
    en: 'Nobody deals with a declaration of their own. Somebody else has to.',
  },
  'declaration.same-person': {
    status: 403,
    zh: '审核与认定须由不同的人办理；您已办理审核，请由另一人认定。',
    en: 'Checking and recognising are done by two people. You have checked it; somebody else has to recognise it.',
  },
  'declaration.words-missing': {
    status: 422,
    zh: '请写明理由，申报人会看到。',
    en: 'Give the reason; the person will read it.',
  },
  'declaration.file-missing': { status: 422, zh: '没有收到文件。', en: 'No file arrived.' },
  'declaration.file-type': {
    status: 422,
    zh: '只接受完整的 PDF、PNG、JPEG 文件；按内容判断，不看文件名。',
    en: 'Only whole PDF, PNG or JPEG files are taken; the content decides, not the name.',
  },
  'declaration.file-size': {
    status: 413,
    zh: '每个文件不超过 {limit} MB。',
    en: 'A file may have at most {limit} MB.',
  },
  'declaration.file-count': {
    status: 422,
    zh: '最多 {limit} 个文件。',
    en: 'At most {limit} files.',
  },
  'declaration.file-twice': {
    status: 409,
    zh: '这个文件已经上传过了。',
    en: 'This file is here already.',
  },
})
