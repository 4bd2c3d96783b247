import { problems } from './problem.ts'

export const peopleProblems = problems({
  'person.name-missing': { status: 422, zh: '请填写姓名。', en: 'Give the name.' },
  'person.name-too-long': {
    status: 422,
    zh: '姓名不能超过 {limit} 个字。',
    en: 'A name has at most {limit} characters.',
  },
  'person.name-characters': {
    status: 422,
    zh: '姓名含有不应出现的符号。请按证件上的姓名填写。',
    en: 'The name contains signs that no name has. Write it as on the document.',
  },
  'person.name-undrawable': {
    status: 422,
    zh: '证书字库中没有“{characters}”，无法印在证书上。请核对是否误用了字形相近的字；证件上确是此字的，请用汉语拼音代替该字。',
    en: 'The certificates’ typeface cannot draw “{characters}”. Check the character; if the document does have it, write its pinyin in its place.',
  },
  'identity.missing': { status: 422, zh: '请填写证件号码。', en: 'Give the ID number.' },
  'identity.length': {
    status: 422,
    zh: '身份证号应为 18 位，此处有 {length} 位。',
    en: 'A resident ID has 18 characters, this has {length}.',
  },
  'identity.characters': {
    status: 422,
    zh: '证件号码含有不应出现的字符。',
    en: 'The ID number contains characters it cannot have.',
  },
  'identity.checksum': {
    status: 422,
    zh: '身份证号校验不符，至少有一位填错，请对照证件核对。',
    en: 'The check digit of this ID does not fit: at least one character is wrong. Compare it with the document.',
  },
  'identity.birth-date': {
    status: 422,
    zh: '身份证号中的出生日期 {birth} 不存在，请对照证件核对。',
    en: 'The birth date in this ID, {birth}, cannot be. Compare it with the document.',
  },
  'identity.taken': {
    status: 409,
    zh: '此证件号码已登记在另一人名下。',
    en: 'This ID number is on record for another person.',
  },
  // One sentence for a wrong name and for somebody who is not free to be added: the difference would tell whose number it is.
  'person.ask-them': {
    status: 409,
    zh: '不能用这些信息直接添加。请先核对姓名和证件号码；无误的，请本人登录后申请加入本单位，或请管理办公室办理。',
    en: 'Nobody can be added with these particulars. Check name and ID number; if both are right, have the person sign in and ask to join you, or turn to the programme office.',
  },
  'identity.same': {
    status: 409,
    zh: '此证件号码已在档案中。',
    en: 'This ID number is on this record already.',
  },
  // One sentence for every way a registration can meet an existing record: the difference would tell strangers who is on it.
  'person.register-refused': {
    status: 409,
    zh: '无法用这些信息注册。如您已有账号，请直接登录；如单位或施教机构已登记过您，请其登记您现在的手机号后再注册；也可联系项目办公室。',
    en: 'These particulars cannot be registered. Sign in if you have an account; if your employer or a training institution has put you on record, ask them to enter the phone you use now, or ask the programme office.',
  },
  'person.register-wait': {
    status: 429,
    zh: '这个证件号码多次未能核对，请 {seconds} 秒后再试。',
    en: 'This ID number was tried too often without a match; try again in {seconds} seconds.',
  },
  'person.phone-taken': {
    status: 409,
    zh: '这个手机号已经用来登录另一个账号。是您的账号请直接登录；名册里登记的手机号有误的，请单位或项目办公室更正。',
    en: 'This phone number signs in to another account already. Sign in if the account is yours; if a roster put the wrong number on your record, ask your employer or the programme office to correct it.',
  },
  'person.phone-malformed': { status: 422, zh: '电话号码格式不正确。', en: 'This is not a phone number.' },
  'person.email-malformed': { status: 422, zh: '电子邮箱格式不正确。', en: 'This is not an e-mail address.' },
  'person.same-name': { status: 409, zh: '新姓名与现姓名相同。', en: 'The new name is the present one.' },
  'merge.same': {
    status: 422,
    zh: '这两条是同一份档案。',
    en: 'These are one record already.',
  },
  'merge.moved': {
    status: 409,
    zh: '其中一份档案刚刚被合并，请重新预览。',
    en: 'One of the two records has been merged meanwhile; look at the preview again.',
  },
  'merge.conflicts': {
    status: 409,
    zh: '有 {count} 处冲突须先处理或确认，尚未合并。',
    en: 'Not merged: {count} conflicts have to be put right or confirmed first.',
  },
  'merge.same-class': {
    status: 409,
    zh: '两份档案都在未结班的“{class}”班中。请先在该班为其中一份退班，或等该班结班。',
    en: 'Both records have a place in “{class}”, which is not closed. Take one of them out of the class first, or wait until it is closed.',
  },
  'merge.both-completed': {
    status: 409,
    zh: '两份档案都修完了“{class}”，同一人不能计两次。请先撤销其中一张证书，并冲销其学时。',
    en: 'Both records completed “{class}”, which counts once for one person. Revoke one of the two certificates and take its hours back first.',
  },
  'merge.identities-differ': {
    status: 409,
    zh: '两份档案都由本人验证手机后注册，证件号码却不同。请核对两份证件原件。',
    en: 'Both people registered with a phone they hold, and stated different ID numbers. Compare the two documents themselves.',
  },
  'merge.both-accounts': {
    status: 409,
    zh: '两份档案各有登录账号。合并后两个账号都能登录，并看到同一份档案。',
    en: 'Each record has an account. After the merge both sign in, and both see the one record.',
  },
  'merge.births-differ': {
    status: 409,
    zh: '两份档案的出生日期不同。',
    en: 'The dates of birth differ.',
  },
  'merge.names-differ': {
    status: 409,
    zh: '两份档案的姓名不同。',
    en: 'The names differ.',
  },
  'merge.undone': { status: 409, zh: '这次合并已经撤销。', en: 'This merge has been undone already.' },
  'merge.later': {
    status: 409,
    zh: '此后又有一次合并以它为基础，请先撤销较晚的那一次。',
    en: 'A later merge stands on this one; undo the later one first.',
  },
  'merge.relied-on': {
    status: 409,
    zh: '合并之后，这份档案上又有了新的记录，分不清应归哪一份，不能再撤销。',
    en: 'Since the merge more was recorded on the joint record, and nobody can tell whose it would be; the merge can no longer be undone.',
  },
  'merge.new-employments': { status: 409, zh: '新增任职 {count} 条', en: 'new employments: {count}' },
  'merge.new-requests': {
    status: 409,
    zh: '新增入职申请 {count} 份',
    en: 'new requests to employers: {count}',
  },
  'merge.new-evidence': { status: 409, zh: '新增学历、职称等材料 {count} 条', en: 'new evidence: {count}' },
  'merge.new-holdings': {
    status: 409,
    zh: '新增职称、证照或会籍 {count} 项',
    en: 'new titles, licences or memberships: {count}',
  },
  'merge.new-classes': {
    status: 409,
    zh: '新增人员类别认定 {count} 次',
    en: 'new decisions on the class: {count}',
  },
  'merge.new-documents': { status: 409, zh: '新增证件 {count} 个', en: 'new documents: {count}' },
  'merge.new-accounts': { status: 409, zh: '新开账号 {count} 个', en: 'new accounts: {count}' },
  'merge.new-enrolments': { status: 409, zh: '新增报名 {count} 次', en: 'new enrolments: {count}' },
  'merge.new-results': { status: 409, zh: '新公布成绩 {count} 项', en: 'new exam results: {count}' },
  'merge.new-entries': {
    status: 409,
    zh: '新增学时记录 {count} 条',
    en: 'new entries in the ledger: {count}',
  },
  'merge.new-certificates': { status: 409, zh: '新发证书 {count} 张', en: 'new certificates: {count}' },
  'employment.employer-unknown': {
    status: 422,
    zh: '没有这个用人单位，或该单位已停用。',
    en: 'There is no such employer, or it has been closed.',
  },
  'employment.already': {
    status: 409,
    zh: '此人已登记在该单位任职。',
    en: 'The person is on record with this employer already.',
  },
  'employment.ended': { status: 409, zh: '这段任职已经终止。', en: 'This employment has ended already.' },
  'employment.dates': {
    status: 422,
    zh: '终止日期不能早于开始日期 {from}。',
    en: 'The end cannot be before the beginning, {from}.',
  },
  'employment-request.waiting': {
    status: 409,
    zh: '您已向该单位提出申请，请等待答复，或先撤回。',
    en: 'You have asked this employer already; wait for the answer, or take the request back first.',
  },
  'employment-request.leaving-unknown': {
    status: 422,
    zh: '要离开的单位不在您的任职记录中。',
    en: 'The employer to be left is not on your record.',
  },
  'employment-request.settled': {
    status: 409,
    zh: '这份申请已有答复或已撤回。',
    en: 'This request has been answered or taken back already.',
  },
  'evidence.empty': { status: 422, zh: '请至少填写一项。', en: 'State at least one fact.' },
  'evidence.future': { status: 422, zh: '生效日期不能晚于今天。', en: 'The date cannot be after today.' },
  'evidence.fact-unknown': {
    status: 422,
    zh: '没有哪个项目的规则问到“{fact}”，无须登记。',
    en: 'No programme’s rules ask for “{fact}”.',
  },
  'evidence.fact-derived': {
    status: 422,
    zh: '“{fact}”由系统内的记录得出，不能另行登记。',
    en: '“{fact}” follows from what is on record elsewhere and is not recorded by hand.',
  },
  'evidence.fact-value': {
    status: 422,
    zh: '“{fact}”不能填“{value}”：日期、数字、是否和分级的情况要按规则所问的形式填写。',
    en: '“{fact}” cannot be “{value}”: days, numbers, yes or no and levels are given as the rules ask them.',
  },
  'evidence.checked': {
    status: 409,
    zh: '没有这条材料，或已经核验。',
    en: 'There is no such evidence, or it has been checked already.',
  },
  'holding.own': {
    status: 409,
    zh: '职称、证照与会籍由单位或主管机构登记，不能为自己登记或终止。',
    en: 'Titles, licences and memberships are recorded by the employer or the office, never by whoever holds them.',
  },
  'holding.future': {
    status: 422,
    zh: '取得日期不能晚于今天。',
    en: 'It cannot be held from a day after today.',
  },
  'holding.dates': {
    status: 422,
    zh: '终止日期不能早于取得日期 {from}。登记有误的，不填终止日期。',
    en: 'The last day cannot be before the first, {from}. Leave it empty where the entry was a mistake.',
  },
  'holding.ended': { status: 409, zh: '此项已经终止。', en: 'This has been ended already.' },
  'person-class.none-holds': {
    status: 422,
    zh: '按本项目规则，现有材料不符合任何一类，请先补充材料。',
    en: 'By the programme’s rule the evidence fits no class yet; put more of it on record first.',
  },
  'person-class.unknown': {
    status: 422,
    zh: '本项目没有“{class}”类。',
    en: 'The programme has no class “{class}”.',
  },
  'person-class.reason-missing': {
    status: 422,
    zh: '认定类别与规则建议（{proposed}）不同，请说明理由。',
    en: 'The class differs from the one the rule proposes ({proposed}); give the reason.',
  },
  'person-class.programme-unknown': {
    status: 422,
    zh: '没有这个项目，或项目不在运行中。',
    en: 'There is no such programme, or it is not running.',
  },
})
