import { problems } from './problem.ts'

export const ruleStudioProblems = problems({
  'rule-draft.pack-unknown': {
    status: 404,
    zh: '没有登记“{pack}”这个规则包，不能从它起草。',
    en: 'No pack "{pack}" is registered, so no draft can begin from it.',
  },
  'rule-draft.pack-known': {
    status: 409,
    zh: '规则包“{pack}”已登记，请从它起草修订，或换一个编号。',
    en: 'The pack "{pack}" is registered already: begin from it, or choose another id.',
  },
  'rule-draft.id': {
    status: 422,
    zh: '规则包编号须为 1 至 60 个英文字母、数字、点、下划线或连字符，如 gd-2021。',
    en: 'The id of a pack is 1 to 60 letters, digits, dots, underscores or hyphens, such as gd-2021.',
  },
  'rule-draft.too-big': {
    status: 422,
    zh: '内容过大或嵌套过深，不像一份规定，未保存。',
    en: 'It is too big or nested too deep for a regulation and was not kept.',
  },
  'rule-draft.state': {
    status: 409,
    zh: '现在不能办理：草案的状态已变，请刷新。',
    en: 'It cannot be done now: the draft has moved on. Reload the page.',
  },
  'rule-draft.faults': {
    status: 422,
    zh: '规则有 {count} 处错误，改正后才能提请发布。',
    en: 'The rules have {count} faults; put them right first.',
  },
  'rule-draft.case-faults': {
    status: 422,
    zh: '算例有 {count} 处格式错误，改正后才能提请发布。',
    en: 'The cases have {count} faults of form; put them right first.',
  },
  'rule-draft.no-cases': {
    status: 422,
    zh: '还没有算例。请至少写一个规定原文中或自拟的算例，证明规则写对了。',
    en: 'There are no cases yet. Write at least one, from the regulation or your own, that proves the rules right.',
  },
  'rule-draft.cases-fail': {
    status: 422,
    zh: '有 {count} 个算例的结果与预期不符。',
    en: '{count} cases do not give what they expect.',
  },
  'rule-draft.dry-run-missing': {
    status: 422,
    zh: '项目“{programme}”适用这个规则包，还没有对现在的文本试运行。',
    en: 'Programme "{programme}" goes by this pack, and the text as it stands was not dry run for it yet.',
  },
  'rule-draft.closed-run-missing': {
    status: 422,
    zh: '这次修订涉及“{programme}”已结算的 {period}，须先对该年度试运行。',
    en: 'The change bears on {period} of "{programme}", which is closed: dry run that period first.',
  },
  'rule-draft.dry-run-none': {
    status: 422,
    zh: '还没有对现在的文本试运行。请选一个项目和年度试运行。',
    en: 'The text as it stands was not dry run yet. Choose a programme and a year.',
  },
  'rule-draft.dry-run-stale': {
    status: 422,
    zh: '“{programme}” {period} 试运行之后又有 {moved} 人的登记有变动，请重新试运行。',
    en: 'Since the dry run of "{programme}" {period} the records of {moved} people have moved: run it again.',
  },
  'rule-draft.behind': {
    status: 409,
    zh: '起草之后，这个规则包已发布了新的文本。请看过新文本，再以它为基础保存。',
    en: 'Another text of this pack was published since the draft was begun. See it, then save the draft on top of it.',
  },
  'rule-draft.known-text': {
    status: 409,
    zh: '这份文本与已登记的一份完全相同，没有可发布的改动。',
    en: 'This text is one that is registered already; there is nothing to publish.',
  },
  'rule-draft.used-elsewhere': {
    status: 409,
    zh: '其他管理办公室的项目“{programme}”也适用这个规则包，不能由本办公室改动。请另起编号。',
    en: 'Programme "{programme}" of another office goes by this pack, so it is not changed here. Use an id of your own.',
  },
  'rule-draft.same-person': {
    status: 403,
    zh: '起草与批准须由不同的人办理；您参与过起草，请由另一位经办人批准。',
    en: 'Writing and approving are done by two people. You have written in it; another officer has to approve.',
  },
  'rule-draft.mismatch': {
    status: 422,
    zh: '输入的编号与所发布的规则包不符，请照原样输入以确认。',
    en: 'The id typed is not that of the pack; type it as it stands to confirm.',
  },
  'rule-draft.no-programme': {
    status: 404,
    zh: '没有这个项目，或它不属于您的办公室。',
    en: 'There is no such programme, or it is not your office’s.',
  },
  'rule-file.unreadable': {
    status: 422,
    zh: '这不是规则文件：应为本系统导出的签名文件，或规则包的 JSON。',
    en: 'This is no file of rules: it should be a signed file as exported here, or the JSON of a pack.',
  },
  'rule-file.altered': {
    status: 422,
    zh: '签名不符：文件在导出后被改动过，未导入。',
    en: 'The signature does not hold: the file was altered after it was exported. Nothing was imported.',
  },
  'rule-file.key-unknown': {
    status: 422,
    zh: '签名有效，但不是本办公室的密钥（指纹 {key}）。请与对方核对指纹，确认后连同指纹再导入。',
    en: 'The signature holds, but the key is not of this office (thumbprint {key}). Confirm the thumbprint with those who sent it, and import again with it.',
  },
  'rule-file.id': {
    status: 422,
    zh: '文件里的规则包没有合格的编号，未导入。',
    en: 'The pack in the file has no proper id. Nothing was imported.',
  },
  'rule-file.no-pack': {
    status: 422,
    zh: '文件里没有规则包。',
    en: 'The file holds no pack.',
  },
})
