import { problems } from './problem.ts'

export const programmeProblems = problems({
  'programme.code-taken': { status: 409, zh: '已有项目使用此代码。', en: 'Another programme has this code.' },
  'programme.code-in-use': {
    status: 409,
    zh: '项目已启动，代码不能再改。',
    en: 'The programme has started; its code can no longer change.',
  },
  'programme.office-unknown': {
    status: 422,
    zh: '没有这个管理办公室，或其已注销。',
    en: 'There is no such programme office, or it is closed.',
  },
  'programme.rule-pack-in-use': {
    status: 409,
    zh: '已按此规则包登记学时或结算，不能改用其他规则包；规则需要调整的，请在“规则”中修订，经试算和第二人批准后发布。',
    en: 'Hours were entered or a period closed by this rule pack, so another cannot take its place. Where the rules must change, amend the pack under Rules, with a dry run and a second officer.',
  },
  'programme.rule-pack-unknown': {
    status: 422,
    zh: '没有编号为“{pack}”的规则包。',
    en: 'There is no rule pack “{pack}”.',
  },
  'programme.zone-unknown': {
    status: 422,
    zh: '“{zone}”不是有效的时区名称。',
    en: '“{zone}” is not a time zone.',
  },
  'programme.dates': {
    status: 422,
    zh: '结束日期不能早于开始日期。',
    en: 'The last day cannot be before the first.',
  },
  'programme.pass-mark': {
    status: 422,
    zh: '合格线应大于 0 且不超过满分。',
    en: 'The pass mark must be above nothing and not above the full mark.',
  },
  'programme.numbering-prefix': {
    status: 422,
    zh: '一位数字的校验方法要求前缀只含数字。',
    en: 'A check of one digit needs a prefix of digits only.',
  },
  'programme.class-without-criterion': {
    status: 422,
    zh: '类别 {class} 没有认定条件。',
    en: 'Class {class} has no criterion.',
  },
  'programme.criterion-without-class': {
    status: 422,
    zh: '认定条件指向了优先次序中没有的类别 {class}。',
    en: 'A criterion names class {class}, which is not in the order of precedence.',
  },
  'programme.no-key-area': {
    status: 409,
    zh: '至少设置一个重点领域后方可启动项目。',
    en: 'Set at least one key area before the programme starts.',
  },
  'programme.started': {
    status: 409,
    zh: '项目已启动，不能退回筹备状态。',
    en: 'The programme has started; it cannot go back to preparation.',
  },
  'programme.closed': { status: 409, zh: '项目已结束。', en: 'The programme is closed.' },
  'programme.not-active': {
    status: 409,
    zh: '项目尚未启动或已结束。',
    en: 'The programme has not started or is closed.',
  },
  'key-area.code-twice': {
    status: 422,
    zh: '重点领域代码“{code}”重复。',
    en: 'The key area code “{code}” is there twice.',
  },
  'key-area.unknown': {
    status: 422,
    zh: '该重点领域不属于本项目。',
    en: 'The key area does not belong to this programme.',
  },
  'key-area.in-use': {
    status: 409,
    zh: '已有课程使用此重点领域，不能删除。',
    en: 'A course uses this key area; it cannot be removed.',
  },
  'approval.institution-unknown': {
    status: 422,
    zh: '没有这个施教机构，或其已注销。',
    en: 'There is no such training institution, or it is closed.',
  },
  'approval.open': {
    status: 409,
    zh: '该机构在本项目已有一份起草中或待决定的申请。',
    en: 'The institution already has an application in draft or awaiting decision for this programme.',
  },
  'approval.overlap': {
    status: 409,
    zh: '与该机构在本项目已有的认定有效期重叠。',
    en: 'The dates overlap with an approval the institution already has for this programme.',
  },
  'approval.draft': { status: 409, zh: '申请尚在起草，未提交。', en: 'The application is still a draft.' },
  'approval.submitted': {
    status: 409,
    zh: '申请已提交，正在等待决定。',
    en: 'The application was submitted and awaits a decision.',
  },
  'approval.approved': { status: 409, zh: '申请已获认定。', en: 'The application was approved.' },
  'approval.refused': {
    status: 409,
    zh: '申请未获认定，可重新申请。',
    en: 'The application was refused; a new one may be made.',
  },
  'approval.suspended': { status: 409, zh: '认定已暂停。', en: 'The approval is suspended.' },
  'approval.withdrawn': {
    status: 409,
    zh: '认定已撤销，不能恢复；可重新申请。',
    en: 'The approval was withdrawn for good; a new application may be made.',
  },
  'approval.incomplete': {
    status: 422,
    zh: '申请尚不完整，请补充标出的各项。',
    en: 'The application is not complete; see the fields marked.',
  },
  'approval.dates': {
    status: 422,
    zh: '请填写有效期，截止日期不能早于起始日期。',
    en: 'Give the dates of validity; the last day cannot be before the first.',
  },
  'approval.reason-required': {
    status: 422,
    zh: '请写明理由，机构将据此办理。',
    en: 'State the reason; the institution acts on it.',
  },
  'institution.not-approved': {
    status: 409,
    zh: '该施教机构未获本项目认定，不能备案办班。',
    en: 'The institution is not approved for this programme and cannot file a class.',
  },
  'institution.expired': {
    status: 409,
    zh: '该施教机构的认定有效期为 {from} 至 {to}，授课日 {day} 不在其内。',
    en: 'The institution is approved from {from} to {to}; {day}, a day of the class, is outside.',
  },
  'institution.expired-at-filing': {
    status: 409,
    zh: '该施教机构的认定已于 {to} 届满，不能在 {day} 补报备案。',
    en: 'The institution’s approval ran out on {to}; it cannot file a class on {day}, not even one held before.',
  },
  'institution.mode-not-approved': {
    status: 409,
    zh: '该施教机构的认定范围不含此培训方式。',
    en: 'The institution is not approved for this mode of teaching.',
  },
})
