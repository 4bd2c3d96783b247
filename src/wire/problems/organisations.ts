import { problems } from './problem.ts'

export const organisationProblems = problems({
  'organisation.name-taken': {
    status: 409,
    zh: '同类单位中已有同名单位。',
    en: 'An organisation of this kind already has this name.',
  },
  'organisation.near-name': {
    status: 409,
    zh: '已有名称相近的单位“{name}”（共 {count} 个）。请核对；确非同一单位的，勾选后再登记。',
    en: 'There is already “{name}” ({count} near names in all). Check them; if this is another organisation, confirm that and register again.',
  },
  'organisation.credit-code': {
    status: 422,
    zh: '统一社会信用代码有误：应为 18 位，且校验位相符。',
    en: 'The unified social credit code is not right: 18 characters whose last one checks the others.',
  },
  'organisation.credit-code-taken': {
    status: 409,
    zh: '同类单位中已有单位使用此统一社会信用代码。',
    en: 'Another organisation of this kind has this unified social credit code.',
  },
  'organisation.district-unknown': {
    status: 422,
    zh: '所选区县不存在或已注销。',
    en: 'The district chosen does not exist or is closed.',
  },
  'organisation.district-of-district': {
    status: 422,
    zh: '区县主管部门本身不再归属区县。',
    en: 'A district does not itself belong to a district.',
  },
  'organisation.already-verified': {
    status: 409,
    zh: '该单位已核实。',
    en: 'The organisation is verified already.',
  },
  'organisation.closed': { status: 409, zh: '该单位已注销。', en: 'The organisation is closed.' },
  'organisation.not-closed': { status: 409, zh: '该单位并未注销。', en: 'The organisation is not closed.' },
  'organisation.successor-unfit': {
    status: 422,
    zh: '承继单位须为同类的另一在册单位。',
    en: 'The successor must be another organisation of the same kind that is not closed.',
  },
  'organisation.last-office': {
    status: 409,
    zh: '这是最后一个管理办公室，不能注销。',
    en: 'This is the last programme office; it cannot be closed.',
  },
  'organisation.has-open-classes': {
    status: 409,
    zh: '该机构还有 {count} 个未结业的培训班，结业或取消后方可注销。',
    en: 'The institution has {count} training classes under way; close or cancel them first.',
  },
  'room.owner-kind': {
    status: 422,
    zh: '只有施教机构和考点可以登记教室。',
    en: 'Only training institutions and test sites have rooms.',
  },
  'room.name-taken': {
    status: 409,
    zh: '该单位已有同名教室。',
    en: 'The organisation already has a room of this name.',
  },
  'membership.association-kind': {
    status: 422,
    zh: '只有行业协会可以吸收会员单位。',
    en: 'Only an industry association has members.',
  },
  'membership.member-unfit': {
    status: 422,
    zh: '会员须为在册的用人单位或施教机构。',
    en: 'A member must be an employer or a training institution that is not closed.',
  },
  'membership.exists': {
    status: 409,
    zh: '这段时间内已有该会员关系。',
    en: 'This membership already exists in that period.',
  },
  'membership.already-consented': {
    status: 409,
    zh: '会员单位已同意。',
    en: 'The member has already consented.',
  },
  'membership.document-required': {
    status: 422,
    zh: '由办公室代为登记同意的，须填写书面同意的文号。',
    en: 'When the office records a consent, the number of the written consent is required.',
  },
  'membership.ended': { status: 409, zh: '该会员关系已终止。', en: 'The membership has ended.' },
  'membership.end-before-start': {
    status: 422,
    zh: '终止日期不能早于起始日期 {from}。',
    en: 'The last day cannot be before the first, {from}.',
  },
  'setup.token': {
    status: 403,
    zh: '启用口令不正确或已失效，请查看服务器最近一次启动时的输出。',
    en: 'The set-up token is wrong or no longer valid; see what the server printed at its latest start.',
  },
  'setup.done': {
    status: 409,
    zh: '系统已启用，管理办公室已建立。',
    en: 'The system is set up already; there is a programme office.',
  },
})
